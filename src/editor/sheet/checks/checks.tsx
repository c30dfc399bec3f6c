import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { eventWords, numberInWords, unbroken } from '../../../data/words.ts';
import { acceptOverlap, removeRow } from '../../../kinds/table/config.ts';
import { putFirst } from '../../../kinds/table/settle.ts';
import controls from '../../looks/controls.module.css';
import { Icon } from '../../looks/icon.tsx';
import { useWords } from '../../state/context.tsx';
import { sheetPhrases } from '../../words.ts';
import { goTo } from '../actions.ts';
import { useProblems } from '../use-problems.ts';
import { useSheet } from '../sheet-context.tsx';
import styles from './checks.module.css';
import { useChecks } from './checks-context.tsx';
import { useHitRows } from './use-hit-rows.ts';
import { Decided } from './decided.tsx';
import type { OverlapCheck, UnreachedCheck } from './find-checks.ts';
import { RangeDrawing } from './range-drawing.tsx';

/** What to look at in the table, each with what settles it, and what the table decided. */
export function Checks(): ReactNode {
  const { lang, say } = useWords();
  const { checks, stale, hits, gaps } = useChecks();
  const faults = useFaults();
  const never = useMemo(() => {
    const unreached = new Set(checks?.unreached.map(({ row }) => row));
    return hits === undefined || hits.rows === 0 || hits.stale || stale ? [] : hits.byRow.flatMap((count, row) => (count === 0 && !unreached.has(row) ? [row] : []));
  }, [checks, hits, stale]);
  const found = faults.length + (stale ? 0 : (gaps.length > 0 ? 1 : 0) + (checks?.overlapCount ?? 0) + (checks?.unreached.length ?? 0) + (never.length > 0 ? 1 : 0));
  const isReading = checks === undefined && faults.length === 0;
  return (
    <aside className={styles['checks']} data-stop="" aria-label={say('checks')} data-stale={stale || undefined}>
      <header className={styles['head']}>
        <h3>{say('checks')}</h3>
        <p role="status">{isReading || stale ? say('checking') : sheetPhrases.found(found, lang)}</p>
      </header>
      <ul className={styles['cards']}>
        {faults.map(({ row, column, message }) => <Fault key={`${row}/${column}`} row={row} column={column} message={message[lang]} />)}
        {faults.length > 0 ? null : <GapCard />}
        {stale ? null : checks?.overlaps.slice(0, shownAtOnce).map((overlap, at) => <OverlapCard key={overlap.pair.join('/')} overlap={overlap} at={at} />)}
        {stale || checks === undefined ? null : <More count={checks.overlapCount - Math.min(shownAtOnce, checks.overlaps.length)} />}
        {stale ? null : checks?.unreached.slice(0, shownAtOnce).map((each) => <UnreachedCard key={each.row} unreached={each} />)}
        {never.length === 0 ? null : <NeverCard rows={never} />}
        {stale || checks?.complete !== false ? null : (
          <Card tone="hint" title={say('notAllChecked')}>
            <p>{say('notAllCheckedAbout')}</p>
          </Card>
        )}
        {stale || checks === undefined || found > 0 || !checks.complete ? null : (
          <Card tone="good" title={say('allChecked')}>
            <p>{say('allCheckedAbout')}</p>
          </Card>
        )}
      </ul>
      <Decided />
    </aside>
  );
}

const shownAtOnce = 6;

/** Cells that cannot be read, or set what cannot be. */
function useFaults() {
  const problems = useProblems();
  return [...problems].flatMap(([row, columns]) => [...columns].filter(([, { severity }]) => severity === 'error').map(([column, { message }]) => ({ row, column, message }))).slice(0, 20);
}

function Card({ tone, title, rows = [], children }: { readonly tone: 'error' | 'warning' | 'hint' | 'good'; readonly title: string; readonly rows?: readonly number[] | undefined; readonly children: ReactNode }): ReactNode {
  const sheet = useSheet();
  const point = (to: readonly number[]): void => sheet.view.setState({ pointed: to });
  const [first] = rows;
  return (
    <li className={styles['card']} data-tone={tone} onPointerEnter={() => point(rows)} onPointerLeave={() => point([])} onFocus={() => point(rows)} onBlur={() => point([])}>
      <Icon name={tone === 'good' ? 'check' : tone} size={16} />
      <div>
        <h4>{first === undefined ? title : <button type="button" onClick={() => goTo(sheet, { row: first, column: sheet.view.getState().at.column })}>{title}</button>}</h4>
        {children}
      </div>
    </li>
  );
}

