import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { StoredExpression } from '../../../data/schema.ts';
import { capitalised } from '../../../data/words.ts';
import { sentence } from '../../../logic/sentence.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import type { FaceProps } from '../face.ts';
import { Difference } from './difference.tsx';
import styles from './logic.module.css';
import { readPasted } from './pasted.ts';
import type { Pasted } from './pasted.ts';

interface Props extends Pick<FaceProps, 'scope' | 'expected'> {
  readonly take: (stored: StoredExpression) => void;
  readonly close: () => void;
}

/** JsonLogic from elsewhere: what it becomes is said before it is taken. */
export function ImportForm({ scope, expected, take, close }: Props): ReactNode {
  const { say } = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const pasted = useMemo(() => readPasted(text, scope, expected), [text, scope, expected]);
  return (
    <div className={styles['import']}>
      <label htmlFor={id}>{say('logicFromElsewhere')}</label>
      <textarea
        id={id}
        className={styles['paste']}
        value={text}
        rows={5}
        spellCheck={false}
        placeholder={'{ ">": [{ "var": "amount" }, 500] }'}
        aria-invalid={pasted.kind === 'broken'}
        aria-describedby={`${id}-says`}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div id={`${id}-says`} className={styles['becomes']} aria-live="polite"><Becomes pasted={pasted} scope={scope} /></div>
      <div className={styles['actions']}>
        <button type="button" className={controls['quiet']} onClick={close}>{say('cancel')}</button>
        {pasted.kind === 'raw' && pasted.candidate !== undefined ? (
          <button type="button" className={controls['button']} onClick={() => take(pasted.candidate?.stored ?? pasted.stored)}>{say('convertAnyway')}</button>
        ) : null}
        <button
          type="button"
          className={controls['primary']}
          aria-disabled={pasted.kind === 'empty' || pasted.kind === 'broken'}
          onClick={() => {
            if (pasted.kind === 'typed' || pasted.kind === 'raw') take(pasted.stored);
          }}
        >
          {say(pasted.kind === 'raw' ? 'takeAsIs' : 'takeLogic')}
        </button>
      </div>
    </div>
  );
}

function Becomes({ pasted, scope }: { readonly pasted: Pasted; readonly scope: Props['scope'] }): ReactNode {
  const { lang, say } = useWords();
  switch (pasted.kind) {
    case 'empty':
      return null;
    case 'broken':
      return <p data-wrong="">{say('noJson')}</p>;
    case 'typed':
      return <p>{capitalised(sentence(pasted.expr, scope, lang, { limit: 300 }))}</p>;
    case 'raw':
      return (
        <>
          <p>{say('staysRaw')} {pasted.why?.[lang]}</p>
          {pasted.difference === undefined ? null : <Difference difference={pasted.difference} scope={scope} />}
        </>
      );
  }
}
