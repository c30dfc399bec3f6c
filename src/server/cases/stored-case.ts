import type { Case, CaseSeverity, CaseStatus } from '../../api/cases.ts';
import { caseSeverities, caseStatuses } from '../../api/cases.ts';
import type { Store } from '../store/database.ts';

/** A case as a line of the database. */
export interface CaseLine {
  readonly id: number;
  readonly graph: string;
  readonly node: string;
  /** Empty where there is none. */
  readonly key: string;
  readonly rule: string;
  readonly severity: number;
  readonly status: string;
  readonly owner: string | null;
  readonly title: string;
  readonly message: string;
  readonly opened: number;
  readonly latest: number;
  readonly alerts: number;
  readonly due: number | null;
  readonly snoozed: number | null;
  readonly taken: number | null;
  readonly closed: number | null;
  readonly closed_by: string | null;
  readonly disposition: string | null;
  readonly reason: string | null;
  readonly steps: string;
}

export const severityAt = (rank: number): CaseSeverity => caseSeverities[rank] ?? 'low';
export const rankOf = (severity: CaseSeverity): number => caseSeverities.indexOf(severity);
export const severityNamed = (name: string): CaseSeverity => caseSeverities.find((each) => each === name) ?? 'low';
const statusNamed = (name: string): CaseStatus => caseStatuses.find((each) => each === name) ?? 'new';

export const caseOf = (line: CaseLine): Case => ({
  id: line.id,
  graph: line.graph,
  node: line.node,
  rule: line.rule,
  ...(line.key === '' ? {} : { key: line.key }),
  severity: severityAt(line.severity),
  status: statusNamed(line.status),
  title: line.title,
  message: line.message,
  opened: line.opened,
  latest: line.latest,
  alerts: line.alerts,
  steps: JSON.parse(line.steps) as Case['steps'],
  ...present({ owner: line.owner, due: line.due, snoozed: line.snoozed, taken: line.taken, closed: line.closed, closedBy: line.closed_by, disposition: line.disposition, reason: line.reason }),
});

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], null> };
const present = <T extends object>(of: T): Present<T> => Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null)) as Present<T>;

/** What a search looks through. */
type Searched = Pick<Case, 'key' | 'title' | 'message' | 'rule' | 'owner'>;
const wordsOf = ({ key = '', title, message, rule, owner = '' }: Searched): string => [key, title, message, rule, owner].join('\n').toLowerCase();

/** Writes what may change of a case. */
export function caseWriter(store: Store): (each: Case, label: boolean | undefined) => void {
  const update = store.prepare(
    'update cases set severity = ?, status = ?, owner = ?, due = ?, snoozed = ?, taken = ?, closed = ?, closed_by = ?, disposition = ?, label = ?, reason = ?, steps = ? where id = ?',
  );
  const putWords = wordsWriter(store);
  return (each, label) => {
    update.run(
      rankOf(each.severity), each.status, each.owner ?? null, each.due ?? null, each.snoozed ?? null, each.taken ?? null, each.closed ?? null, each.closedBy ?? null,
      each.disposition ?? null, label === undefined ? null : Number(label), each.reason ?? null, JSON.stringify(each.steps), each.id,
    );
    putWords(each);
  };
}

/** Kept apart: a search goes through them all. */
export function wordsWriter(store: Store): (of: Searched & Pick<Case, 'id'>) => void {
  const put = store.prepare('insert into case_words (id, words) values (?, ?) on conflict (id) do update set words = excluded.words');
  return (of) => void put.run(of.id, wordsOf(of));
}
