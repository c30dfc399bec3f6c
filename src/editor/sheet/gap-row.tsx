import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { sheetPhrases } from '../words.ts';
import { useChecks } from './checks/checks-context.tsx';
import { useHitRows } from './checks/use-hit-rows.ts';
import styles from './grid.module.css';
import { HitCount } from './hit-count.tsx';
import { useSheet } from './sheet-context.tsx';
import type { PlacedWidths } from './use-widths.ts';

/** What no row covers, where rows could be: said, counted, and filled with one click. */
export function GapRow({ top, widths }: { readonly top: number; readonly widths: PlacedWidths }): ReactNode {
  const { lang, say } = useWords();
  const { editable, columns, around } = useSheet();
  const { gaps, hits, fillGaps } = useChecks();
  const { ofNone } = useHitRows();
  const [largest] = gaps;
  if (largest === undefined) return null;
  return (
    <div className={styles['row']} role="row" data-gap="" style={{ transform: `translateY(${top}px)` }}>
      <div className={styles['gutter']} role="rowheader" aria-colindex={1} style={{ width: widths.gutter }}>
        <IconAlertTriangle size={15} stroke={1.75} aria-label={say('gap')} />
      </div>
      <div className={styles['gap']} role="gridcell" aria-colindex={2} aria-colspan={columns.length} style={{ width: widths.end - widths.gutter }}>
        <span className={styles['gapWords']} title={largest.where[lang]}>
          <b>{sheetPhrases.nothingCovers(around.inputs['in']?.event, lang)}</b> {largest.where[lang]}
          {gaps.length > 1 ? sheetPhrases.andSmaller(gaps.length - 1, lang) : ''}
        </span>
        {editable && fillGaps !== undefined ? (
          <button type="button" className={styles['link']} onClick={fillGaps}>
            {say('addRowsForThem')}
          </button>
        ) : null}
      </div>
      <div className={styles['hits']} role="gridcell" aria-colindex={columns.length + 2} style={{ width: widths.hits }}>
        {hits === undefined ? null : <HitCount count={hits.otherwise} title={sheetPhrases.shareOf(hits.otherwise, hits.rows, lang)} show={ofNone} />}
      </div>
    </div>
  );
}
