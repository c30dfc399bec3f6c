import { useState } from 'react';
import type { ReactNode } from 'react';
import type { StoredExpression } from '../../../data/schema.ts';
import type { Stream, Surroundings } from '../../../kinds/contract.ts';
import { expressionInWords } from '../../../kinds/shared/sentences.ts';
import controls from '../../looks/controls.module.css';
import type { StreamPort } from '../../state/contract/sample.ts';
import { useWords } from '../../state/context.tsx';
import styles from '../panels.module.css';
import { ExpressionBox } from './expression-box.tsx';

interface Props {
  readonly at: StreamPort;
  readonly stream: Stream;
  readonly around: Surroundings;
  readonly value: StoredExpression | undefined;
  readonly label: string;
  readonly readOnly: boolean;
  /** What stands there where there is none. */
  readonly none?: string | undefined;
  /** True where there has to be one. */
  readonly needed?: boolean | undefined;
  readonly change: (next: StoredExpression | undefined, coalesce?: string) => void;
}

/** A condition that need not be there: `only where amount is more than € 500`, in words until it is opened. */
export function ConditionLine({
  at,
  stream,
  around,
  value,
  label,
  readOnly,
  none,
  needed = false,
  change,
}: Props): ReactNode {
  const { lang, say } = useWords();
  const [open, setOpen] = useState(needed && value === undefined && !readOnly);
  if (!open) {
    const said =
      value === undefined
        ? needed
          ? say('sayWhen')
          : (none ?? say('everyRow'))
        : expressionInWords(value, stream, around, lang);
    return (
      <button
        type="button"
        className={styles['said']}
        aria-label={`${label}: ${said}`}
        aria-expanded={false}
        data-empty={(needed && value === undefined) || undefined}
        disabled={readOnly && value === undefined}
        onClick={() => setOpen(true)}
      >
        {said}
      </button>
    );
  }
  return (
    <div className={styles['opened']}>
      <ExpressionBox
        at={at}
        stream={stream}
        around={around}
        value={value}
        expected="boolean"
        forRule
        label={label}
        readOnly={readOnly}
        change={change}
      />
      <div className={styles['actions']}>
        {value === undefined || needed || readOnly ? null : (
          <button
            type="button"
            className={controls['quiet']}
            onClick={() => {
              change(undefined);
              setOpen(false);
            }}
          >
            {say('noCondition')}
          </button>
        )}
        <button type="button" className={controls['button']} onClick={() => setOpen(false)}>
          {say('done')}
        </button>
      </div>
    </div>
  );
}
