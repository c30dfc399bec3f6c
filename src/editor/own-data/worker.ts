import { createPause } from '../simulate/let-messages-in.ts';
import type { Call } from './calls.ts';
import { createReader } from './reader.ts';

/** Reads a person's own files beside the page, so that no file freezes it. */

const take = createReader({
  now: () => performance.now(),
  pause: createPause(),
  post: (told) => self.postMessage(told),
});

self.addEventListener('message', ({ data }: MessageEvent<Call>) => take(data));
