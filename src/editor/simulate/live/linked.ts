import { shapeFault } from '../../../data/read/faults.ts';
import type { Reading, RejectedRow } from '../../../data/read/reading.ts';
import { readingOf } from '../../../data/read/rows.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import type { Arrivals } from './arrivals.ts';
import { sliceOf } from './readings.ts';
import type { LinkState } from './told.ts';

/** A connection, to whatever there is at its address. */
export interface Link {
  readonly close: () => void;
}

export interface LinkEvents {
  readonly opened: () => void;
  readonly said: (message: string) => void;
  /** Comes once, however it ended. */
  readonly ended: () => void;
}

export interface LinkHost {
  readonly connect: (address: string, events: LinkEvents) => Link;
  /** Milliseconds of the person's clock. */
  readonly time: () => number;
  /** Does something later; what it returns calls that off. */
  readonly later: (milliseconds: number, act: () => void) => () => void;
}

/** Messages that nobody took yet; of more, the oldest are let go. */
const mostMessages = 10_000;

/** After the first break a try is made in a second, then in two, in four, up to half a minute. */
const firstWait = 1000;
const longestWait = 30_000;

/** The messages of a server: an event each, or a list of events. What is no event is a rejected row. */
export function linkedArrivals(step: SourceStep, address: string, host: LinkHost): Arrivals {
  let messages: string[] = [];
  /** What a message had more than was asked for. */
  let left: Reading | undefined;
  let state: LinkState['type'] = 'connecting';
  let again = 0;
  let tries = 0;
  let link: Link | undefined;
  let callOff = (): void => {};

  const connect = (): void => {
    state = 'connecting';
    link = host.connect(address, {
      opened: () => {
        tries = 0;
        state = 'open';
      },
      said: (message) => {
        messages.push(message);
        if (messages.length > mostMessages) messages = messages.slice(-mostMessages / 2);
      },
      ended: () => {
        const wait = Math.min(longestWait, firstWait * 2 ** tries);
        tries += 1;
        state = 'waiting';
        again = host.time() + wait;
        callOff = host.later(wait, connect);
      },
    });
  };
  connect();

  const read = (most: number): Reading | undefined => {
    if (left === undefined) {
      const taken = messages.splice(0, Math.max(1, most));
      if (taken.length === 0) return undefined;
      left = readMessages(taken, step);
    }
    const all = left;
    const { length } = all.batch;
    left = length <= most ? undefined : sliceOf(all, most, length);
    return length <= most ? all : sliceOf(all, 0, most);
  };

  return {
    next: () => Promise.resolve(left !== undefined || messages.length > 0 ? -Infinity : undefined),
    take: (_, most) => Promise.resolve(read(most)),
    hasEnded: () => false,
    link: () => (state === 'waiting' ? { type: state, tries, left: Math.max(0, again - host.time()) } : { type: state }),
    close: () => {
      callOff();
      link?.close();
    },
  };
}

export function readMessages(messages: readonly string[], { fields }: SourceStep): Reading {
  const records: unknown[] = [];
  const unread: RejectedRow[] = [];
  for (const message of messages) {
    try {
      const said: unknown = JSON.parse(message);
      if (Array.isArray(said)) records.push(...(said as readonly unknown[]));
      else records.push(said);
    } catch {
      unread.push({ at: 0, text: message, row: {}, faults: [shapeFault('not-json')] });
    }
  }
  const reading = readingOf(records, fields, { asInData: true });
  return { ...reading, rejected: [...unread, ...reading.rejected] };
}
