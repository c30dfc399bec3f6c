import { useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { readExpression } from '../../../logic/stored.ts';
import { print } from '../../../logic/formula/print.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import styles from '../panels.module.css';
import { ExpressionBox } from './expression-box.tsx';

interface Props extends ComponentProps<typeof ExpressionBox> {
  /** True for one that was just added. */
  readonly opened?: boolean | undefined;
}

/** A value that is computed: its formula, until it is opened. */
export function ExpressionLine({ opened = false, ...props }: Props): ReactNode {
  const { say } = useWords();
  const [open, setOpen] = useState(opened);
  const { label, value } = props;
  if (!open) {
    const said = value === undefined ? '' : formulaOf(value);
    return (
      <button
        type="button"
        className={styles['said']}
        data-code=""
        aria-label={`${label}: ${said}`}
        aria-expanded={false}
        onClick={() => setOpen(true)}
      >
        {said === '' ? say('sayValue') : said}
      </button>
    );
  }
  return (
    <div className={styles['opened']}>
      <ExpressionBox {...props} />
      <div className={styles['actions']}>
        <button type="button" className={controls['button']} onClick={() => setOpen(false)}>
          {say('done')}
        </button>
      </div>
    </div>
  );
}

function formulaOf(value: NonNullable<Props['value']>): string {
  const { expr, problems } = readExpression(value);
  return problems.length === 0 ? print(expr) : JSON.stringify('logic' in value ? value.logic : value.raw);
}
