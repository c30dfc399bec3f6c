import type { ToWorker } from './protocol.ts';
import { createSimulator } from './simulator.ts';

/** Runs graphs beside the page. */

/** A message to itself comes back after those that wait, without the wait that timers have. */
const { port1, port2 } = new MessageChannel();
let resume: (() => void)[] = [];
port1.addEventListener('message', () => {
  const waiting = resume;
  resume = [];
  for (const go of waiting) go();
});
port1.start();

const take = createSimulator({
  now: () => performance.now(),
  pause: () =>
    new Promise((resolve) => {
      resume.push(resolve);
      port2.postMessage(undefined);
    }),
  post: (message, transfer = []) => self.postMessage(message, { transfer: [...transfer] }),
});

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => take(data));
