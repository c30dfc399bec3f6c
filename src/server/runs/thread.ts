import { Worker } from 'node:worker_threads';
import type { HostEvent, HostOptions, RunHost } from './host.ts';
import { errorOf } from './thread-messages.ts';
import type { Call, FromThread, ThreadData } from './thread-messages.ts';

/** Opens a run, here or elsewhere. */
export type OpenHost = (options: HostOptions, tell: (event: HostEvent) => void) => Promise<RunHost>;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** A run in a thread of its own: many at work do not wait for each other, nor who looks at them for any. */
export const inThread = (entry: string): OpenHost => (options, tell) =>
  new Promise((resolve, reject) => {
    const data: ThreadData = { options };
    const worker = new Worker(entry, { workerData: data });
    const waiting = new Map<number, Waiting>();
    let calls = 0;
    let gone: Error | undefined;

    const end = (error: Error): void => {
      gone ??= error;
      reject(gone);
      for (const each of waiting.values()) each.reject(gone);
      waiting.clear();
      tell('state');
    };
    worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => end(new Error('The thread of this run has ended')));

    const call = <M extends keyof RunHost>(method: M) => (...args: Parameters<RunHost[M]>): ReturnType<RunHost[M]> =>
      new Promise((done, failed) => {
        if (gone !== undefined) return failed(gone);
        calls += 1;
        waiting.set(calls, { resolve: done, reject: failed });
        const bodies = args.map((each) => (each instanceof Uint8Array ? ownBytes(each) : each));
        worker.postMessage({ id: calls, method, args: bodies } satisfies Call, bodies.flatMap((each) => (each instanceof Uint8Array ? [each.buffer as ArrayBuffer] : [])));
      }) as ReturnType<RunHost[M]>;

    worker.on('message', (message: FromThread) => {
      if (message.type === 'event') return tell(message.event);
      if (message.type === 'unopened') return reject(errorOf(message.error));
      if (message.type === 'open') {
        return resolve({
          accept: call('accept'),
          decide: call('decide'),
          pause: call('pause'),
          goOn: call('goOn'),
          drain: call('drain'),
          finish: call('finish'),
          deploy: call('deploy'),
          catchUp: call('catchUp'),
          halt: call('halt'),
          view: call('view'),
          recent: call('recent'),
          explain: call('explain'),
          metrics: call('metrics'),
          close: call('close'),
        });
      }
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'done') asked?.resolve(message.value as never);
      else asked?.reject(errorOf(message.error));
    });
  });

/** Bytes that can change hands: with nothing else in their buffer, as short ones of Node have. */
const ownBytes = (bytes: Uint8Array): Uint8Array => (bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes));
