import type { Words } from '../../data/text.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** The part of a worker that is needed. */
export interface SimulationWorker {
  readonly post: (message: ToWorker) => void;
  readonly end: () => void;
}

export interface WorkerEvents {
  readonly told: (message: FromWorker) => void;
  readonly failed: (why: string) => void;
}

export type Spawn = (events: WorkerEvents) => SimulationWorker;

/** What answers a request carries its number. */
export type Reply = Exclude<Extract<FromWorker, { readonly request: number }>, { readonly type: 'study-part' }>;
type Told = Exclude<FromWorker, { readonly request: number }>;

/** The one worker of an open graph: there from the first message to it until it is ended, and from the next on again. */
export interface WorkerLink {
  readonly isThere: () => boolean;
  readonly post: (message: ToWorker) => void;
  /** Its reply. Where the signal stops it before, it is told so, and there is none. */
  readonly request: (message: (request: number) => ToWorker, signal?: AbortSignal, progress?: (part: number) => void) => Promise<Reply | undefined>;
  /** Who waits for a reply hears why there will be none. */
  readonly end: (why: Words) => void;
  /** Hears what it tells unasked, and that it has crashed, after whoever waited was told. */
  readonly listen: (listener: LinkListener) => void;
}

export interface LinkListener {
  readonly told: (message: Told) => void;
  readonly crashed: (why: Words) => void;
}

/** What keeps the worker from answering, for the person who asked. */
export class NoReply extends Error {
  readonly words: Words;

  constructor(said: Words) {
    super(said.en);
    this.words = said;
  }
}

export const crash = (why: string): Words => ({
  en: `The run broke off${why === '' ? '' : `: ${why}`}. Run again`,
  zh: `运行中断${why === '' ? '' : `：${why}`}。请再运行一次`,
});

interface Waiting {
  readonly resolve: (reply: Reply | undefined) => void;
  readonly reject: (error: NoReply) => void;
  readonly progress: ((part: number) => void) | undefined;
}

export function linkWorker(spawn: Spawn): WorkerLink {
  let worker: SimulationWorker | undefined;
  let requests = 0;
  const listeners: LinkListener[] = [];
  const waiting = new Map<number, Waiting>();

  const end = (why: Words): void => {
    worker?.end();
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new NoReply(why));
    waiting.clear();
  };

  const told = (message: FromWorker): void => {
    if (!('request' in message)) {
      for (const listener of listeners) listener.told(message);
      return;
    }
    if (message.type === 'study-part') {
      waiting.get(message.request)?.progress?.(message.part);
      return;
    }
    waiting.get(message.request)?.resolve(message);
    waiting.delete(message.request);
  };

  const failed = (why: string): void => {
    end(crash(why));
    for (const { crashed } of listeners) crashed(crash(why));
  };

  const present = (): SimulationWorker => (worker ??= spawn({ told, failed }));

  return {
    isThere: () => worker !== undefined,
    post: (message) => present().post(message),
    request: (message, signal, progress) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return resolve(undefined);
        const request = (requests += 1);
        waiting.set(request, { resolve, reject, progress });
        signal?.addEventListener('abort', () => {
          if (!waiting.delete(request)) return;
          worker?.post({ type: 'forget', request });
          resolve(undefined);
        }, { once: true });
        present().post(message(request));
      }),
    end,
    listen: (listener) => void listeners.push(listener),
  };
}
