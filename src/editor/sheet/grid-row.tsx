import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Problem } from '../../data/problem.ts';
import { numberInWords } from '../../data/words.ts';
import { parseCell } from '../../kinds/table/cell-parse.ts';
import type { TableRow } from '../../kinds/table/config.ts';
import { useWords } from '../state/context.tsx';
import { sheetPhrases } from '../words.ts';
import { useChecks } from './checks/checks-context.tsx';
import styles from './grid.module.css';
import type { SheetColumn } from './model/columns.ts';
import { textAt } from './model/entry.ts';
import { shownCell, shownResult } from './model/shown.ts';
import type { Piece } from './model/shown.ts';
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
  const { say } = useWords();
  const sheet = useSheet();
  const { columns, config } = sheet;
  const active = useSheetView(({ at }) => (at.row === index ? at.column : -1));
  const chosen = useSheetView((view) => {
    const { rows, columns: across } = rangeIn(view);
    return index >= rows[0] && index <= rows[1] ? `${across[0]}/${across[1]}` : '';
  });
  const isPointedAt = useSheetView((view) => view.pointed.includes(index));
  const { bracket } = useChecks();
  const pointed = isPointedAt || bracket?.[0] === index || bracket?.[1] === index;
  const [from = Infinity, to = -1] = chosen === '' ? [] : chosen.split('/').map(Number);
  const whole = from === 0 && to === columns.length - 1;
  const conditions = config.inputs.length;
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
      <CellText column={column} row={row} index={index} problem={problems?.get(at)} />
    </div>
  );
  return (
    <div className={styles['row']} role="row" aria-rowindex={index + 2} data-otherwise={row === undefined || undefined} data-pointed={pointed || undefined} style={{ transform: `translateY(${top}px)` }}>
      <div className={styles['gutter']} role="rowheader" aria-colindex={1} data-gutter={row === undefined ? undefined : index} data-chosen={chosen === '' ? undefined : whole ? 'all' : 'part'} style={{ width: widths.gutter }}>
        {index + 1}
        <Bracket row={index} />
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
      <Hits row={index} last={row === undefined} width={widths.hits} at={columns.length + 2} />
    </div>
  );
});

function CellText({ column, row, index, problem }: { readonly column: SheetColumn; readonly row: TableRow | undefined; readonly index: number; readonly problem: Problem | undefined }): ReactNode {
  const { lang, say } = useWords();
  const { config, around } = useSheet();
  const { tones } = useChecks();
  const text = column.part === 'set' ? '' : textAt(config, index, column);
  if (column.part === 'note') return <span className={styles['note']} title={text}>{text}</span>;
  const faulty = problem === undefined ? null : <span className="unseen">{`${problem.message[lang]}. `}</span>;
  if (column.part === 'set') {
    const result = (row === undefined ? config.otherwise : row.set)?.[column.index] ?? null;
    const tone = typeof result === 'string' && column.index === tones.column ? tones.of.get(result) : undefined;
    return (
      <span className={styles['text']} title={problem?.message[lang] ?? (typeof result === 'string' && result.length > 20 ? result : undefined)}>
        {faulty}
        {tone === undefined ? null : <span className={styles['dot']} data-tone={tone} />}
        {result === null ? <span data-kind="none">{row === undefined ? say('noResult') : ''}</span> : <Pieces pieces={shownResult(result, column.output, lang)} />}
      </span>
    );
  }
  const { cell, problem: wrong } = column.field === undefined ? { problem: undefined } : parseCell(text, column.field, column.sets);
  if (cell === undefined || column.field === undefined) {
    return (
      <span className={styles['text']} title={wrong?.message[lang] ?? problem?.message[lang]}>
        <span data-kind="bad">{text}</span>
        {wrong === undefined ? faulty : <span className="unseen">{wrong.message[lang]}</span>}
      </span>
    );
  }
  const pieces = shownCell(cell, column.field, around.sets, lang);
  return (
    <span className={styles['text']} title={problem?.message[lang]}>
      {faulty}
      <Pieces pieces={pieces} />
    </span>
  );
}

const Pieces = ({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode =>
  pieces.map(({ kind, text }, at) => (
    // A piece is only its text.
    <span key={at} data-kind={kind}>
      {text}
      {kind === 'chip' || kind === 'set' ? <span className="unseen">, </span> : null}
    </span>
  ));

/** Joins two rows that overlap. */
function Bracket({ row }: { readonly row: number }): ReactNode {
  const { bracket } = useChecks();
  if (bracket === undefined || row < bracket[0] || row > bracket[1]) return null;
  return <span className={styles['bracket']} data-end={row === bracket[0] ? 'upper' : row === bracket[1] ? 'lower' : undefined} />;
}

function Hits({ row, last, width, at }: { readonly row: number; readonly last: boolean; readonly width: number; readonly at: number }): ReactNode {
  const { lang, say } = useWords();
  const { hits, gapAfter } = useChecks();
  const count = last ? hits?.otherwise : hits?.byRow[row];
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
            <b data-never="">{say('never')}</b>
          ) : last && gapAfter !== undefined ? (
            <span>{sheetPhrases.theAbove(count, lang)}</span>
          ) : (
            <b title={sheetPhrases.shareOf(count, hits.rows, lang)}>{numberInWords(count, undefined, lang)}</b>
          )}
        </>
      )}
    </div>
  );
}
