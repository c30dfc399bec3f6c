import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { check } from '../../../logic/check.ts';
import { toJsonLogic } from '../../../logic/guard.ts';
import { readExpression } from '../../../logic/stored.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import type { FaceProps } from '../face.ts';
import { Code } from './code.tsx';
import styles from './logic.module.css';
import { ImportForm } from './import-form.tsx';
import { Difference } from './difference.tsx';
import { readForeign } from './pasted.ts';

/** The expression as JsonLogic, to read and to take along; and JsonLogic from elsewhere, to bring here. */
export function LogicFace({ scope, value, expected, readOnly, change }: FaceProps): ReactNode {
  const { lang, say } = useWords();
  const [imports, setImports] = useState(value === undefined);
  const [plain, setPlain] = useState(false);
  const guarded = useMemo(() => {
    if (value === undefined || 'raw' in value) return undefined;
    const { expr, problems } = readExpression(value);
    const isSound = problems.length === 0 && check(expr, scope).problems.every(({ severity }) => severity !== 'error');
    return isSound ? toJsonLogic(expr, scope) : undefined;
  }, [value, scope]);
  const shown: unknown = plain && guarded !== undefined ? guarded.logic : value !== undefined && 'raw' in value ? value.raw : value;
  return (
    <div className={styles['face']}>
      {value === undefined ? null : (
        <Code value={shown}>
          {guarded === undefined ? null : (
            <label className={styles['plain']}>
              <input type="checkbox" checked={plain} onChange={(event) => setPlain(event.currentTarget.checked)} />
              {say('forOthers')}
            </label>
          )}
        </Code>
      )}
      {plain && guarded !== undefined && guarded.needs.length > 0 ? <p className={styles['note']}>{phrases.needs(guarded.needs, lang)}</p> : null}
      {value !== undefined && 'raw' in value ? <Kept key={JSON.stringify(value.raw)} scope={scope} value={value} expected={expected} readOnly={readOnly} change={change} /> : null}
      {readOnly ? null : imports ? (
        <ImportForm
          scope={scope}
          expected={expected}
          take={(stored) => {
            change(stored);
            setImports(false);
          }}
          close={() => setImports(false)}
        />
      ) : (
        <div>
          <button type="button" className={controls['button']} onClick={() => setImports(true)}>{say('pasteLogic')}</button>
        </div>
      )}
    </div>
  );
}

/** Why it stays as it was written elsewhere, and what would change if it did not. */
function Kept({ scope, value, expected, readOnly, change }: Pick<FaceProps, 'scope' | 'expected' | 'readOnly' | 'change'> & { readonly value: { readonly raw: Parameters<typeof readForeign>[0] } }): ReactNode {
  const { lang, say } = useWords();
  const read = useMemo(() => readForeign(value.raw, scope, expected), [value, scope, expected]);
  const next = read.kind === 'typed' ? read : read.candidate;
  return (
    <div className={styles['kept']}>
      <p>{say(read.kind === 'typed' ? 'rawCouldBeTyped' : 'rawRuns')}</p>
      {read.kind === 'raw' && read.why !== undefined ? <p>{read.why[lang]}</p> : null}
      {read.kind === 'raw' && read.difference !== undefined ? <Difference difference={read.difference} scope={scope} /> : null}
      {next === undefined || readOnly ? null : (
        <button type="button" className={controls['button']} onClick={() => change(next.stored)}>{say(read.kind === 'typed' ? 'convert' : 'convertAnyway')}</button>
      )}
    </div>
  );
}
