import type { Case, CaseChange } from '../../api/cases.ts';
import type { Store } from '../store/database.ts';
import { inOneGo } from '../store/database.ts';
import { CaseRefused } from './change.ts';
import type { CaseTouched } from './keeper.ts';
import type { AutomaticRule, CasesConfig } from './settings.ts';
import { caseOf, rankOf } from './stored-case.ts';
import type { CaseLine } from './stored-case.ts';

/** Rules on cases. Each does what it does to a case once, and signs for it with its name. */
export interface Automatic {
  /** Alerts came to these cases. In a transaction of its caller. */
  readonly touched: (cases: readonly CaseTouched[]) => void;
  /** Time has passed, in transactions of its own. Whether anything was done. */
  readonly passed: (now: number) => boolean;
}

export interface AutomaticOptions {
  readonly store: Store;
  readonly config: CasesConfig;
  readonly apply: (each: Case, change: CaseChange, by: string) => void;
}

type Of<W extends AutomaticRule['when']> = Extract<AutomaticRule, { readonly when: W }>;

type Timed = Of<'untaken'> | Of<'quiet'>;

const group = 200;

export function automaticRules({ store, config: { automatic }, apply }: AutomaticOptions): Automatic {
  const of = <W extends AutomaticRule['when']>(when: W): readonly Of<W>[] => automatic.filter((rule): rule is Of<W> => rule.when === when);
  const opened = of('opened');
  const cleared = of('cleared');
  const byId = store.prepare(`select * from cases where id = ? and status <> 'closed'`);
  const openOfKey = store.prepare(`select * from cases where graph = ? and key = ? and node <> ? and status <> 'closed'`);
  const done = store.prepare('insert or ignore into automatic_done ("case", rule) values (?, ?)');
  const isAbout = ({ graph, rule, severity }: AutomaticRule, each: Pick<Case, 'graph' | 'node' | 'severity'>): boolean =>
    (graph === undefined || graph === each.graph) && (rule === undefined || rule === each.node) && (severity === undefined || severity.includes(each.severity));

  /** What can’t be done to a case, such as closing it with a word that its rule does not know, is left. */
  const attempt = (each: Case, change: CaseChange, by: string): void => {
    try {
      apply(each, change, by);
    } catch (error) {
      if (!(error instanceof CaseRefused)) throw error;
    }
  };
  const present = (id: number): Case | undefined => (byId.all(id) as CaseLine[]).map(caseOf)[0];

  /** Cases that it is about, whose time is up, and to which it was not done before. */
  const dueFor = ({ name, when, graph, rule, severity, after }: Timed): ((now: number) => readonly Case[]) => {
    const terms = [
      `status = 'new' and owner is null and ${when === 'quiet' ? 'latest' : 'opened'} <= ?`,
      'not exists (select 1 from automatic_done where automatic_done."case" = cases.id and rule = ?)',
      ...(graph === undefined ? [] : ['graph = ?']),
      ...(rule === undefined ? [] : ['node = ?']),
      ...(severity === undefined ? [] : [`severity in (${severity.map(rankOf).join(', ')})`]),
    ];
    const statement = store.prepare(`select * from cases where ${terms.join(' and ')} limit ${group}`);
    const named = [graph, rule].filter((each) => each !== undefined);
    return (now) => (statement.all(now - after, name, ...named) as CaseLine[]).map(caseOf);
  };

  const timeUp = (rule: Timed, each: Case): void => {
    done.run(each.id, rule.name);
    if (rule.when === 'quiet') return attempt(each, { type: 'close', disposition: rule.close, reason: '' }, rule.name);
    if (rule.raise !== undefined && rankOf(rule.raise) > rankOf(each.severity)) attempt(each, { type: 'severity', severity: rule.raise }, rule.name);
    const next = present(each.id);
    if (rule.assign !== undefined && next !== undefined) attempt(next, { type: 'assign', owner: rule.assign }, rule.name);
  };

  const assign = (id: number): void => {
    const each = present(id);
    const rule = each?.owner === undefined ? opened.find((one) => each !== undefined && isAbout(one, each)) : undefined;
    if (each !== undefined && rule !== undefined) attempt(each, { type: 'assign', owner: rule.assign }, rule.name);
  };
  const clear = (rule: Of<'cleared'>, { graph, node, key }: CaseTouched): void => {
    for (const each of (openOfKey.all(graph, key, node) as CaseLine[]).map(caseOf)) if (isAbout(rule, each)) attempt(each, { type: 'close', disposition: rule.close, reason: '' }, rule.name);
  };
  const timed = [...of('untaken'), ...of('quiet')].map((rule) => ({ rule, dueBy: dueFor(rule) }));

  return {
    touched: (cases) => {
      for (const of of cases) {
        if (of.opened) assign(of.id);
        if (of.key !== '') for (const rule of cleared) if (rule.by === of.node) clear(rule, of);
      }
    },
    passed: (now) => {
      let any = false;
      for (const { rule, dueBy } of timed) {
        for (let cases = dueBy(now); cases.length > 0; cases = dueBy(now)) {
          any = true;
          inOneGo(store, () => {
            for (const each of cases) timeUp(rule, each);
          });
        }
      }
      return any;
    },
  };
}
