import type { Row, Value } from '../../data/field.ts';
import { isTime } from '../../data/time.ts';
import type { Field } from '../../data/field.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { makerOf, timeOf } from '../../engine/flow/flow.ts';
import { evaluate } from '../../logic/interpret.ts';
import type { Inputs, ProjectStep, Step, StreamRef } from '../../plan/plan.ts';
import { mapExpressions } from '../../plan/rows.ts';
import type { Rows } from '../../plan/rows.ts';
import { definitionsInto, definitionsWithin } from './map.ts';
import type { PlanMap, RuleChange } from './map.ts';
import type { Definition, Place } from './place.ts';
import { always, rowsBetween, seenIn, unite } from './watch.ts';
import type { Probe, RowName, Seen } from './watch.ts';

/** One row in every stream that it was in. */
export interface Trace {
  readonly id: string;
  readonly time: number | null;
  readonly at: ReadonlyMap<StreamRef, Seen>;
}

export interface Target {
  readonly id: string;
  readonly time: number | null;
  /** Where it is known, ids need not be worked out to find the row. */
  readonly name?: RowName | undefined;
  /** Such rows keep the order they were read in, whatever their times. */
  readonly aside?: true | undefined;
}

/** Looks for rows in streams. In each, a row is at its own moment, so all others are passed over. */
export function traceProbe(
  targets: readonly Target[],
  streams: readonly StreamRef[],
): Probe & { readonly traces: () => readonly Trace[] } {
  const found = targets.map((target) => ({ target, name: target.name, at: new Map<StreamRef, Seen>() }));
  const see = (flow: Flow, stream: StreamRef): void => {
    for (const each of found) {
      for (const row of rowsAt(flow, each.target)) {
        const { name } = each;
        const isNamed =
          name !== undefined && name.maker === makerOf(flow.frame, row) && name.place === flow.frame.places[row];
        if ((name !== undefined && !isNamed) || flow.frame.idOf(row) !== each.target.id) continue;
        const seen = seenIn(flow, row);
        each.name = seen;
        each.at.set(stream, seen);
        break;
      }
    }
  };
  const times = targets.map(({ time, aside }) => (aside === true ? null : time));
  const span = times.includes(null)
    ? always
    : { from: Math.min(...times.map(Number)), to: Math.max(...times.map(Number)) };
  // All that a row comes to it comes to in one round.
  const content = (): boolean => found.every(({ at }) => at.size > 0);
  return { ...span, content, streams, see, traces: () => found.map(({ target, at }) => ({ id: target.id, time: target.time, at })) };
}

function* rowsAt(flow: Flow, { time, aside }: Target): Generator<number> {
  if (aside === true) {
    yield* rowsBetween(flow, -Infinity, Infinity);
    return;
  }
  if (time !== null) {
    yield* rowsBetween(flow, time, time);
    return;
  }
  for (const row of rowsBetween(flow, -Infinity, Infinity)) if (timeOf(flow.frame, row) === null) yield row;
}

/** The row as it came into a step, by whichever streams. */
export function arrived(inputs: Inputs, trace: Trace): Seen | undefined {
  return once(trace, inputs.join(' '), () => unite(inputs.flatMap((ref) => trace.at.get(ref) ?? [])));
}

const known = new WeakMap<Trace, Map<string, unknown>>();

/** The very same row each time it is asked for: so changes to it are known to be of one row. */
function once<T>(trace: Trace, name: string, make: () => T): T {
  const own = known.get(trace) ?? new Map<string, unknown>();
  known.set(trace, own);
  if (!own.has(name)) own.set(name, make());
  return own.get(name) as T;
}

/** What an expression of a step sees of the row. */
export function placeAt(map: PlanMap, step: Step, inputs: Inputs, trace: Trace, port?: string): Place | undefined {
  const seen = arrived(inputs, trace);
  if (seen === undefined) return undefined;
  const definitions = definitionsInto(inputs, map);
  return {
    row: seen.values,
    scope: map.scope(step, inputs, port),
    defined: (name) => definitionOf(definitions.get(name), map, trace),
  };
}

function definitionOf(change: RuleChange | undefined, map: PlanMap, trace: Trace): Definition | undefined {
  if (change === undefined) return undefined;
  const place = placeOfChange(map, change.step, change.index, trace);
  if (place === undefined) return undefined;
  return { to: change.to, place, ...(map.node(change.step.node)?.node.kind === 'table' ? { speaks: true } : {}) };
}

/** What one change of a project sees: the row as it came, with the changes before it made. */
export const placeOfChange = (map: PlanMap, step: ProjectStep, index: number, trace: Trace): Place | undefined =>
  once(trace, `${step.id} ${index}`, () => changePlace(map, step, index, trace));

function changePlace(map: PlanMap, step: ProjectStep, index: number, trace: Trace): Place | undefined {
  const seen = arrived(step.input, trace);
  if (seen === undefined) return undefined;
  const rows = rowsOfChanges(map, step);
  const scopeOf = (at: number) => ({
    ...map.scope(step, step.input),
    ...(rows[at] ?? { fields: [], time: undefined }),
  });
  const row = step.changes.slice(0, index).reduce<Row>((now, change, at) => {
    if ('set' in change)
      return { ...now, [change.set.name]: asField(evaluate(change.to, now, scopeOf(at)), change.set) };
    if ('reason' in change) return now;
    const gone = 'drop' in change ? change.drop : change.rename;
    const { [gone]: value = null, ...kept } = now;
    return 'rename' in change ? { ...kept, [change.field.name]: value } : kept;
  }, seen.values);
  const definitions = definitionsWithin(step, index, map);
  return { row, scope: scopeOf(index), defined: (name) => definitionOf(definitions.get(name), map, trace) };
}

const seenByChange = new WeakMap<ProjectStep, readonly Rows[]>();

/** By change, the fields that its expression sees. */
function rowsOfChanges(map: PlanMap, step: ProjectStep): readonly Rows[] {
  const known = seenByChange.get(step);
  if (known !== undefined) return known;
  const seen: Rows[] = [];
  mapExpressions(step, map.rows, (expr, rows) => {
    seen.push(rows);
    return expr;
  });
  let next = 0;
  const all = step.changes.map(
    (change) => ('to' in change || 'when' in change ? seen[next++] : seen[next]) ?? { fields: [], time: undefined },
  );
  seenByChange.set(step, all);
  return all;
}

/** A field takes only values of its type; of a time, whole milliseconds. */
function asField(value: Value, { type }: Field): Value {
  if (type === 'time') return typeof value === 'number' && isTime(Math.floor(value)) ? Math.floor(value) : null;
  if (type === 'list') return Array.isArray(value) ? value : null;
  return typeof value === (type === 'text' ? 'string' : type) ? value : null;
}
