import type { Case, CaseChange, CaseCounts, CaseDetail, CasesQuery, SavedView, Snooze } from '../../api/cases.ts';
import type { AlertEntry } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import type { Store } from '../store/database.ts';
import { inOneGo } from '../store/database.ts';
import { automaticRules } from './automatic.ts';
import { CaseRefused, changed } from './change.ts';
import { caseKeeper } from './keeper.ts';
import { caseListIn } from './list.ts';
import type { RuleBook } from './rule-book.ts';
import type { CasesConfig } from './settings.ts';
import { snoozesIn } from './snoozes.ts';
import { caseOf, caseWriter } from './stored-case.ts';
import type { CaseLine } from './stored-case.ts';
import type { Trail } from './trail.ts';

/** Alerts as work for people: one case for each rule and key, until somebody closes it. */
export interface Cases {
  readonly list: (query: CasesQuery) => { readonly cases: readonly Case[]; readonly total: number };
  readonly counts: (by: string | undefined, since: number) => CaseCounts;
  readonly detail: (id: number) => Promise<CaseDetail | undefined>;
  readonly change: (id: number, change: CaseChange, by: string) => Promise<Case>;
  /** The same with many: what of them could not be done, and why. */
  readonly changeAll: (ids: readonly number[], change: CaseChange, by: string) => Promise<readonly { readonly id: number; readonly words: Words }[]>;
  readonly snoozes: () => readonly Snooze[];
  readonly snooze: (asked: Omit<Snooze, 'id' | 'at' | 'by'>, by: string) => Snooze;
  readonly wake: (id: number, by: string) => boolean;
  readonly views: (by: string) => readonly SavedView[];
  readonly keepView: (by: string, view: SavedView) => void;
  readonly dropView: (by: string, name: string) => void;
  /** Alerts were stored: makes cases of them. */
  readonly look: () => Promise<void>;
  /** Time has passed: rules on cases may have something to do. */
  readonly tick: () => Promise<void>;
  /** Told after cases have changed. */
  readonly listen: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
}

export interface CasesOptions {
  readonly store: Store;
  readonly config: CasesConfig;
  readonly rules: RuleBook;
  readonly trail: Trail;
  readonly alertsOf: (id: number) => readonly AlertEntry[];
  readonly now: () => number;
}

/** So many alerts become cases in one transaction. */
const group = 500;
const mostOthers = 20;

export function casesIn({ store, config, rules, trail, alertsOf, now }: CasesOptions): Cases {
  const keeper = caseKeeper(store, rules);
  const lists = caseListIn(store);
  const snoozes = snoozesIn(store, trail, now);
  const write = caseWriter(store);
  const byId = store.prepare('select * from cases where id = ?');
  const others = store.prepare(`select * from cases where graph = ? and key = ? and id <> ? and key <> '' order by latest desc limit ${mostOthers}`);
  const openOne = store.prepare(`select id from cases where graph = ? and node = ? and key = ? and status <> 'closed' and id <> ?`).pluck();
  const graphsOfOpen = store.prepare(`select distinct graph from cases where status <> 'closed'`).pluck();
  const views = store.prepare('select name, filter from saved_views where "by" = ? order by name');
  const keepView = store.prepare('insert into saved_views ("by", name, filter) values (?, ?, ?) on conflict ("by", name) do update set filter = excluded.filter');
  const dropView = store.prepare('delete from saved_views where "by" = ? and name = ?');
  const listeners = new Set<() => void>();
  let closed = false;

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const find = (id: number): Case | undefined => (byId.all(id) as CaseLine[]).map(caseOf)[0];
  const noCase = (id: number): CaseRefused => new CaseRefused('no-such-case', { en: `There is no case ${id}.`, zh: `没有案件 ${id}。` });

  /** In a transaction of its caller. */
  const apply = (before: Case, change: CaseChange, { by, automatic = false }: { readonly by: string; readonly automatic?: boolean }): Case => {
    const { dispositions, steps } = rules.rule(before.graph, before.node);
    const open = openOne.all(before.graph, before.node, before.key ?? '', before.id)[0];
    const { next, detail } = changed(before, change, { by, now: now(), dispositions, steps: steps.map(({ id }) => id), ...(open === undefined ? {} : { open: Number(open) }) });
    if (detail === undefined) return before;
    write(next, dispositions.find(({ id }) => id === next.disposition)?.label);
    trail.write({ at: now(), by, automatic, what: `case.${change.type}`, graph: before.graph, case: before.id, detail });
    return next;
  };

  const changeOne = async (id: number, change: CaseChange, by: string): Promise<Case> => {
    const found = find(id);
    if (found === undefined) throw noCase(id);
    await rules.read(found.graph);
    let next = found;
    inOneGo(store, () => {
      const present = find(id);
      if (present === undefined) throw noCase(id);
      next = apply(present, change, { by });
    });
    return next;
  };

  const automatic = automaticRules({ store, config, apply: (each, change, by) => void apply(each, change, { by, automatic: true }) });

  let looking: Promise<void> | undefined;
  let again = false;
  const work = async (): Promise<void> => {
    do {
      again = false;
      for (;;) {
        const taken = closed ? 0 : await keeper.take(group, automatic.touched);
        if (taken === 0) break;
        tell();
        await new Promise((resolve) => setImmediate(resolve));
      }
    } while (again);
  };
  const look = (): Promise<void> => {
    again = true;
    looking ??= work().finally(() => (looking = undefined));
    return looking;
  };

  return {
    list: (query) => lists.list(query, now()),
    counts: (by, since) => lists.counts({ by, since, now: now() }),
    detail: async (id) => {
      const found = find(id);
      if (found === undefined) return undefined;
      await rules.read(found.graph);
      const { dispositions, steps } = rules.rule(found.graph, found.node);
      return {
        case: found,
        alerts: [...alertsOf(id)],
        trail: [...trail.ofCase(id)],
        dispositions: [...dispositions],
        steps: [...steps],
        others: (others.all(found.graph, found.key ?? '', id) as CaseLine[]).map(caseOf),
      };
    },
    change: async (id, change, by) => {
      const next = await changeOne(id, change, by);
      tell();
      return next;
    },
    changeAll: async (ids, change, by) => {
      const refused: { id: number; words: Words }[] = [];
      for (const id of ids) {
        try {
          await changeOne(id, change, by);
        } catch (error) {
          if (!(error instanceof CaseRefused)) throw error;
          refused.push({ id, words: error.words });
        }
      }
      tell();
      return refused;
    },
    snoozes: snoozes.list,
    snooze: (asked, by) => {
      const made = snoozes.add(asked, by);
      tell();
      return made;
    },
    wake: (id, by) => {
      const woken = snoozes.end(id, by);
      if (woken) tell();
      return woken;
    },
    views: (by) => (views.all(by) as { name: string; filter: string }[]).map(({ name, filter }) => ({ name, filter: JSON.parse(filter) as SavedView['filter'] })),
    keepView: (by, { name, filter }) => void keepView.run(by, name, JSON.stringify(filter)),
    dropView: (by, name) => void dropView.run(by, name),
    look,
    tick: async () => {
      await looking;
      for (const graph of graphsOfOpen.all() as string[]) await rules.read(graph);
      if (!closed && automatic.passed(now())) tell();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      await looking;
    },
  };
}
