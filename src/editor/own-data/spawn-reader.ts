import type { Words } from '../../data/text.ts';
import type { Call, CallName, Calls, Told } from './calls.ts';

/** What reads a person's own files: a worker of the page, or what stands in for it in a test. */
export interface FileReading {
  /** Undefined where a later call of the same name took its place, or it was closed. */
  readonly ask: <Name extends CallName>(name: Name, given: Calls[Name]['given'], progress?: (share: number, rows: number) => void) => Promise<Calls[Name]['answer'] | undefined>;
  readonly close: () => void;
}

/** Why a file could not be read, and what to do. */
export class NotRead extends Error {
  readonly words: Words;

  constructor(said: Words) {
    super(said.en);
    this.words = said;
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: NotRead) => void;
  readonly progress: ((share: number, rows: number) => void) | undefined;
}

export function spawnReader(): FileReading {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return overMessages((call) => worker.postMessage(call), (told, failed) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => told(data));
    worker.addEventListener('error', ({ message }) => failed(message ?? ''));
    return () => worker.terminate();
  });
}

/** Questions and answers over messages that come in any order. */
export function overMessages(post: (call: Call) => void, listen: (told: (told: Told) => void, failed: (why: string) => void) => () => void): FileReading {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  const end = listen(
    (told) => {
      const asked = waiting.get(told.call);
      if ('share' in told) {
        asked?.progress?.(told.share, told.rows);
        return;
      }
      waiting.delete(told.call);
      if ('answer' in told) asked?.resolve(told.answer);
      else if (told.fault === undefined) asked?.resolve(undefined);
      else asked?.reject(new NotRead(told.fault));
    },
    (why) => {
      const fault = new NotRead({ en: `Reading broke off${why === '' ? '' : `: ${why}`}. Try again`, zh: `读取中断${why === '' ? '' : `：${why}`}。请再试一次` });
      for (const { reject } of waiting.values()) reject(fault);
      waiting.clear();
    },
  );
  return {
    ask: <Name extends CallName>(name: Name, given: Calls[Name]['given'], progress?: (share: number, rows: number) => void) =>
      new Promise<Calls[Name]['answer'] | undefined>((resolve, reject) => {
        calls += 1;
        // The answer to a call is of the call's own kind: the worker tells no other.
        waiting.set(calls, { resolve: resolve as (answer: unknown) => void, reject, progress });
        post({ call: calls, name, given } as Call);
      }),
    close: () => {
      end();
      for (const { resolve } of waiting.values()) resolve(undefined);
      waiting.clear();
    },
  };
}
