import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Problem } from '../../data/problem.ts';
import type { Lang } from '../../data/text.ts';
import type { Surroundings } from '../../kinds/contract.ts';
import { parseCell } from '../../kinds/table/cell-parse.ts';
import type { Result, TableRow } from '../../kinds/table/config.ts';
import { useWords } from '../state/context.tsx';
import { glossary, sheetPhrases } from '../words.ts';
import { useChecks } from './checks/checks-context.tsx';
import type { Hits } from './checks/hits.ts';
import { useHitRows } from './checks/use-hit-rows.ts';
import styles from './grid.module.css';
import { HitCount } from './hit-count.tsx';
import type { SheetColumn } from './model/columns.ts';
import { textAt } from './model/entry.ts';
import { shownCell, shownResult } from './model/shown.ts';
import type { Piece } from './model/shown.ts';
import type { Tone } from './model/tone.ts';
import { rangeIn } from './model/view-store.ts';
import { useSheet, useSheetView } from './sheet-context.tsx';
import type { PlacedWidths } from './use-widths.ts';

interface Props {
  readonly id: string;
  readonly index: number;
  /** Undefined for "otherwise". */
  readonly row: TableRow | undefined;
  readonly top: number;
  readonly widths: PlacedWidths;
  readonly problems: ReadonlyMap<number, Problem> | undefined;
}

/** A row of the table; the last one is "otherwise". */
export const GridRow = memo(function GridRow({ id, index, row, top, widths, problems }: Props): ReactNode {
  const { lang, say } = useWords();
  const { columns, config, around } = useSheet();
  const active = useSheetView(({ at }) => (at.row === index ? at.column : -1));
  const chosen = useSheetView((view) => {
    const { rows, columns: across } = rangeIn(view);
    return index >= rows[0] && index <= rows[1] ? `${across[0]}/${across[1]}` : '';
  });
  const isPointedAt = useSheetView((view) => view.pointed.includes(index));
  const { bracket, tones, hits, tested, gapAfter } = useChecks();
  const pointed = isPointedAt || bracket?.[0] === index || bracket?.[1] === index;
  const [from = Infinity, to = -1] = chosen === '' ? [] : chosen.split('/').map(Number);
  const whole = from === 0 && to === columns.length - 1;
  const conditions = config.inputs.length;
  const contentOf = (column: SheetColumn): Pick<CellProps, 'content' | 'tone'> => {
    if (column.part !== 'set') return { content: textAt(config, index, column), tone: undefined };
    const content = (row === undefined ? config.otherwise : row.set)?.[column.index] ?? null;
    return { content, tone: typeof content === 'string' && column.index === tones.column ? tones.of.get(content) : undefined };
  };
  const cell = (column: SheetColumn, at: number): ReactNode => (
    <div
      key={column.key}
      id={`${id}-grid-${index}-${at}`}
      className={styles['cell']}
      role="gridcell"
      aria-colindex={at + 2}
      aria-selected={at >= from && at <= to}
      data-cell={`${index}/${at}`}
      data-part={column.part}
      data-first={at === conditions || undefined}
      data-number={column.number || undefined}
      data-active={active === at || undefined}
      data-problem={problems?.get(at)?.severity}
      style={{ width: widths.columns[at] ?? 0 }}
    >
      <CellText column={column} {...contentOf(column)} last={row === undefined} around={around} problem={problems?.get(at)} lang={lang} />
    </div>
  );
  return (
    <div className={styles['row']} role="row" aria-rowindex={index + 2} data-otherwise={row === undefined || undefined} data-pointed={pointed || undefined} style={{ transform: `translateY(${top}px)` }}>
      <div className={styles['gutter']} role="rowheader" aria-colindex={1} data-gutter={row === undefined ? undefined : index} data-chosen={chosen === '' ? undefined : whole ? 'all' : 'part'} style={{ width: widths.gutter }}>
        {index + 1}
        {bracket === undefined || index < bracket[0] || index > bracket[1] ? null : (
          <span className={styles['bracket']} data-end={index === bracket[0] ? 'upper' : index === bracket[1] ? 'lower' : undefined} />
        )}
      </div>
      {row === undefined && conditions > 0 ? (
        <div
          id={`${id}-grid-${index}-${Math.min(active < 0 ? 0 : active, conditions - 1)}`}
          className={styles['cell']}
          role="gridcell"
          aria-colindex={2}
          aria-colspan={conditions}
          aria-selected={from < conditions}
          data-cell={`${index}/0`}
          data-part="when"
          data-otherwise=""
          data-active={(active >= 0 && active < conditions) || undefined}
          style={{ width: widths.columns.slice(0, conditions).reduce((sum, width) => sum + width, 0) }}
        >
          {say('otherwise')}
        </div>
      ) : null}
      {columns.map((column, at) => (row === undefined && column.part === 'when' ? null : cell(column, at)))}
      <RowHits row={index} last={row === undefined} hits={tested ?? hits} tested={tested !== undefined} gap={gapAfter !== undefined} lang={lang} width={widths.hits} at={columns.length + 2} />
    </div>
  );
});

