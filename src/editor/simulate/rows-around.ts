import type { Batch } from '../../data/columns.ts';
import { columnOf, valueAt } from '../../data/columns.ts';
import type { FlowField, Value } from '../../data/field.ts';
import type { Listener } from '../../engine/contract.ts';
import { countOf, makerOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { RowsAround } from '../state/contract/sample.ts';
import type { Around } from './protocol.ts';

/** Half of them the first, half of them such that hit. */
const some = 20;

/** Runs the part of the graph that leads there with a listener, to the end. */
type Pass = (listener: Listener) => Promise<void>;

/**
 * Rows before and after a node. The first pass over the sample finds out which, the second takes them along, as only
 * then is known which of the rows that come in will hit.
 */
export async function rowsAround(around: Around, pass: Pass): Promise<RowsAround> {
  const chosen = await chooseRows(around, pass);
  const { before } = around;
  const into = before === undefined ? undefined : takeRows(before.fields, around.same ? chosen.wanted : chosen.entered);
  const out = around.after.map(({ port, stream }) => ({ port, stream, rows: takeRows(around.fields, chosen.wanted) }));
  await pass({
    watch: (stream) => {
      const all = [...(stream === before?.stream ? [into] : []), ...out.filter((each) => each.stream === stream).map(({ rows }) => rows)].filter((each) => each !== undefined);
      return all.length === 0 ? undefined : (flow) => all.forEach(({ take }) => take(flow));
    },
  });
  const after = out.flatMap(({ port, rows }) => rows.taken.map((row) => ({ ...row, port })));
  const entered = into?.taken ?? [];
  if (!around.same || before === undefined) {
    after.sort((one, other) => one.time - other.time);
    return {
      same: false,
      before: { fields: before?.fields ?? [], batch: batchOf(before?.fields ?? [], entered), total: chosen.before },
      after: { fields: around.fields, batch: batchOf(around.fields, after), total: chosen.after },
      ports: after.map(({ port }) => port),
    };
  }
  const byId = new Map(after.map((row) => [row.id, row]));
  const left = entered.map(({ id }) => byId.get(id));
  return {
    same: true,
    before: { fields: before.fields, batch: batchOf(before.fields, entered), total: chosen.before },
    after: { fields: around.fields, batch: batchOf(around.fields, left), total: chosen.after },
    ports: left.map((row) => row?.port ?? ''),
  };
}

interface Chosen {
  readonly wanted: ReadonlySet<string>;
  readonly entered: ReadonlySet<string>;
  readonly before: number;
  readonly after: number;
}

async function chooseRows({ same, before, after, hits }: Around, pass: Pass): Promise<Chosen> {
  const entered = firstOf(same ? some / 2 : some);
  const left = firstOf(some / 2);
  const hit = someOf(some);
  let [into, out] = [0, 0];
  await pass({
    watch: (stream) => {
      const isBefore = stream === before?.stream;
      const isAfter = after.some((each) => each.stream === stream);
      const isHit = hits.length === 0 ? isAfter : hits.includes(stream);
      if (!isBefore && !isAfter && !isHit) return undefined;
      return (flow) => {
        if (isBefore) into += countOf(flow);
        if (isAfter) out += countOf(flow);
        if (isBefore) entered.look(flow);
        if (isAfter) left.look(flow);
        if (isHit) hit.look(flow);
      };
    },
  });
  const firstRows = same && before !== undefined ? entered.ids() : left.ids();
  const others = hit.ids().filter((id) => !firstRows.includes(id)).slice(0, some - firstRows.length);
  return { wanted: new Set([...firstRows, ...others]), entered: new Set(entered.ids()), before: into, after: out };
}

interface Choosing {
  readonly look: (flow: Flow) => void;
  readonly ids: () => readonly string[];
}

function firstOf(most: number): Choosing {
  const ids: string[] = [];
  return {
    ids: () => ids,
    look: (flow) => {
      const count = Math.min(countOf(flow), most - ids.length);
      for (let at = 0; at < count; at += 1) ids.push(idAt(flow, flow.rows?.[at] ?? at));
    },
  };
}

/** Some from all over the stream, and the same ones each time: those whose numbers mix to the least. */
function someOf(most: number): Choosing {
  let chosen: { readonly rank: number; readonly id: string }[] = [];
  return {
    ids: () => chosen.map(({ id }) => id),
    look: (flow) => {
      const count = countOf(flow);
      let worst = chosen.length < most ? Infinity : (chosen.at(-1)?.rank ?? Infinity);
      for (let at = 0; at < count; at += 1) {
        const row = flow.rows?.[at] ?? at;
        const rank = mixed(makerOf(flow.frame, row), flow.frame.places[row] ?? 0);
        if (rank >= worst) continue;
        const id = idAt(flow, row);
        // A row may hit in several ways.
        if (chosen.some((each) => each.id === id)) continue;
        chosen = [...chosen, { rank, id }].sort((one, other) => one.rank - other.rank).slice(0, most);
        worst = chosen.length < most ? Infinity : (chosen.at(-1)?.rank ?? Infinity);
      }
    },
  };
}

const idAt = ({ frame }: Flow, row: number): string => `${makerOf(frame, row)}/${frame.places[row] ?? 0}`;

function mixed(maker: number, place: number): number {
  let hash = Math.imul(place ^ Math.imul(maker + 1, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

interface TakenRow {
  readonly id: string;
  readonly time: number;
  readonly values: readonly Value[];
}

/** Keeps those rows of a stream that are wanted. */
function takeRows(fields: readonly FlowField[], wanted: ReadonlySet<string>): { readonly take: (flow: Flow) => void; readonly taken: readonly TakenRow[] } {
  const taken: TakenRow[] = [];
  const places = new Set([...wanted].map((id) => Number(id.slice(id.indexOf('/') + 1))));
  return {
    taken,
    take: (flow) => {
      const { frame } = flow;
      const count = countOf(flow);
      for (let at = 0; at < count && taken.length < wanted.size; at += 1) {
        const row = flow.rows?.[at] ?? at;
        if (!places.has(frame.places[row] ?? 0)) continue;
        const id = idAt(flow, row);
        if (wanted.has(id)) taken.push({ id, time: frame.times[row] ?? NaN, values: fields.map((field) => valueIn(flow, field, row)) });
      }
    },
  };
}

/** Of the streams of one node, one may lack a field. */
function valueIn(flow: Flow, { name, type }: FlowField, row: number): Value {
  const column = flow.columns[flow.fields.findIndex((field) => field.name === name)]?.get();
  return column?.type === type ? valueAt(column, row) : null;
}

/** Where there is no row, all is missing. */
const batchOf = (fields: readonly FlowField[], rows: readonly (TakenRow | undefined)[]): Batch => ({
  length: rows.length,
  columns: fields.map(({ type }, at) => columnOf(type, rows.map((row) => row?.values[at] ?? null))),
});
