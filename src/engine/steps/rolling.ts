import { reasonsName } from '../../plan/plan.ts';
import type { RollingStep } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { lazy } from '../flow/flow.ts';
import type { Flow, LazyColumn } from '../flow/flow.ts';
import type { Operator, StepContext } from '../operator.ts';
import { repeated } from '../expressions/vector.ts';
import { createFeatures } from '../sliding/features.ts';
import type { Features } from '../sliding/features.ts';
import type { Round } from '../sliding/group.ts';
import { keyedRows } from '../sliding/keyed.ts';
import type { Keyed } from '../sliding/keyed.ts';
import type { State } from '../state/state.ts';

/** Aggregates over each key's last stretch of time, for every row. */
export function createRolling(step: RollingStep, context: StepContext): Operator {
  const [seen = none] = context.inputs;
  const [out = none] = context.ports;
  const features = createFeatures(step.features, seen, context.texts);
  const room: Room = { times: new Float64Array(0), ends: new Int32Array(0) };
  /** Where a few keys are gone on with, for who only looks. */
  let aside: Features | undefined;
  let keyless = 0;
  /** All rows before it have come. */
  let now = -Infinity;

  const liveKeys = (): Int32Array => {
    const live = new Uint8Array(context.keys.limit());
    features.mark(ignored, { add: (key) => (live[key] = 1) }, now);
    return Int32Array.from(live.keys()).filter((key) => live[key] === 1);
  };

  return {
    run: ([flow], until) => {
      now = until + 1;
      const keyed = flow === undefined ? undefined : keyedRows(flow, step.key, context.keys);
      keyless += keyed?.keyless?.length ?? 0;
      if (flow === undefined || keyed === undefined) {
        if (features.log.size > 0 && until < Infinity) features.run(onlyTime(now, context.keys.limit()));
      }
      const columns =
        flow === undefined || keyed === undefined
          ? []
          : features.run(
              roundOf(flow, keyed, features.take(flow, keyed.rows, keyed.keys), now, context.keys.limit(), room),
            );
      if (until === Infinity) features.clear();
      else features.drop(now);
      return [flow === undefined ? undefined : withColumns(flow, step, out, columns)];
    },
    peek: ([flow], until) => {
      if (flow === undefined) return [undefined];
      const keyed = keyedRows(flow, step.key, context.keys);
      const own = Int32Array.from(new Set(keyed.keys));
      const places = new Map(Array.from(own, (key, place) => [key, place]));
      const keys = keyed.keys.map((key) => places.get(key) ?? 0);
      aside ??= createFeatures(step.features, seen, context.texts);
      aside.clear();
      aside.restore(features.part(own));
      const start = aside.take(flow, keyed.rows, keys);
      return [withColumns(flow, step, out, aside.run(roundOf(flow, { ...keyed, keys }, start, until + 1, own.length, room)))];
    },
    snapshot: () => ({ keyless, now: Number.isFinite(now) ? now : null, features: features.snapshot(liveKeys()) }),
    restore: (state) => {
      const stored = state as { readonly keyless: number; readonly now: number | null; readonly features: State };
      keyless = stored.keyless;
      now = stored.now ?? -Infinity;
      features.restore(stored.features);
    },
    mark: (texts, keys) => features.mark(texts, keys, now),
    counts: () => ({
      keyless,
      lost: features.lost(),
      zeroDivisions: features.zeroDivisions(),
      bytes: features.memory(),
      keys: liveKeys().length,
    }),
  };
}

const none: Rows = { fields: [], time: undefined };
const ignored = { add: () => undefined };

/** For the moments of one round after the other: nobody looks at them once the round has been run. */
interface Room {
  times: Float64Array;
  ends: Int32Array;
}

/** Moment by moment as the rows come, each of which asks about its own key; in the end time goes on to `now`. */
function roundOf(
  { frame }: Flow,
  { rows, keys, keyless }: Keyed,
  start: number,
  now: number,
  limit: number,
  room: Room,
): Round {
  const count = keys.length;
  if (room.times.length <= count) {
    room.times = new Float64Array(count + 1);
    room.ends = new Int32Array(count + 1);
  }
  const { times, ends } = room;
  let moments = 0;
  let time = NaN;
  for (let index = 0; index < count; index += 1) {
    const next = frame.times[rows === undefined ? index : (rows[index] ?? 0)] ?? NaN;
    if (next !== time) {
      if (index > 0) ends[moments - 1] = index;
      times[moments] = time = next;
      moments += 1;
    }
  }
  if (count > 0) ends[moments - 1] = count;
  if (now < Infinity) {
    times[moments] = now;
    ends[moments] = count;
    moments += 1;
  }
  return { moments, times, added: ends, asked: ends, start, keys, places: rows, keyless, length: frame.length, limit };
}

const onlyTime = (now: number, limit: number): Round => ({
  moments: 1, times: Float64Array.of(now), added: new Int32Array(1), asked: new Int32Array(1), start: 0,
  keys: new Int32Array(0), places: undefined, keyless: undefined, length: 0, limit,
});

/** The rows with the features among their fields; one of the same name as a field takes its place. */
function withColumns(flow: Flow, { features }: RollingStep, { fields }: Rows, made: readonly LazyColumn[]): Flow {
  const columns = fields.map(({ name, type }): LazyColumn => {
    const own = made[features.findLastIndex((feature) => feature.into.name === name)];
    return (
      own ??
      flow.columns[flow.fields.findIndex((field) => field.name === name)] ??
      lazy(() => repeated(type, null, flow.frame.length))
    );
  });
  const place = features.some(({ into }) => into.name === reasonsName)
    ? fields.findIndex(({ name }) => name === reasonsName)
    : -1;
  const replaced = columns[place];
  return {
    ...flow,
    fields,
    columns,
    reasons: replaced === undefined ? flow.reasons : { before: replaced, listed: undefined, given: [] },
  };
}
