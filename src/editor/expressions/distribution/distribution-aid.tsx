import { Tooltip } from '@base-ui/react/tooltip';
import { useRef, useState } from 'react';
import type { FocusEvent, ReactNode } from 'react';
import type { FlowField } from '../../../data/field.ts';
import { numberInWords } from '../../../data/words.ts';
import { useDistribution } from '../../sample/use-sample.ts';
import type { StreamPort } from '../../state/contract/sample.ts';
import { useWords } from '../../state/context.tsx';
import { expressionPhrases } from '../../words.ts';
import { isBinned } from './bars.ts';
import type { Range } from './bars.ts';
import { DistributionChart } from './distribution-chart.tsx';
import styles from './distribution.module.css';

interface Props {
  readonly at: StreamPort;
  readonly field: FlowField;
  readonly ranges: readonly Range[];
  /** How many rows the whole test holds for. */
  readonly hits: number | undefined;
  readonly pick?: ((value: number) => void) | undefined;
  readonly children: ReactNode;
}

/** While a numeric blank has the focus: how the sample's values lie, which of them are chosen, and how many rows that is. */
export function DistributionAid({ at, field, ranges, hits, pick, children }: Props): ReactNode {
  const { lang } = useWords();
  const anchor = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const known = useDistribution(open ? at : undefined, field.name);
  const distribution = known?.answer;
  const binned = distribution !== undefined && isBinned(distribution) && distribution.bins.length > 0 ? distribution : undefined;
  const leave = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    <span ref={anchor} onFocus={() => setOpen(true)} onBlur={leave}>
      {children}
      <Tooltip.Root open={open && binned !== undefined} onOpenChange={(next) => setOpen(next)}>
        <Tooltip.Portal>
          <Tooltip.Positioner className={styles['float']} anchor={anchor} sideOffset={6} align="start">
            {/* The focus stays in the blank, and Tab leads on from there: what is typed is seen here. */}
            <Tooltip.Popup className={styles['popup']} onMouseDown={(event) => event.preventDefault()}>
              {binned === undefined ? null : (
                <>
                  <DistributionChart distribution={binned} field={field} ranges={ranges} pick={pick} />
                  <p className={styles['figures']}>
                    {hits === undefined ? <span /> : <span>{expressionPhrases.hitsOf(numberInWords(hits, undefined, lang), numberInWords(binned.rows, undefined, lang), lang)}</span>}
                    {binned.missing === 0 ? null : <span>{expressionPhrases.missingIn(numberInWords(binned.missing, undefined, lang), lang)}</span>}
                  </p>
                </>
              )}
            </Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      </Tooltip.Root>
    </span>
  );
}
