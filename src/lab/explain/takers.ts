import { holds } from '../../logic/interpret.ts';
import type { JoinStep, SequenceStep, Step, WindowShape, WindowStep } from '../../plan/plan.ts';
import {
  chainId,
  chainLength,
  chainTime,
  chainTo,
  comesNext,
  gatherRows,
  nearestRows,
  pairId,
  pairTime,
  partRows,
  portOf,
  spoiler,
} from './chains.ts';
import { fitting, keyOf, keyWanted, partName } from './collect.ts';
import type { Register } from './collect.ts';
import type { PlanMap } from './map.ts';
import type { Chain, Nearest, Stopped } from './model.ts';
import { needsFor } from './needs.ts';
import { arrived, placeAt } from './trace.ts';
import type { Target, Trace } from './trace.ts';
import { truthOf } from './truth.ts';
import { compareSeen, seenIn } from './watch.ts';
import type { Probe, Seen, Span } from './watch.ts';

/** What became of a row at a step that makes rows of several: those it is part of, or why there are none. */

export interface Taken {
  readonly probes: readonly Probe[];
  readonly found: () => { readonly chain: Chain; readonly targets: readonly Target[] };
}

/** Of more rows than these only the first are followed. */
const mostFollowed = 20;

const keyless: Taken = { probes: [], found: () => ({ chain: { made: [], count: 0 }, targets: [] }) };

export function takenIn(map: PlanMap, step: Step, trace: Trace, register: Register): Taken {
  switch (step.op) {
    case 'window':
      return takenByWindow(step, arrived(step.input, trace));
    case 'join':
      return takenByJoin(map, step, trace, register);
    case 'sequence':
      return takenBySequence(map, step, trace, register);
    default:
      return keyless;
  }
}

function outcome(targets: readonly Target[], stopped?: Stopped): ReturnType<Taken['found']> {
  const followed = targets.slice(0, mostFollowed);
  const chain = { made: followed.map(({ id }) => id), count: targets.length };
  return { chain: targets.length > 0 || stopped === undefined ? chain : { ...chain, stopped }, targets: followed };
}

/** A summary names its key, its start and its end. */
function takenByWindow(step: WindowStep, row: Seen | undefined): Taken {
  const time = row?.time ?? null;
  const wanted = row === undefined ? undefined : keyWanted(step.key, keyOf(row.values, step.key));
  if (time === null || wanted === undefined) return keyless;
  const targets: Target[] = [];
  const span = { from: time, to: time + longestOf(step.shape) };
  const probe: Probe = {
    ...span,
    // A row is in one session, whenever that may end.
    content: () => step.shape.type === 'session' && targets.length > 0,
    streams: [step.id],
    see: (flow) => {
      for (const each of fitting(flow, wanted, span)) {
        const summary = seenIn(flow, each);
        if (Number(summary.values[step.start.name]) <= time && time < Number(summary.values[step.end.name]))
          targets.push({ id: summary.id, time: summary.time, name: summary });
      }
    },
  };
  return { probes: [probe], found: () => outcome(targets) };
}

const hour = 3_600_000;

/** No window of the shape is longer; days and weeks have an hour more where clocks go back. */
function longestOf(shape: WindowShape): number {
  if (shape.type === 'session') return Infinity;
  const { size } = shape;
  return 'ms' in size ? size.ms : size.count * (size.unit === 'day' ? 24 : 168) * hour + hour;
}

function nearer(row: Seen, one: Seen | undefined, other: Seen | undefined): Seen | undefined {
  const far = (each: Seen | undefined): number =>
    each === undefined ? Infinity : Math.abs((each.time ?? 0) - (row.time ?? 0));
  return far(one) <= far(other) ? one : other;
}

