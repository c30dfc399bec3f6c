import type { CaseReport } from '../../api/cases.ts';
import type { Zone } from '../../data/zones.ts';
import { startOfDay, startOfDayAfter, startOfWeek } from '../../data/zones.ts';
import type { Store } from '../store/database.ts';

/** How much came, how soon it was dealt with, and how much of it was in vain: by day or by week. */

export interface ReportAsked {
  readonly from: number;
  readonly to: number;
  readonly by: 'day' | 'week';
  readonly zone: Zone;
  readonly graph?: string | undefined;
}

interface Line {
  readonly opened: number;
  readonly taken: number | null;
  readonly closed: number | null;
  readonly label: number | null;
}

const noisiest = 20;

export function caseReport(store: Store, { from, to, by, zone, graph }: ReportAsked): CaseReport {
  const starts = periodsOf(from, to, by, zone);
  const ofGraph = graph === undefined ? '' : 'and graph = ?';
  const given = graph === undefined ? [] : [graph];
  const [first, end] = [starts[0] ?? from, to];
  const select = <T>(sql: string): readonly T[] => store.prepare(sql).all(first, end, ...given) as T[];
  const opened = select<Line>(`select opened, taken, closed, label from cases where opened >= ? and opened < ? ${ofGraph}`);
  const closed = select<Line>(`select opened, taken, closed, label from cases where status = 'closed' and closed >= ? and closed < ? ${ofGraph}`);
  const raised = store.prepare(`select raised from alerts where raised >= ? and raised < ? ${ofGraph}`).pluck().all(first, end, ...given) as number[];

  const inPeriod = <T>(all: readonly T[], at: (each: T) => number): readonly T[][] => {
    const parts: T[][] = starts.map(() => []);
    for (const each of all) parts[lastAtMost(starts, at(each))]?.push(each);
    return parts;
  };
  const openedIn = inPeriod(opened, (each) => each.opened);
  const closedIn = inPeriod(closed, (each) => each.closed ?? 0);
  const raisedIn = inPeriod(raised, (each) => each);
  const labelled = (lines: readonly Line[] | undefined, label: number): number => (lines ?? []).filter((each) => each.label === label).length;

  return {
    periods: starts.map((start, index) => ({
      from: start,
      alerts: raisedIn[index]?.length ?? 0,
      opened: openedIn[index]?.length ?? 0,
      closed: closedIn[index]?.length ?? 0,
      right: labelled(closedIn[index], 1),
      wrong: labelled(closedIn[index], 0),
      ...defined('toTake', median((openedIn[index] ?? []).flatMap((each) => (each.taken === null ? [] : [each.taken - each.opened])))),
      ...defined('toClose', median((closedIn[index] ?? []).flatMap((each) => (each.closed === null ? [] : [each.closed - each.opened])))),
    })),
    rules: [
      ...select<CaseReport['rules'][number]>(
        `select graph, node, max(rule) as rule, count(*) as opened, sum(alerts) as alerts, sum(status = 'closed') as closed, sum(coalesce(label, -1) = 1) as "right", sum(coalesce(label, -1) = 0) as wrong
         from cases where opened >= ? and opened < ? ${ofGraph} group by graph, node order by opened desc, graph, node`,
      ),
    ],
    keys: [
      ...select<CaseReport['keys'][number]>(
        `select graph, key, sum(alerts) as alerts, count(*) as cases, sum(coalesce(label, -1) = 0) as wrong
         from cases where opened >= ? and opened < ? ${ofGraph} and key <> '' group by graph, key order by alerts desc, key limit ${noisiest}`,
      ),
    ],
  };
}

function periodsOf(from: number, to: number, by: 'day' | 'week', zone: Zone): readonly number[] {
  const starts: number[] = [];
  const begin = by === 'day' ? startOfDay(zone, from) : startOfWeek(zone, from);
  for (let at = begin; at < to; at = startOfDayAfter(zone, at, by === 'day' ? 1 : 7)) starts.push(at);
  return starts;
}

/** The place of the last of these that is not greater. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

const defined = <K extends string>(key: K, value: number | undefined): { readonly [P in K]?: number } => (value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: number }));
