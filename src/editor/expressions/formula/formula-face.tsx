import { lazy, Suspense, useDeferredValue, useEffect, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { capitalised, unbroken } from '../../../data/words.ts';
import type { FormulaProblem } from '../../../logic/formula/parse.ts';
import { sentence } from '../../../logic/sentence.ts';
import { useWords } from '../../state/context.tsx';
import type { FaceProps } from '../face.ts';
import styles from './formula.module.css';
import { PreviewRows } from './preview-rows.tsx';
import { useFormula } from './use-formula.ts';
import type { TypedFormula } from './use-formula.ts';

/** Loaded when the first formula is shown. */
const FormulaBox = lazy(() => import('./formula-box.tsx'));

interface Props extends FaceProps {
  /** Without what it says and gives, where that is told elsewhere. */
  readonly only?: 'text' | undefined;
}

/** A formula, what is wrong with it, what it says, and what it gives. */
export function FormulaFace(props: Props): ReactNode {
  const { at, scope, label, readOnly, only } = props;
  const { lang, say } = useWords();
  const formula = useFormula(props);
  const { text, read, kept, type, pause, takeBack } = formula;
  const isCalm = useCalm(text);
  // Half a word is no mistake: problems come when one stops typing, and go at once.
  const problems = isCalm ? read.problems : read.problems.filter(({ severity }) => severity !== 'error');
  const isSound = read.expr !== undefined && read.problems.every(({ severity }) => severity !== 'error');
  return (
    <div className={styles['face']}>
      <Suspense fallback={<div className={styles['waiting']}>{text}</div>}>
        <FormulaBox text={text} label={label} hint={say('formulaHint')} readOnly={readOnly} scope={scope} lang={lang} problems={read.problems} type={type} leave={pause} />
      </Suspense>
      {text.trim() === '' && kept === undefined ? null : <Problems problems={problems} readOnly={readOnly} mend={type} />}
      {kept === undefined || read.expr !== undefined || !isCalm ? null : (
        <p className={styles['kept']}>
          {say('stillUses')} <code>{kept}</code>
          <button type="button" onMouseDown={stay} onClick={takeBack}>{say('takeBack')}</button>
        </p>
      )}
      {isSound && read.expr !== undefined && only === undefined ? <Sound at={at} scope={scope} expr={read.expr} /> : null}
    </div>
  );
}

function Sound({ at, scope, expr }: Pick<FaceProps, 'at' | 'scope'> & { readonly expr: NonNullable<TypedFormula['read']['expr']> }): ReactNode {
  const { lang } = useWords();
  // Typing goes before what follows from it.
  const calm = useDeferredValue(expr);
  return (
    <>
      <p className={styles['says']}>{unbroken(capitalised(sentence(calm, scope, lang, { limit: 300 })))}</p>
      <PreviewRows at={at} expr={calm} scope={scope} />
    </>
  );
}

function Problems({ problems, readOnly, mend }: { readonly problems: readonly FormulaProblem[]; readonly readOnly: boolean; readonly mend: (formula: string) => void }): ReactNode {
  const { lang } = useWords();
  return (
    <ul className={styles['problems']} aria-live="polite">
      {problems.map(({ code, severity, message, range, fix }) => (
        <li key={`${code} ${range.join(' ')}`} data-severity={severity}>
          {message[lang]}
          {fix === undefined || readOnly ? null : <button type="button" onMouseDown={stay} onClick={() => mend(fix.formula)}>{fix.label[lang]}</button>}
        </li>
      ))}
    </ul>
  );
}

/** The box keeps the focus: leaving it takes what is typed, and what moves about then would not be hit. */
const stay = (event: MouseEvent): void => event.preventDefault();

/** So long, in milliseconds, nobody may have typed before it is said what is wrong. */
const calm = 500;

function useCalm(text: string): boolean {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), calm);
    return () => clearTimeout(timer);
  }, [text]);
  return settled === text;
}