function takenByJoin(map: PlanMap, step: JoinStep, trace: Trace, register: Register): Taken {
  const sides = [
    {
      side: 'left',
      inputs: step.left,
      others: step.right,
      key: step.on.map((pair) => pair.left),
      otherKey: step.on.map((pair) => pair.right),
      from: step.from,
      to: step.to,
    },
    {
      side: 'right',
      inputs: step.right,
      others: step.left,
      key: step.on.map((pair) => pair.right),
      otherKey: step.on.map((pair) => pair.left),
      from: -step.to,
      to: -step.from,
    },
  ] as const;
  const looks = sides.flatMap(({ side, inputs, others, key, otherKey, from, to }) => {
    const row = arrived(inputs, trace);
    const time = row?.time ?? null;
    if (row === undefined || time === null) return [];
    const values = keyOf(row.values, key);
    const wanted = keyWanted(otherKey, values);
    const partners = wanted === undefined ? undefined : gatherRows(map, others, wanted, { from: time + from, to: time + to });
    const near = wanted === undefined ? undefined : nearestRows(map, others, wanted, time, around(time, Math.max(Math.abs(from), Math.abs(to))));
    return [{ side, row, time, partners, near, others, from, to }];
  });
  const found = (): ReturnType<Taken['found']> => {
    const targets = new Map<string, Target>();
    let stopped: Stopped | undefined;
    for (const { side, row, time, partners, near, others, from, to } of looks) {
      for (const other of partners?.rows ?? []) {
        const [left, right] = side === 'left' ? [row, other] : [other, row];
        const id = pairId(step, left, right);
        targets.set(id, { id, time: pairTime(left, right) });
      }
      if ((partners?.rows.length ?? 0) > 0) continue;
      if (side === 'left' && step.mode === 'outer') {
        const id = pairId(step, row, undefined);
        targets.set(id, { id, time: partners === undefined ? time : Math.max(time, time + step.to) });
        continue;
      }
      const other = side === 'left' ? 'right' : 'left';
      const nearest = nearestOf(nearer(row, near?.before(), near?.after()), (each) =>
        register.list(each, map.scope(step, others).fields),
      );
      stopped = {
        type: 'no-partner',
        side: other,
        name: partName(map, step.node, other === 'left' ? 0 : 1),
        from,
        to,
        ...nearest,
      };
    }
    return outcome([...targets.values()], stopped);
  };
  return { probes: looks.flatMap(({ partners, near }) => [partners?.probe ?? [], near?.probe ?? []].flat()), found };
}

/** What comes that much too early or too late is told of; what is further away has nothing to do with it. */
const around = (time: number, within: number): Span => {
  const far = Math.max(10 * within, 24 * hour);
  return { from: time - far, to: time + far };
};

function nearestOf(row: Seen | undefined, list: (row: Seen) => void): { readonly nearest?: Nearest } {
  if (row === undefined) return {};
  list(row);
  return { nearest: { row: row.id, time: row.time } };
}

