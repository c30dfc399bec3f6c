import { Popover } from '@base-ui/react/popover';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useRun } from '../state/editor-context.tsx';
import { eventsInWords } from '../shell/figures.ts';
import { sheetPhrases } from '../words.ts';
import { useChecks } from './checks/checks-context.tsx';
import { ColumnForm } from './column-form.tsx';
import styles from './grid.module.css';
import type { SheetColumn } from './model/columns.ts';
import { rangeIn } from './model/view-store.ts';
import { useSheet, useSheetView } from './sheet-context.tsx';
import type { PlacedWidths } from './use-widths.ts';

/** What each column asks or sets, and of what type it is. */
export function GridHead({ ref, widths }: { readonly ref: Ref<HTMLDivElement>; readonly widths: PlacedWidths }): ReactNode {
  const { lang, say } = useWords();
  const { columns, config } = useSheet();
  const { hits, tested } = useChecks();
  const conditions = config.inputs.length;
  const left = widths.columns.slice(0, conditions).reduce((sum, width) => sum + width, 0);
  return (
    <div ref={ref} className={styles['head']} role="rowgroup">
      <div className={styles['parts']} aria-hidden="true">
        <span style={{ width: widths.gutter }} data-corner="" />
        <span style={{ width: left }}>{say('ifAll')}</span>
        <span style={{ width: widths.end - widths.gutter - left }} data-then="">{say('thenSet')}</span>
        <span style={{ width: widths.hits }} data-hits="">{tested !== undefined ? say('coverageTests') : hits === undefined ? '' : sheetPhrases.afterEvents(eventsInWords(hits.rows, lang), lang)}</span>
      </div>
      <div className={styles['labels']} role="row" aria-rowindex={1}>
        <span className={styles['corner']} style={{ width: widths.gutter }} role="columnheader" aria-colindex={1}>
          <span className="unseen">{say('sheetRow')}</span>
        </span>
        {columns.map((column, at) => (
          <HeadCell key={column.key} column={column} at={at} first={at === conditions} width={widths.columns[at] ?? 0} />
        ))}
        <span className={styles['hitsHead']} style={{ width: widths.hits }} role="columnheader" aria-colindex={columns.length + 2}>
          <b>{say('sheetHits')}</b>
        </span>
      </div>
      <RunState />
    </div>
  );
}

function RunState(): ReactNode {
  const stale = useRun(({ state }) => state === 'running');
  return stale ? <div className={styles['busy']} /> : null;
}

function HeadCell({ column, at, first, width }: { readonly column: SheetColumn; readonly at: number; readonly first: boolean; readonly width: number }): ReactNode {
  const { lang } = useWords();
  const sheet = useSheet();
  const chosen = useSheetView((view) => {
    const { columns, rows } = rangeIn(view);
    return at >= columns[0] && at <= columns[1] ? (rows[0] === 0 && rows[1] >= sheet.config.rows.length - 1 ? 'all' : 'part') : undefined;
  });
  const open = useSheetView((view) => view.column === at);
  return (
    <div
      className={styles['headcell']}
      role="columnheader"
      aria-colindex={at + 2}
      data-head={at}
      data-part={column.part}
      data-first={first || undefined}
      data-number={column.number || undefined}
      data-chosen={chosen}
      style={{ width }}
    >
      <span className={styles['label']} title={column.label}>{column.label}</span>
      <span className={styles['about']}>{column.about}</span>
      <Popover.Root open={open} onOpenChange={(next) => sheet.view.setState({ column: next ? at : undefined })}>
        <Popover.Trigger className={styles['more']} tabIndex={-1} aria-label={sheetPhrases.columnOf(column.label, lang)} title={sheetPhrases.columnOf(column.label, lang)}>
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner className={styles['float']} side="bottom" align="end" sideOffset={4}>
            <Popover.Popup className={controls['popup']} aria-label={sheetPhrases.columnOf(column.label, lang)}>
              <ColumnForm column={column} at={at} />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}
