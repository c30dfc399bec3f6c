import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Case, CaseChange, CaseCounts, CaseDetail, CaseSeverity, SavedView } from '../../api/cases.ts';
import type { Words } from '../../data/text.ts';
import type { PageServer } from '../remote/server.ts';
import { troubleWords } from '../remote/trouble.ts';

/** Cases as one person works through them. */

export type CaseTab = 'open' | 'mine' | 'closed';
export type CaseSort = 'urgent' | 'newest' | 'oldest' | 'due';

export interface CaseFilterState {
  readonly tab: CaseTab;
  readonly search: string;
  /** None: all of them. */
  readonly severities: readonly CaseSeverity[];
  readonly sort: CaseSort;
  /** Those that were put aside, too. */
  readonly snoozed: boolean;
  readonly overdue: boolean;
}

export interface Desk {
  readonly filter: CaseFilterState;
  readonly counts: CaseCounts | undefined;
  /** How many there are of the filter; undefined until it is known. */
  readonly total: number | undefined;
  /** By place in the list, as far as they were looked at. */
  readonly cases: ReadonlyMap<number, Case>;
  /** The list has changed since it was read: it is shown anew when somebody says so, or is at its top. */
  readonly stale: boolean;
  readonly chosen: number | undefined;
  readonly detail: CaseDetail | undefined;
  /** For what is done with many. */
  readonly marked: ReadonlySet<number>;
  readonly views: readonly SavedView[];
  readonly trouble: Words | undefined;
  readonly lost: boolean;
}

export interface CaseDesk {
  readonly store: StoreApi<Desk>;
  readonly setFilter: (change: Partial<CaseFilterState>) => void;
  /** These places of the list are in sight. */
  readonly show: (from: number, to: number) => void;
  /** Reads the list anew. */
  readonly again: () => void;
  readonly choose: (id: number | undefined) => void;
  readonly mark: (ids: readonly number[], marked: boolean) => void;
  readonly change: (id: number, change: CaseChange) => Promise<boolean>;
  readonly changeMarked: (change: CaseChange) => Promise<boolean>;
  readonly snooze: (of: Case, whole: boolean, until: number, reason: string) => Promise<boolean>;
  readonly keepView: (name: string) => Promise<void>;
  readonly dropView: (name: string) => Promise<void>;
  readonly dismiss: () => void;
  /** Whether the list stands at its top, where what changes shows at once. */
  readonly atTop: (top: boolean) => void;
  /** Looks for changes from now on, until what it gives is called. */
  readonly follow: () => () => void;
}

export interface CaseDeskOptions {
  readonly server: Pick<PageServer, 'ask'>;
  /** Who is asking. */
  readonly me: string;
  readonly now?: (() => number) | undefined;
  readonly every?: ((task: () => void, ms: number) => () => void) | undefined;
}

export const pageSize = 100;
const pause = 2000;
export const noFilter: CaseFilterState = { tab: 'open', search: '', severities: [], sort: 'urgent', snoozed: false, overdue: false };

