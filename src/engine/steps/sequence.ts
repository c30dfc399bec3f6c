import type { SequenceStep } from '../../plan/plan.ts';
import type { Flow } from '../flow/flow.ts';
import { makerOf } from '../flow/flow.ts';
import type { Operator, StepContext } from '../operator.ts';
import { createDeadlines } from '../state/deadlines.ts';
import { grownNumbers } from '../state/grown.ts';
import { keysIn } from '../state/log.ts';
import type { State } from '../state/state.ts';
import { createMatches } from './sequence-matches.ts';
import { createChoice, createLinks } from './sequence-part.ts';
import type { Candidates } from './sequence-part.ts';

/**
 * Rows that follow one another. Each row of a part follows the latest one of the part before it, which is never a worse
 * choice than an earlier one; so a match is found by looking at one row, and its chain by going back along the links.
 */
export function createSequence(step: SequenceStep, context: StepContext): Operator {
  const { within, absent, steps: parts } = step;
  const final = parts.length - 1;
  const rowsOf = (part: number) => context.inputs[part] ?? { fields: [], time: undefined };
  const choices = parts.map((part, index) => createChoice(part, rowsOf(index), context));
  /** No chain goes on from the last part. */
  const links = parts.slice(0, final).map((part, index) => createLinks(part, rowsOf(index), context));
  const anchors = links.at(-1);
  const matches = createMatches(step, links, context);
  /** Where the last part must not come: the numbers of the rows that it has not yet come after. */
  const waiting = createDeadlines();
  /** By key, the number below which rows of the part before the last one are not waited for any more. */
  let prevented = new Float64Array(0);
  let passed = -Infinity;

  function forget(): void {
    for (const { log } of links) log.forget(passed - within);
  }

  /** Completes what the last part did not come for until before a moment, or by it. */
  function complete(until: number, included: boolean): void {
    if (anchors === undefined) return;
    const { span } = anchors.log.shelf;
    for (let time = waiting.next(); included ? time <= until : time < until; time = waiting.next()) {
      if (time === Infinity) return;
      const number = waiting.take();
      if (isWaiting(number)) matches.add(number - span.base, time);
    }
  }

  function isWaiting(number: number): boolean {
    if (anchors === undefined) return false;
    const { shelf: { span }, keys } = anchors.log;
    return number >= (prevented[keys.values[number - span.base] ?? -1] ?? 0);
  }

  /** Offers a row to a part. `row` is its place in the frame. Says whether a chain may go on from it. */
  function offer(part: number, row: number, time: number, key: number): boolean {
    if (absent && part === final) {
      const span = anchors?.log.shelf.span;
      if (span !== undefined) prevented[key] = span.base + span.to;
      return false;
    }
    const before = links[part - 1];
    const previous = before?.latest.of(key) ?? -1;
    if (part > 0 && previous < 0) return false;
    const start = before === undefined ? time : (before.starts.values[previous] ?? 0);
    if (time - start > within) return false;
    const own = links[part];
    if (own === undefined) {
      matches.add(previous, time, row);
      return false;
    }
    const index = own.log.add(time, key);
    own.starts.values[index] = start;
    own.before.values[index] = before === undefined ? 0 : before.log.shelf.span.base + previous;
    own.latest.set(key, index);
    if (absent && part === final - 1) waiting.add(start + within, own.log.shelf.span.base + index);
    return true;
  }

  /** The candidates of all parts in total order; a row that fits several parts is offered to the last of them first. */
  function goThrough(candidates: readonly (Candidates | undefined)[]): void {
    const kept = links.map((_, part) => new Int32Array(candidates[part]?.rows.length ?? 0));
    const keptCounts = links.map(() => 0);
    const firsts = links.map(({ log }) => log.shelf.span.to);
    const cursors = candidates.map(() => 0);
    let moment = -Infinity;
    for (;;) {
      const part = nextPart(candidates, cursors);
      const own = candidates[part];
      if (own === undefined) break;
      const row = own.rows[cursors[part] ?? 0] ?? 0;
      cursors[part] = (cursors[part] ?? 0) + 1;
      const time = own.flow.frame.times[row] ?? 0;
      if (time > moment) {
        complete(time, false);
        moment = time;
      }
      const into = kept[part];
      if (offer(part, row, time, own.keys[row] ?? -1) && into !== undefined) {
        const count = keptCounts[part] ?? 0;
        into[count] = row;
        keptCounts[part] = count + 1;
      }
    }
    links.forEach(({ log }, part) => {
      const flow = candidates[part]?.flow;
      const rows = kept[part]?.subarray(0, keptCounts[part]);
      if (flow !== undefined && rows !== undefined) log.fill(flow, rows, firsts[part] ?? 0);
    });
  }

  function match(inputs: readonly (Flow | undefined)[], find: (inputs: readonly (Candidates | undefined)[]) => void): void {
    matches.begin(inputs[final]);
    const candidates = choices.map((choice, part) => choice.candidates(inputs[part]));
    const limit = context.keys.limit();
    links.forEach(({ log, latest }, part) => {
      log.shelf.room(candidates[part]?.rows.length ?? 0);
      latest.room(limit);
    });
    if (absent) prevented = grownNumbers(prevented, limit);
    find(candidates);
  }

  return {
    run: (inputs, until) => {
      forget();
      match(inputs, goThrough);
      complete(until, true);
      passed = until;
      return [matches.flow()];
    },
    peek: absent ? undefined : (inputs, _until, atEnd) => {
      const before = { choices: choices.map((choice) => choice.snapshot()), place: matches.place() };
      match(inputs, (candidates) => {
        const rows = links.map(({ log }) => log.remember());
        const keys = new Set(candidates.flatMap((own) => (own === undefined ? [] : Array.from(own.rows, (row) => own.keys[row] ?? -1))));
        const heads = links.map(({ latest }) => latest.remember(keys));
        atEnd(() => {
          for (const putBack of [...rows, ...heads]) putBack();
          choices.forEach((choice, part) => choice.restore(before.choices[part] ?? null));
          matches.goOnFrom(before.place);
        });
        goThrough(candidates);
      });
      return [matches.flow()];
    },
    snapshot: () => {
      forget();
      return {
        choices: choices.map((choice) => choice.snapshot()),
        logs: links.map(({ log }) => log.snapshot()),
        waiting: waiting.numbers().filter(isWaiting),
        place: matches.place(),
      };
    },
    restore: (state) => {
      const stored = state as {
        readonly choices: readonly State[];
        readonly logs: readonly State[];
        readonly waiting: Float64Array;
        readonly place: number;
      };
      choices.forEach((choice, part) => choice.restore(stored.choices[part] ?? null));
      links.forEach(({ log, latest }, part) => {
        log.restore(stored.logs[part] ?? null);
        latest.restore();
      });
      for (const number of stored.waiting) {
        waiting.add((anchors?.starts.values[number - anchors.log.shelf.span.base] ?? 0) + within, number);
      }
      matches.goOnFrom(stored.place);
    },
    mark: (texts, keys) => {
      forget();
      for (const { log } of links) {
        log.markTexts(texts);
        log.markKeys(keys);
      }
    },
    counts: () => {
      forget();
      return {
        keyless: sum(choices.map(({ keyless }) => keyless())),
        zeroDivisions: sum(choices.map(({ zeroDivisions }) => zeroDivisions())),
        bytes: sum(links.map(({ size }) => size())) + waiting.size() + prevented.byteLength,
        keys: keysIn(links.map(({ log }) => log), context.keys),
      };
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/**
 * The part whose next candidate comes first; of several with the same row, the last one. -1 where there are no more.
 */
function nextPart(candidates: readonly (Candidates | undefined)[], cursors: readonly number[]): number {
  let found = -1;
  let first: Flow['frame'] | undefined;
  let at = 0;
  for (let part = candidates.length - 1; part >= 0; part -= 1) {
    const own = candidates[part];
    const cursor = cursors[part] ?? 0;
    if (own === undefined || cursor >= own.rows.length) continue;
    const row = own.rows[cursor] ?? 0;
    const { frame } = own.flow;
    if (first !== undefined && (frame === first ? row >= at : !comesBefore(frame, row, first, at))) continue;
    found = part;
    first = frame;
    at = row;
  }
  return found;
}

function comesBefore(frame: Flow['frame'], row: number, other: Flow['frame'], at: number): boolean {
  const difference = (frame.times[row] ?? 0) - (other.times[at] ?? 0) || makerOf(frame, row) - makerOf(other, at);
  return (difference || (frame.places[row] ?? 0) - (other.places[at] ?? 0)) < 0;
}
