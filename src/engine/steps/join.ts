import type { FlowField } from '../../data/field.ts';
import type { JoinStep } from '../../plan/plan.ts';
import { repeated } from '../expressions/vector.ts';
import type { Flow, Frame } from '../flow/flow.ts';
import { idOfValues } from '../flow/ids.ts';
import { flowOfMade, placesFrom } from '../flow/made-rows.ts';
import type { Operator, StepContext } from '../operator.ts';
import { keysIn } from '../state/log.ts';
import { addPair, noPairs, orderPairs, reversePairs } from './join-pairs.ts';
import type { State } from '../state/state.ts';
import { createSide } from './join-side.ts';

/**
 * Pairs of rows by key within an interval. A round's rows are gone through moment by moment, so that each pair is made
 * at the moment of its later row; the rows of a key hang together from the latest back.
 */
export function createJoin(step: JoinStep, context: StepContext): Operator {
  const { from, to } = step;
  const outer = step.mode === 'outer';
  /** How long a left row waits before it is known to stay alone. */
  const patience = Math.max(0, to);
  const left = createSide('left', step, context);
  const right = createSide('right', step, context);
  const paired = left.log.shelf.bytes();
  const pairs = noPairs();
  /**
   * The index of the first left row that was not yet found to be paired or alone. What is found goes with the round.
   */
  let undecided = 0;
  let passed = -Infinity;
  let place = 0;

  /** Lets go of left rows that no right one can come for any more, and the other way round. */
  function forget(): void {
    left.log.forget(passed - to);
    right.log.forget(passed + from);
  }

  /** Left rows whose waiting ends by a moment, or just before it, each at its own end. */
  function tellAlone(until: number, included: boolean): void {
    const { span } = left.log.shelf;
    const times = left.log.times.values;
    for (; undecided < span.to; undecided += 1) {
      const end = (times[undecided] ?? 0) + patience;
      if (included ? end > until : end >= until) break;
      if (paired.values[undecided] === 0) addPair(pairs, undecided, -1, end);
    }
  }

  /**
   * The pairs of one moment. Its rows stand in the logs from the given ones to the next, not yet behind those of their
   * keys.
   */
  function pairUp(moment: number, lefts: number, nextLeft: number, rights: number, nextRight: number): void {
    const first = pairs.count;
    for (let index = rights; index < nextRight; index += 1) pairWithLeft(index, moment);
    for (let index = rights; index < nextRight; index += 1) right.link(index);
    for (let index = lefts; index < nextLeft; index += 1) pairWithRight(index, moment);
    for (let index = lefts; index < nextLeft; index += 1) left.link(index);
    if (outer) {
      tellAlone(moment, true);
      if (to > 0) tellKeyless(moment, lefts, nextLeft);
    }
    orderPairs(pairs, first);
  }

  /** With left rows from before this moment. */
  function pairWithLeft(index: number, moment: number): void {
    const first = pairs.count;
    const times = left.log.times.values;
    for (let other = left.latest.of(right.log.keys.values[index] ?? -1); other >= 0; other = left.before(other)) {
      const time = times[other] ?? 0;
      if (time < moment - to) break;
      if (time > moment - from) continue;
      addPair(pairs, other, index, moment);
      paired.values[other] = 1;
    }
    reversePairs(pairs, first);
  }

  function pairWithRight(index: number, moment: number): void {
    const first = pairs.count;
    const times = right.log.times.values;
    for (let other = right.latest.of(left.log.keys.values[index] ?? -1); other >= 0; other = right.before(other)) {
      const time = times[other] ?? 0;
      if (time < moment + from) break;
      if (time <= moment + to) addPair(pairs, index, other, moment);
    }
    if (pairs.count > first) paired.values[index] = 1;
    reversePairs(pairs, first);
  }

  /** Left rows without a key wait for nothing. */
  function tellKeyless(moment: number, lefts: number, nextLeft: number): void {
    for (let index = lefts; index < nextLeft; index += 1) {
      if ((left.log.keys.values[index] ?? -1) >= 0) continue;
      addPair(pairs, index, -1, moment);
      paired.values[index] = 1;
    }
  }

  function output(): Flow | undefined {
    const { count } = pairs;
    if (count === 0) return undefined;
    const indexes = { left: pairs.lefts.slice(0, count), right: pairs.rights.slice(0, count) };
    const times = pairs.times.slice(0, count);
    const first = place;
    place += count;
    const idsOf = (row: number): readonly (string | null)[] => {
      const other = indexes.right[row] ?? -1;
      return [left.log.idAt(indexes.left[row] ?? 0), other < 0 ? null : right.log.idAt(other)];
    };
    const frame: Frame = {
      length: count,
      times,
      makers: context.maker,
      places: placesFrom(first, count),
      idOf: (row) => idOfValues([step.node, ...idsOf(row)]),
      madeOf: (row) => idsOf(row).filter((id) => id !== null),
    };
    return flowOfMade(frame, context.ports[0]?.fields ?? [], (field: FlowField) => {
      if (field.name === step.time.name) return { type: 'time', values: times };
      const source = step.fields.findLast((each) => each.field.name === field.name);
      const side = source?.side === 'right' ? right : left;
      const kept = side.fieldNamed(source?.name ?? '');
      return kept < 0 ? repeated(field.type, null, count) : side.log.column(kept, indexes[source?.side ?? 'left']);
    });
  }

  const sides = [left, right] as const;
  function pairAll(leftRows: Flow | undefined, rightRows: Flow | undefined): void {
    pairs.count = 0;
    let nextLeft = left.take(leftRows, outer);
    let nextRight = right.take(rightRows, false);
    undecided = left.log.shelf.span.from;
    paired.values.fill(0, nextLeft, left.log.shelf.span.to);
    const leftTimes = left.log.times.values.subarray(0, left.log.shelf.span.to);
    const rightTimes = right.log.times.values.subarray(0, right.log.shelf.span.to);
    while (nextLeft < leftTimes.length || nextRight < rightTimes.length) {
      const moment = Math.min(leftTimes[nextLeft] ?? Infinity, rightTimes[nextRight] ?? Infinity);
      const lefts = nextLeft;
      const rights = nextRight;
      while (leftTimes[nextLeft] === moment) nextLeft += 1;
      while (rightTimes[nextRight] === moment) nextRight += 1;
      if (outer) tellAlone(moment, false);
      pairUp(moment, lefts, nextLeft, rights, nextRight);
    }
  }

  return {
    run: ([leftRows, rightRows], until) => {
      forget();
      pairAll(leftRows, rightRows);
      if (outer) tellAlone(until, true);
      passed = until;
      return [output()];
    },
    peek: outer ? undefined : ([leftRows, rightRows], _until, atEnd) => {
      const putBack = [left.remember(leftRows), right.remember(rightRows)];
      const before = place;
      atEnd(() => {
        for (const each of putBack) each();
        place = before;
      });
      pairAll(leftRows, rightRows);
      return [output()];
    },
    snapshot: () => {
      forget();
      return { left: left.snapshot(), right: right.snapshot(), place };
    },
    restore: (state) => {
      const stored = state as { readonly left: State; readonly right: State; readonly place: number };
      left.restore(stored.left);
      right.restore(stored.right);
      place = stored.place;
    },
    mark: (texts, keys) => {
      forget();
      for (const { log } of sides) {
        log.markTexts(texts);
        log.markKeys(keys);
      }
    },
    counts: () => {
      forget();
      const keys = keysIn(sides.map(({ log }) => log), context.keys);
      return { keyless: left.keyless() + right.keyless(), bytes: left.size() + right.size(), keys };
    },
  };
}