interface CellProps {
  readonly column: SheetColumn;
  /** As it is written; of a result, what is set. */
  readonly content: Result;
  readonly last: boolean;
  readonly around: Surroundings;
  readonly problem: Problem | undefined;
  readonly tone: Tone | undefined;
  readonly lang: Lang;
}

/** What stands in a cell: drawn anew only where that is something else. */
const CellText = memo(function CellText({ column, content, last, around, problem, tone, lang }: CellProps): ReactNode {
  if (column.part === 'note') return <span className={styles['note']} title={String(content ?? '')}>{content}</span>;
  const faulty = problem === undefined ? null : <span className="unseen">{`${problem.message[lang]}. `}</span>;
  if (column.part === 'set') {
    return (
      <span className={styles['text']} title={problem?.message[lang] ?? (typeof content === 'string' && content.length > 20 ? content : undefined)}>
        {faulty}
        {tone === undefined ? null : <span className={styles['dot']} data-tone={tone} />}
        {content === null ? <span data-kind="none">{last ? glossary.noResult[lang] : ''}</span> : <Pieces pieces={shownResult(content, column.output, lang)} />}
      </span>
    );
  }
  const text = String(content ?? '');
  const { cell, problem: wrong } = column.field === undefined ? { problem: undefined } : parseCell(text, column.field, column.sets);
  if (cell === undefined || column.field === undefined) {
    return (
      <span className={styles['text']} title={wrong?.message[lang] ?? problem?.message[lang]}>
        <span data-kind="bad">{text}</span>
        {wrong === undefined ? faulty : <span className="unseen">{wrong.message[lang]}</span>}
      </span>
    );
  }
  return (
    <span className={styles['text']} title={problem?.message[lang]}>
      {faulty}
      <Pieces pieces={shownCell(cell, column.field, around, lang)} />
    </span>
  );
});

const Pieces = ({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode =>
  pieces.map(({ kind, text }, at) => (
    // A piece is only its text.
    <span key={at} data-kind={kind}>
      {text}
      {kind === 'chip' || kind === 'set' ? <span className="unseen">, </span> : null}
    </span>
  ));

interface HitsProps {
  readonly row: number;
  readonly last: boolean;
  readonly hits: Hits | undefined;
  /** Of saved tests, whose rows are nowhere to be led to. */
  readonly tested: boolean;
  /** True where what no row hit is counted above. */
  readonly gap: boolean;
  readonly lang: Lang;
  readonly width: number;
  readonly at: number;
}

function RowHits({ row, last, hits, tested, gap, lang, width, at }: HitsProps): ReactNode {
  const count = last ? hits?.otherwise : hits?.byRow[row];
  const { ofRow, ofNone } = useHitRows();
  return (
    <div className={styles['hits']} role="gridcell" aria-colindex={at} data-stale={hits?.stale || undefined} style={{ width }}>
      {hits === undefined || count === undefined ? null : (
        <>
          {last ? null : (
            <span className={styles['bar']}>
              <span style={{ width: `${hits.most === 0 ? 0 : (100 * count) / hits.most}%` }} />
            </span>
          )}
          {count === 0 && !last ? (
            <b data-never="">{glossary.never[lang]}</b>
          ) : last && gap && !tested ? (
            <span>{sheetPhrases.theAbove(count, lang)}</span>
          ) : (
            <HitCount count={count} title={sheetPhrases.shareOf(count, hits.rows, lang)} show={tested ? undefined : last ? ofNone : () => ofRow(row)} />
          )}
        </>
      )}
    </div>
  );
}
