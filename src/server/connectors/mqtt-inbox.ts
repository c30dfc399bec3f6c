import { createHash } from 'node:crypto';
import { z } from '../../data/zod.ts';
import { bodyOf, messageLines } from './message-lines.ts';

/** Messages on their way from a broker into the journal, and which of them the broker may send once more. */

/** The broker sends no more before some are acknowledged; so many of the last ones it may not know to be stored. */
export const mostUnacknowledged = 256;

/** By packet identifier, the messages that were stored last, of the topics that were subscribed to. */
export const storedSchema = z.object({ topic: z.string(), stored: z.array(z.tuple([z.int(), z.string()])) });
export type Stored = z.infer<typeof storedSchema>;

export interface Message {
  /** Its packet identifier, where the broker waits for word of it. */
  readonly id?: number | undefined;
  /** It may have been sent before. */
  readonly again: boolean;
  readonly payload: Buffer;
}

export interface Inbox {
  /** False where it is stored already: it wants but to be acknowledged. */
  readonly put: (message: Message) => boolean;
  readonly size: () => number;
  /** Resolves when there is something in it. */
  readonly filled: () => Promise<void>;
  readonly take: () => Taken;
}

export interface Taken {
  readonly body: Buffer;
  readonly position: Stored;
  /** To be acknowledged once it is stored. */
  readonly ids: readonly number[];
}

export function openInbox(topic: string, before: Stored | undefined): Inbox {
  const stored = new Map(before?.stored);
  let waiting: Message[] = [];
  let tell = (): void => undefined;

  return {
    put: (message) => {
      const { id, again, payload } = message;
      if (again && id !== undefined && stored.get(id) === hashOf(payload)) return false;
      waiting.push(message);
      tell();
      return true;
    },
    size: () => waiting.length,
    filled: () => (waiting.length > 0 ? Promise.resolve() : new Promise((resolve) => (tell = resolve))),
    take: () => {
      const taken = waiting;
      waiting = [];
      const ids = taken.flatMap(({ id }) => (id === undefined ? [] : [id]));
      for (const { id, payload } of taken) {
        if (id === undefined) continue;
        stored.delete(id);
        stored.set(id, hashOf(payload));
      }
      for (const id of [...stored.keys()].slice(0, Math.max(0, stored.size - mostUnacknowledged))) stored.delete(id);
      return { body: bodyOf(taken.flatMap(({ payload }) => messageLines(payload))), position: { topic, stored: [...stored] }, ids };
    },
  };
}

const hashOf = (payload: Buffer): string => createHash('sha256').update(payload).digest('base64url').slice(0, 11);
