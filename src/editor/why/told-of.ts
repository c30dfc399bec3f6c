import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import type { Explanation, Shown, Visit } from '../../lab/explain/model.ts';
import { clockOf, reasonsFor, valueIn } from '../../lab/explain/phrases.ts';
import type { Telling } from '../../lab/explain/phrases.ts';
import { edgeKey } from '../state/contract/session.ts';
import type { Told, ToldNode } from '../canvas/told.ts';
import { askedFields } from './asked-fields.ts';

/** An explanation as the canvas tells it: where the row went, and what it had at each node. */
export function toldOf(explanation: Explanation, lang: Lang, zone?: string): Told {
  const telling: Telling = { lang, explanation, zone };
  const asked = askedFields(explanation);
  const visits = firstVisits(explanation);
  return {
    nodes: new Map(
      explanation.nodes.map(({ node, state }): readonly [string, ToldNode] => {
        const visit = visits.get(node);
        return [node, { state, ...(visit === undefined ? nothing : besides(visit, asked, telling)) }];
      }),
    ),
    edges: new Map(explanation.edges.map((edge) => [edgeKey(edge), edge.state])),
  };
}

const nothing = { ports: new Map<string, string>(), values: [] } as const;

/** Of several rows at a node the one in question counts, and it stands first. */
function firstVisits({ rows }: Explanation): ReadonlyMap<string, Visit> {
  const first = new Map<string, Visit>();
  for (const visit of rows.flatMap((row) => row.visits)) if (!first.has(visit.node)) first.set(visit.node, visit);
  return first;
}

/** No card says more. */
const mostValues = 2;

function besides(visit: Visit, asked: readonly string[], telling: Telling): Omit<ToldNode, 'state'> {
  const said = outcomeOf(visit, telling);
  const ports = new Map(visit.ports.map(({ id }) => [id, said]));
  // A way that a row leaves by is what there is to tell of a node that chooses.
  if (said !== '' || visit.kind === 'filter' || visit.branches.length > 0) return { ports, values: [] };
  const given = visit.features.length > 0 ? visit.features.map(({ value }) => value) : visit.values;
  const values = given
    .filter(({ value }) => value !== null)
    .map((value, at) => ({ value, rank: rankOf(value, asked, at) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, mostValues)
    .map(({ value }) => ({ label: value.label[telling.lang], value: valueIn(value, telling) }));
  return { ports, values };
}

/** What rules asked for goes first, then numbers, then what there are few of. */
function rankOf({ name, value }: Shown, asked: readonly string[], at: number): number {
  const place = asked.indexOf(name);
  if (place >= 0) return place;
  return 1000 * (typeof value === 'number' ? 1 : typeof value === 'boolean' ? 2 : 3) + at;
}

/** `score 42`, `4`, `14:31:00`: what stands beside the output. */
function outcomeOf(visit: Visit, telling: Telling): string {
  const { lang, explanation } = telling;
  const { kind, items, branches, anomaly, table, heldBy } = visit;
  if (kind === 'alert' || kind === 'output') {
    const time = explanation.rows[0]?.time ?? null;
    if (heldBy !== undefined) return pick(lang, 'sent before', '之前已发');
    return time === null ? pick(lang, 'yes', '是') : clockOf(time, telling);
  }
  if (items !== undefined) return pick(lang, `score ${valueIn(items.score, telling)}`, `${valueIn(items.score, telling)} 分`);
  if (table !== undefined) return table.results.map((each) => valueIn(each, telling))[0] ?? '';
  if (anomaly !== undefined) return valueIn(anomaly.value, telling);
  const taken = branches.find((branch) => branch.taken);
  const [reason] = taken === undefined ? branches.flatMap(({ truth }) => reasonsFor(truth, false)) : reasonsFor(taken.truth);
  const [compared] = reason?.compared ?? branches[0]?.truth.compared ?? [];
  return compared === undefined ? '' : valueIn(compared, telling);
}