export function openCaseDesk({ server, me, now = () => Date.now(), every = repeatedly }: CaseDeskOptions): CaseDesk {
  const store = createStore<Desk>(() => ({
    filter: noFilter, counts: undefined, total: undefined, cases: new Map(), stale: false, chosen: undefined, detail: undefined, marked: new Set(), views: [], trouble: undefined, lost: false,
  }));
  /** Answers to an earlier list are of no use to a later one. */
  let list = 0;
  let asked = new Set<number>();
  let sight: readonly [from: number, to: number] = [0, pageSize];
  let top = true;

  const attempt = async (act: () => Promise<void>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      store.setState({ trouble: troubleWords(error) });
      return false;
    }
  };

  const read = async (page: number): Promise<void> => {
    asked.add(page);
    const of = list;
    const { value } = await server.ask('cases', { query: { ...queryOf(store.getState().filter, me, now()), offset: page * pageSize, limit: pageSize } });
    if (of !== list) return;
    const cases = new Map(store.getState().cases);
    for (const [index, each] of value.cases.entries()) cases.set(page * pageSize + index, each);
    store.setState({ cases, total: value.total });
  };
  const pagesInSight = (): readonly number[] => {
    const [first, last] = [Math.floor(sight[0] / pageSize), Math.floor(Math.max(sight[0], sight[1] - 1) / pageSize)];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  };
  const showSight = (): void => {
    for (const page of pagesInSight()) if (!asked.has(page)) void attempt(() => read(page));
  };
  /** What was there stays in sight until the new list is known. */
  const again = async (): Promise<void> => {
    list += 1;
    const of = list;
    asked = new Set(pagesInSight());
    const { filter } = store.getState();
    const cases = new Map<number, Case>();
    let total = 0;
    for (const page of asked) {
      const { value } = await server.ask('cases', { query: { ...queryOf(filter, me, now()), offset: page * pageSize, limit: pageSize } });
      for (const [index, each] of value.cases.entries()) cases.set(page * pageSize + index, each);
      ({ total } = value);
    }
    if (of === list) store.setState({ cases, total, stale: false });
  };

  const readDetail = async (id: number): Promise<void> => {
    const { value } = await server.ask('case', { params: { case: String(id) } });
    if (store.getState().chosen === id) store.setState({ detail: value });
  };

  const count = async (): Promise<void> => {
    const { value } = await server.ask('caseCounts', { query: { since: startOfToday(now()) } });
    const before = store.getState().counts?.mark;
    store.setState({ counts: value, lost: false });
    if (before === undefined || before === value.mark) return;
    if (top) await again();
    else store.setState({ stale: true });
    const { chosen } = store.getState();
    if (chosen !== undefined) await readDetail(chosen);
  };

  /** A case stays at its place with what it has become, until the list is read anew. */
  const place = (next: Case): void => {
    const cases = new Map([...store.getState().cases].map(([index, each]) => [index, each.id === next.id ? next : each] as const));
    store.setState({ cases });
  };

  return {
    store,
    setFilter: (change) => {
      store.setState({ filter: { ...store.getState().filter, ...change }, marked: new Set() });
      sight = [0, pageSize];
      void attempt(again);
    },
    show: (from, to) => {
      sight = [from, to];
      showSight();
    },
    again: () => void attempt(again),
    choose: (id) => {
      store.setState({ chosen: id, ...(id === store.getState().detail?.case.id ? {} : { detail: undefined }) });
      if (id !== undefined) void attempt(() => readDetail(id));
    },
    mark: (ids, marked) => {
      const next = new Set(store.getState().marked);
      for (const id of ids) {
        if (marked) next.add(id);
        else next.delete(id);
      }
      store.setState({ marked: next });
    },
    change: (id, change) =>
      attempt(async () => {
        place((await server.ask('changeCase', { params: { case: String(id) }, body: change })).value);
        await readDetail(id);
      }),
    changeMarked: (change) =>
      attempt(async () => {
        const { refused } = (await server.ask('changeCases', { body: { cases: [...store.getState().marked], change } })).value;
        store.setState({ marked: new Set(refused.map(({ id }) => id)), trouble: refused[0]?.words });
        await again();
        const { chosen } = store.getState();
        if (chosen !== undefined) await readDetail(chosen);
      }),
    snooze: ({ id, graph, node, key }, whole, until, reason) =>
      attempt(async () => {
        await server.ask('snooze', { body: { graph, node, until, reason, ...(whole || key === undefined ? {} : { key }) } });
        await again();
        await readDetail(id);
      }),
    keepView: async (name) => {
      await attempt(async () => {
        await server.ask('keepView', { body: { name, filter: viewOf(store.getState().filter) } });
        store.setState({ views: (await server.ask('views')).value.views });
      });
    },
    dropView: async (name) => {
      await attempt(async () => {
        await server.ask('dropView', { params: { name } });
        store.setState({ views: (await server.ask('views')).value.views });
      });
    },
    dismiss: () => store.setState({ trouble: undefined }),
    atTop: (is) => {
      top = is;
    },
    follow: () => {
      const lose = (): void => store.setState({ lost: true });
      void attempt(again);
      void count().catch(lose);
      server.ask('views').then(({ value }) => store.setState({ views: value.views }), () => undefined);
      return every(() => void count().catch(lose), pause);
    },
  };
}

function queryOf({ tab, search, severities, sort, snoozed, overdue }: CaseFilterState, me: string, now: number): Readonly<Record<string, string | number>> {
  return {
    sort: tab === 'closed' && sort === 'urgent' ? 'newest' : sort,
    status: tab === 'closed' ? 'closed' : 'open',
    ...(tab === 'mine' ? { owner: me } : {}),
    ...(tab === 'closed' ? { since: startOfToday(now) } : {}),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(severities.length === 0 ? {} : { severity: severities.join(',') }),
    ...(snoozed ? { snoozed: 'true' } : {}),
    ...(overdue ? { overdue: 'true' } : {}),
  };
}

export const viewOf = ({ tab, search, severities, sort, snoozed, overdue }: CaseFilterState): SavedView['filter'] => ({
  tab, search, severities: severities.join(','), sort, snoozed: String(snoozed), overdue: String(overdue),
});

export function filterOf({ filter }: SavedView): CaseFilterState {
  const tabs: readonly CaseTab[] = ['open', 'mine', 'closed'];
  const sorts: readonly CaseSort[] = ['urgent', 'newest', 'oldest', 'due'];
  const levels: readonly CaseSeverity[] = ['critical', 'high', 'medium', 'low'];
  return {
    tab: tabs.find((each) => each === filter['tab']) ?? noFilter.tab,
    search: filter['search'] ?? '',
    severities: levels.filter((each) => (filter['severities'] ?? '').split(',').includes(each)),
    sort: sorts.find((each) => each === filter['sort']) ?? noFilter.sort,
    snoozed: filter['snoozed'] === 'true',
    overdue: filter['overdue'] === 'true',
  };
}

export function startOfToday(now: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}

function repeatedly(task: () => void, ms: number): () => void {
  const id = setInterval(task, ms);
  return () => clearInterval(id);
}
