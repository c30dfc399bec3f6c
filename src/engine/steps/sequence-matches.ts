import type { Column } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import type { SequenceStep } from '../../plan/plan.ts';
import { repeated } from '../expressions/vector.ts';
import { columnNamed } from '../flow/flow.ts';
import type { Flow, Frame } from '../flow/flow.ts';
import { taken } from '../flow/gather.ts';
import { idOfValues } from '../flow/ids.ts';
import { flowOfMade, placesFrom } from '../flow/made-rows.ts';
import type { StepContext } from '../operator.ts';
import type { Links } from './sequence-part.ts';

/** The matches of one round, and the rows that are made of them. */
export interface Matches {
  /** `last` has the rows that come last in chains, where these are not kept. */
  readonly begin: (last: Flow | undefined) => void;
  /** A chain by the index of its last kept row; `row` is the place of the one that came after it, if one did. */
  readonly add: (index: number, time: number, row?: number) => void;
  readonly flow: () => Flow | undefined;
  /** How many rows were made, ever. */
  readonly place: () => number;
  readonly goOnFrom: (place: number) => void;
}

export function createMatches(step: SequenceStep, links: readonly Links[], context: StepContext): Matches {
  const fields = context.ports[0]?.fields ?? [];
  let last: Flow | undefined;
  let indexes: number[] = [];
  let times: number[] = [];
  let rows: number[] = [];
  let place = 0;

  /** The indexes of the chains' rows in the log of each part, from the last part back. */
  function chains(): (part: number) => Int32Array {
    const last = Int32Array.from(indexes);
    const known = links.map((_, part) => (part === links.length - 1 ? last : undefined));
    const of = (part: number): Int32Array => {
      const own = known[part];
      if (own !== undefined || part >= links.length) return own ?? new Int32Array(0);
      const before = links[part + 1]?.before.values;
      const base = links[part]?.log.shelf.span.base ?? 0;
      return (known[part] = of(part + 1).map((index) => (before?.[index] ?? 0) - base));
    };
    return of;
  }

  function flow(): Flow | undefined {
    const count = times.length;
    if (count === 0) return undefined;
    const chain = chains();
    const own = { times: Float64Array.from(times), rows: Int32Array.from(rows), last };
    const madeOf = (row: number): readonly string[] => {
      const ids = links.map(({ log }, part) => log.idAt(chain(part)[row] ?? 0));
      return own.last === undefined ? ids : [...ids, own.last.frame.idOf(own.rows[row] ?? 0)];
    };
    const frame: Frame = {
      length: count,
      times: own.times,
      makers: context.maker,
      places: placesFrom(place, count),
      idOf: (row) => idOfValues([step.node, ...madeOf(row)]),
      madeOf,
    };
    place += count;
    return flowOfMade(frame, fields, (field) => {
      if (field.name === step.time?.name) return { type: 'time', values: own.times };
      return columnOf(field, own, chain) ?? repeated(field.type, null, count);
    });
  }

  function columnOf(
    { name: wanted }: FlowField,
    own: { readonly rows: Int32Array; readonly last: Flow | undefined },
    chain: (part: number) => Int32Array,
  ): Column | undefined {
    const part = step.steps.findLastIndex(
      (each, index) =>
        index < links.length + (step.absent ? 0 : 1) && each.fields.some(({ field }) => field.name === wanted),
    );
    const name = step.steps[part]?.fields.findLast(({ field }) => field.name === wanted)?.name;
    if (name === undefined) return undefined;
    const kept = links[part];
    if (kept === undefined) {
      const column = own.last && columnNamed(own.last, name);
      return column && taken(column, own.rows);
    }
    const field = kept.fieldNamed(name);
    return field < 0 ? undefined : kept.log.column(field, chain(part));
  }

  return {
    begin: (flowOfLast) => {
      last = step.absent ? undefined : flowOfLast;
      indexes = [];
      times = [];
      rows = [];
    },
    add: (index, time, row) => {
      indexes.push(index);
      times.push(time);
      if (row !== undefined) rows.push(row);
    },
    flow,
    place: () => place,
    goOnFrom: (from) => {
      place = from;
    },
  };
}
