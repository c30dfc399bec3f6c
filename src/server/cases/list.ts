import type { Case, CaseCounts, CaseFilter, CasesQuery } from '../../api/cases.ts';
import { caseSeverities, caseStatuses } from '../../api/cases.ts';
import type { Store } from '../store/database.ts';
import { caseOf, severityAt } from './stored-case.ts';
import type { CaseLine } from './stored-case.ts';

/** Cases as somebody looks for them. */
export interface CaseList {
  readonly list: (query: CasesQuery, now: number) => { readonly cases: readonly Case[]; readonly total: number };
  readonly counts: (asked: { readonly by: string | undefined; readonly since: number; readonly now: number }) => CaseCounts;
}

interface Condition {
  readonly where: string;
  readonly values: readonly unknown[];
}

const orders: Readonly<Record<CasesQuery['sort'], string>> = {
  urgent: 'severity desc, latest desc',
  newest: 'latest desc',
  oldest: 'opened, id',
  due: 'due is null, due, id',
};

const open = `status <> 'closed'`;

export function caseListIn(store: Store): CaseList {
  const count = store.prepare(
    `select severity, count(*) as n, sum(owner = ?) as mine, sum(due < ?) as overdue, min(opened) as oldest from cases where ${open} and (snoozed is null or snoozed <= ?) group by severity`,
  );
  const aside = store.prepare(`select count(*) from cases where ${open} and snoozed > ?`).pluck();
  const closed = store.prepare(`select count(*) from cases where status = 'closed' and closed >= ?`).pluck();
  const marked = store.prepare(`select coalesce((select value from marks where name = 'cases'), 0) + coalesce((select max(seq) from trail), 0)`).pluck();
  const one = (found: readonly unknown[]): number => Number(found[0] ?? 0);
  return {
    list: ({ sort, offset, limit, ...filter }, now) => {
      const { where, values } = conditionOf(filter, now);
      const lines = store.prepare(`select * from cases where ${where} order by ${orders[sort]} limit ? offset ?`).all(...values, limit, offset) as CaseLine[];
      return { cases: lines.map(caseOf), total: one(store.prepare(`select count(*) from cases where ${where}`).pluck().all(...values)) };
    },
    counts: ({ by, since, now }) => {
      const lines = count.all(by ?? '', now, now) as { readonly severity: number; readonly n: number; readonly mine: number | null; readonly overdue: number | null; readonly oldest: number }[];
      const sum = (of: (line: (typeof lines)[number]) => number | null): number => lines.reduce((all, line) => all + (of(line) ?? 0), 0);
      const bySeverity = Object.fromEntries(caseSeverities.map((severity) => [severity, 0])) as CaseCounts['bySeverity'];
      for (const { severity, n } of lines) bySeverity[severityAt(severity)] = n;
      return {
        open: sum(({ n }) => n),
        mine: sum(({ mine }) => mine),
        overdue: sum(({ overdue }) => overdue),
        snoozed: one(aside.all(now)),
        closedSince: one(closed.all(since)),
        bySeverity,
        mark: one(marked.all()),
        ...(lines.length === 0 ? {} : { oldest: Math.min(...lines.map(({ oldest }) => oldest)) }),
      };
    },
  };
}

function conditionOf({ status, severity, graph, node, key, owner, search, since, overdue, snoozed }: CaseFilter, now: number): Condition {
  const terms: Condition[] = [
    ...(status === undefined ? [] : [statusCondition(status)]),
    ...(severity === undefined ? [] : [oneOf('severity', severity.split(',').map((name) => caseSeverities.findIndex((each) => each === name)))]),
    ...equal('graph', graph),
    ...equal('node', node),
    ...equal('key', key),
    ...(owner === '-' ? [{ where: 'owner is null', values: [] }] : equal('owner', owner)),
    ...(since === undefined ? [] : [{ where: `(${open} or closed >= ?)`, values: [since] }]),
    ...(overdue === true ? [{ where: `${open} and due < ?`, values: [now] }] : []),
    ...(snoozed === true ? [] : [{ where: '(snoozed is null or snoozed <= ?)', values: [now] }]),
    ...searchConditions(search ?? ''),
  ];
  return { where: terms.length === 0 ? '1' : terms.map(({ where }) => where).join(' and '), values: terms.flatMap(({ values }) => values) };
}

/** An index holds what is open; that is why it is said in these words where it can be. */
function statusCondition(asked: string): Condition {
  const names = asked.split(',').flatMap((name) => (name === 'open' ? caseStatuses.filter((each) => each !== 'closed') : [name]));
  const wanted = oneOf('status', names);
  return names.includes('closed') ? wanted : { where: `${open} and ${wanted.where}`, values: wanted.values };
}

/** Every word, in one pass. */
function searchConditions(search: string): readonly Condition[] {
  const values = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return values.length === 0 ? [] : [{ where: `id in (select id from case_words where ${values.map(() => 'instr(words, ?) > 0').join(' and ')})`, values }];
}

const oneOf = (column: string, values: readonly unknown[]): Condition => ({ where: `${column} in (${values.map(() => '?').join(', ')})`, values });
const equal = (column: string, value: unknown): readonly Condition[] => (value === undefined ? [] : [{ where: `${column} = ?`, values: [value] }]);
