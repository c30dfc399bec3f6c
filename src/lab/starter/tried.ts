import { compile } from '../../compile/compile.ts';
import type { Row, Value } from '../../data/field.ts';
import { valueAt } from '../../data/columns.ts';
import { createEngine } from '../../engine/engine.ts';
import { columnNamed, countOf, rowOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { Input } from '../feed.ts';
import { replay } from '../replay.ts';
import { sourceId, starterNodes } from './graph.ts';
import type { StarterRule } from './rules.ts';

/** The real engine over the whole of a table: what is told of a starter rule is what its graph will do. */

/** The rows of the table, from the beginning, as often as they are asked for. */
export interface Table {
  readonly config: SourceConfig;
  readonly open: () => Input;
  /** Lets others have their turn, from time to time. */
  readonly pause?: (() => Promise<void>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Tried {
  readonly rule: StarterRule;
  readonly hits: number;
  /** How many different values the rule's key has among the hits; undefined for a rule without a key. */
  readonly keys?: number | undefined;
  /** The hit that is furthest from what is usual, with what was worked out for it. */
  readonly example?: { readonly row: Row; readonly rank: Value } | undefined;
}

/** Undefined where it was stopped. */
export async function tryRules(rules: readonly StarterRule[], table: Table): Promise<readonly Tried[] | undefined> {
  const { nodes, edges, fragments } = starterNodes({ sourceName: 'data', config: table.config, rules });
  const tallies = fragments.map(({ rank }, at) => {
    const rule = rules[at];
    return newTally(rank, rule !== undefined && 'key' in rule ? rule.key : undefined);
  });
  const watched = new Map(fragments.map(({ hits: { node, port } }, at) => [`${node} ${port}`, tallies[at]?.take]));
  if (!(await watchRows({ nodes, edges }, table, (node, port) => watched.get(`${node} ${port}`)))) return undefined;
  return rules.map((rule, at) => ({ rule, ...(tallies[at]?.tally() ?? { hits: 0 }) }));
}

/** Runs nodes over the table and shows the rows at the ports that are asked for. False where it was stopped. */
export async function watchRows(
  { nodes, edges }: Pick<RuleDocument, 'nodes' | 'edges'>,
  { open, pause, signal }: Table,
  watch: (node: string, port: string) => ((flow: Flow) => void) | undefined,
): Promise<boolean> {
  const document: RuleDocument = { format: 'ruleloom/graph', version: 1, id: 'starter', name: 'starter', nodes, edges, groups: [], notes: [], sets: [], tables: [], tests: [] };
  const { plan, streams } = compile(document);
  const takers = new Map<StreamRef, (flow: Flow) => void>();
  for (const [node, ports] of streams) {
    for (const [port, ref] of Object.entries(ports)) {
      const take = watch(node, port);
      if (take !== undefined) takers.set(ref, take);
    }
  }
  const engine = createEngine(plan, { listener: { watch: (stream) => takers.get(stream) } });
  const source = plan.steps.find((step) => step.op === 'source' && step.node === sourceId);
  if (source === undefined) return false;
  const { stopped } = await replay(plan, engine, new Map([[source.id, open()]]), { signal, progress: pause });
  return !stopped;
}

interface Tally {
  readonly take: (flow: Flow) => void;
  readonly tally: () => Omit<Tried, 'rule'>;
}

function newTally(rank: string | undefined, key: string | undefined): Tally {
  let hits = 0;
  const keys = new Set<Value>();
  let best: { readonly row: Row; readonly rank: Value } | undefined;
  return {
    take(flow) {
      const count = countOf(flow);
      hits += count;
      const ranks = rank === undefined ? undefined : columnNamed(flow, rank);
      const keyed = key === undefined ? undefined : columnNamed(flow, key);
      for (let at = 0; at < count; at += 1) {
        const row = flow.rows?.[at] ?? at;
        if (keyed !== undefined) keys.add(valueAt(keyed, row));
        const value = ranks === undefined ? null : valueAt(ranks, row);
        if (best === undefined || isMore(value, best.rank)) best = { row: rowOf(flow, row), rank: value };
      }
    },
    tally: () => ({ hits, ...(key === undefined ? {} : { keys: keys.size }), ...(best === undefined ? {} : { example: best }) }),
  };
}

const isMore = (value: Value, than: Value): boolean => typeof value === 'number' && (typeof than !== 'number' || value > than);