function takenBySequence(map: PlanMap, step: SequenceStep, trace: Trace, register: Register): Taken {
  const entries = step.steps.flatMap((part, index) => {
    const row = arrived(part.input, trace);
    if (row === undefined) return [];
    return [
      { part, index, row, holds: holds(part.when, row.values, map.scope(step, part.input, portOf(map, step, index))) },
    ];
  });
  const own = entries.filter(
    (entry) => entry.holds && keyWanted(entry.part.key, keyOf(entry.row.values, entry.part.key)) !== undefined,
  );
  const [first] = own;
  if (first === undefined)
    return {
      probes: [],
      found: () =>
        outcome(
          [],
          conditions(
            map,
            step,
            trace,
            entries.map(({ index }) => index),
          ),
        ),
    };
  const { row } = first;
  const time = row.time ?? 0;
  const key = keyOf(row.values, first.part.key);
  const parts = partRows(map, step, (part) => keyWanted(part.key, key) ?? [], {
    from: time - step.within,
    to: time + step.within,
  });
  const near = step.steps.map((part, index) => {
    const scope = map.scope(step, part.input, portOf(map, step, index));
    return nearestRows(map, part.input, keyWanted(part.key, key) ?? [], time, around(time, step.within), (each) =>
      holds(part.when, each.values, scope),
    );
  });
  const found = (): ReturnType<Taken['found']> => {
    const targets: Target[] = [];
    let spoiled: Seen | undefined;
    for (const last of parts.rows[chainLength(step) - 1] ?? []) {
      const chain = chainTo(step, parts.rows, last);
      if (chain === undefined || !chain.some((each) => each.id === row.id)) continue;
      const after = spoiler(step, parts.rows, chain);
      if (after === undefined) targets.push({ id: chainId(step, chain), time: chainTime(step, chain) });
      else spoiled = after;
    }
    const list = (each: Seen, index: number): void =>
      register.list(each, map.scope(step, step.steps[index]?.input ?? []).fields);
    return outcome(
      targets,
      targets.length > 0
        ? undefined
        : stoppedAt(
            map,
            step,
            own.map(({ index }) => index),
            row,
            parts.rows,
            near,
            spoiled,
            list,
          ),
    );
  };
  return { probes: [...parts.probes, ...near.map(({ probe }) => probe)], found };
}

/** The row came to these parts, and none of their conditions held. */
function conditions(map: PlanMap, step: SequenceStep, trace: Trace, indexes: readonly number[]): Stopped {
  const parts = indexes.flatMap((index) => {
    const part = step.steps[index];
    const place = part === undefined ? undefined : placeAt(map, step, part.input, trace, portOf(map, step, index));
    if (part === undefined || place === undefined) return [];
    return [
      {
        name: partName(map, step.node, index),
        truth: truthOf(part.when, place),
        needs: needsFor(part.when, place, true) ?? [],
      },
    ];
  });
  return { type: 'condition', parts };
}

function stoppedAt(
  map: PlanMap,
  step: SequenceStep,
  indexes: readonly number[],
  row: Seen,
  rows: readonly (readonly Seen[])[],
  near: readonly { readonly before: () => Seen | undefined; readonly after: () => Seen | undefined }[],
  spoiled: Seen | undefined,
  list: (row: Seen, index: number) => void,
): Stopped | undefined {
  const last = step.steps.length - 1;
  const { within } = step;
  if (spoiled !== undefined) {
    list(spoiled, last);
    return {
      type: 'came',
      part: partName(map, step.node, last),
      within,
      nearest: { row: spoiled.id, time: spoiled.time },
    };
  }
  if (step.absent && indexes.every((index) => index === last))
    return { type: 'came', part: partName(map, step.node, last), within, nearest: { row: row.id, time: row.time } };
  const [index = 0] = indexes;
  let from = row;
  for (let at = index - 1; at >= 0; at -= 1) {
    const next = from;
    const before = rows[at]?.findLast((each) => comesNext(step, at + 1, next, each));
    if (before === undefined)
      return {
        type: 'no-step',
        part: partName(map, step.node, at),
        direction: 'before',
        within,
        ...nearestOf(near[at]?.before(), (each) => list(each, at)),
      };
    from = before;
  }
  from = row;
  for (let at = index + 1; at < chainLength(step); at += 1) {
    const previous = from;
    const after = rows[at]?.find((each) => comesNext(step, at, each, previous));
    if (after === undefined)
      return {
        type: 'no-step',
        part: partName(map, step.node, at),
        direction: 'after',
        within,
        ...nearestOf(near[at]?.after(), (each) => list(each, at)),
      };
    from = after;
  }
  // A whole chain there was: another row took the place of this one, or it took too long from end to end.
  const instead = rows[index]?.find((each) => compareSeen(row, each) < 0);
  return instead === undefined
    ? undefined
    : { type: 'superseded', part: partName(map, step.node, index), ...nearestOf(instead, (each) => list(each, index)) };
}
