import type { Call } from './calls.ts';
import { createReader } from './reader.ts';

/** Reads a person's own files beside the page, so that no file freezes it. */

/** A message to itself comes back after those that wait, without the wait that timers have. */
const { port1, port2 } = new MessageChannel();
let resume: (() => void)[] = [];
port1.addEventListener('message', () => {
  const waiting = resume;
  resume = [];
  for (const go of waiting) go();
});
port1.start();

const take = createReader({
  now: () => performance.now(),
  pause: () =>
    new Promise((resolve) => {
      resume.push(resolve);
      port2.postMessage(undefined);
    }),
  post: (told) => self.postMessage(told),
});

self.addEventListener('message', ({ data }: MessageEvent<Call>) => take(data));
