import type { Case, CaseChange, CaseCounts, CaseDetail, CasesQuery, SavedView, Snooze } from '../../api/cases.ts';
import type { AlertEntry } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import type { Store } from '../store/database.ts';
import { inOneGo } from '../store/database.ts';
import { z } from '../../data/zod.ts';
import { automaticRules } from './automatic.ts';
import { CaseRefused, changed } from './change.ts';
import { caseKeeper } from './keeper.ts';
import { caseListIn } from './list.ts';
import type { RuleBook, StepAction } from './rule-book.ts';
import type { CasesConfig } from './settings.ts';
import { snoozesIn } from './snoozes.ts';
import { act } from './step-actions.ts';
import type { ActionOptions, Acting } from './step-actions.ts';
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
  /** What a step of a case would send, and where to. */
  readonly stepAction: (id: number, step: string) => Promise<StepAction & { readonly graph: string; readonly body: string }>;
  /** Does what a step is there for, and then says that it is done. */
  readonly runStep: (id: number, step: string, by: string) => Promise<Case>;
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
  /** An alert as it is stored. */
  readonly alert: (graph: string, id: string) => string | undefined;
  readonly actions: ActionOptions;
  readonly now: () => number;
}

/** So many alerts become cases in one transaction. */
const group = 500;
const mostOthers = 20;

export function casesIn({ store, config, rules, trail, alertsOf, alert, actions, now }: CasesOptions): Cases {
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

  const acting = async (id: number, step: string): Promise<Acting & { readonly body: string }> => {
    const found = find(id);
    if (found === undefined) throw noCase(id);
    const { graph, node } = found;
    await rules.read(graph);
    const action = rules.rule(graph, node).actions.get(step);
    const plan = rules.plan(graph);
    const [latest] = alertsOf(id);
    const body = latest === undefined ? undefined : alert(graph, latest.id);
    if (action === undefined || plan === undefined || body === undefined) throw new CaseRefused('no-such-step', { en: `The rule has no step “${step}” that does something.`, zh: `此规则没有可执行的步骤“${step}”。` });
    const { event } = z.looseObject({ event: z.record(z.string(), z.unknown()) }).parse(JSON.parse(body));
    return { graph, node, plan, action, id: `case-${id}-${step}`, body, event, time: latest?.time ?? null };
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
    stepAction: async (id, step) => {
      const { action, graph, body } = await acting(id, step);
      return { ...action, graph, body };
    },
    runStep: async (id, step, by) => {
      const found = find(id);
      if (found?.status === 'closed') throw new CaseRefused('case-closed', { en: `Case ${id} is closed: open it again first.`, zh: `案件 ${id} 已关闭，请先重新打开。` });
      if (found?.steps[step] !== undefined) throw new CaseRefused('step-done', { en: 'That has been done.', zh: '该步骤已经完成。' });
      await act(await acting(id, step), actions);
      const next = await changeOne(id, { type: 'step', step, done: true }, by);
      tell();
      return next;
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