function Fault({ row, column, message }: { readonly row: number; readonly column: number; readonly message: string }): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const label = sheet.columns[column]?.label ?? '';
  return (
    <Card tone="error" title={row === sheet.config.rows.length ? `${label}, ${say('otherwise')}` : sheetPhrases.cellAt(label, row + 1, lang)}>
      <p>{message}</p>
      <div className={styles['actions']}>
        <button type="button" className={controls['button']} onClick={() => goTo(sheet, { row, column })}>{say('goThere')}</button>
      </div>
    </Card>
  );
}

function GapCard(): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const { gaps, hits, fillGaps, checks, stale } = useChecks();
  const { ofNone } = useHitRows();
  const [largest] = gaps;
  if (largest === undefined || checks === undefined || stale) return null;
  const count = sheet.config.hit === 'first' ? hits?.otherwise : undefined;
  const event = sheet.around.inputs['in']?.event;
  const added = (checks.filled?.rows.length ?? 0) - sheet.config.rows.length;
  const canFill = sheet.editable && fillGaps !== undefined && added > 0;
  const canShow = ofNone !== undefined && count !== undefined && count > 0;
  return (
    <Card tone={sheet.config.otherwise === undefined || (count ?? 0) > 0 ? 'warning' : 'hint'} title={sheetPhrases.gapTitle(checks.gapCount, count, event, lang)}>
      <p>{unbroken(sheetPhrases.gapAbout(largest.where[lang], gaps.length > 1 || checks.gapCount > 1, sheet.config.otherwise !== undefined, event, lang))}</p>
      {canFill || canShow ? (
        <div className={styles['actions']}>
          {canFill ? <button type="button" className={controls['button']} onClick={fillGaps} title={sheetPhrases.addsRows(added, lang)}>{say('addRowsForThem')}</button> : null}
          {canShow ? <button type="button" className={controls['quiet']} onClick={ofNone}>{sheetPhrases.seeHits(count, lang)}</button> : null}
        </div>
      ) : null}
    </Card>
  );
}

function OverlapCard({ overlap, at }: { readonly overlap: OverlapCheck; readonly at: number }): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const { overlapRows, tones } = useChecks();
  const { pair, where, drawing, canPutFirst } = overlap;
  const [upper, lower] = pair;
  const said = (row: number): string | undefined => {
    const result = sheet.config.rows[row]?.set[tones.column] ?? null;
    return typeof result === 'string' ? result : undefined;
  };
  return (
    <Card tone="warning" title={sheetPhrases.overlapTitle(upper + 1, lower + 1, lang)} rows={[upper, lower]}>
      <p>{unbroken(sheetPhrases.overlapAbout({ upper: upper + 1, lower: lower + 1, where: where[lang], results: [said(upper), said(lower)], rows: overlapRows[at] }, eventWords(sheet.around.inputs['in']?.event, lang), lang))}</p>
      {drawing === undefined ? null : <RangeDrawing drawing={drawing} rows={[upper + 1, lower + 1]} />}
      {sheet.editable ? (
        <div className={styles['actions']}>
          {canPutFirst ? (
            <button type="button" className={controls['button']} onClick={() => sheet.change(putFirst(sheet.now(), pair))}>{sheetPhrases.putFirst(lower + 1, lang)}</button>
          ) : null}
          <button type="button" className={controls['quiet']} onClick={() => sheet.change(acceptOverlap(sheet.now(), upper, lower))}>{say('itIsMeant')}</button>
        </div>
      ) : null}
    </Card>
  );
}

function More({ count }: { readonly count: number }): ReactNode {
  const { lang } = useWords();
  return count <= 0 ? null : <li className={styles['more']}>{sheetPhrases.moreOverlaps(count, lang)}</li>;
}

function UnreachedCard({ unreached: { row, behind } }: { readonly unreached: UnreachedCheck }): ReactNode {
  const { lang } = useWords();
  const sheet = useSheet();
  return (
    <Card tone="warning" title={sheetPhrases.unreachedTitle(row + 1, lang)} rows={[row]}>
      <p>{sheetPhrases.unreachedAbout(behind.map((each) => each + 1), lang)}</p>
      {sheet.editable ? (
        <div className={styles['actions']}>
          <button type="button" className={controls['button']} onClick={() => sheet.change(removeRow(sheet.now(), row))}>{sheetPhrases.removeRow(row + 1, lang)}</button>
        </div>
      ) : null}
    </Card>
  );
}

function NeverCard({ rows }: { readonly rows: readonly number[] }): ReactNode {
  const { lang, say } = useWords();
  return (
    <Card tone="hint" title={sheetPhrases.neverTitle(rows.slice(0, 8).map((row) => numberInWords(row + 1, undefined, lang)), rows.length, lang)} rows={rows}>
      <p>{say('neverAbout')}</p>
    </Card>
  );
}
