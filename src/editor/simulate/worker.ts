import { connect } from './live/connect.ts';
import { createPause } from './let-messages-in.ts';
import type { ToWorker } from './protocol.ts';
import { createSimulator } from './simulator.ts';

/** Runs graphs beside the page. */

const take = createSimulator({
  now: () => performance.now(),
  pause: createPause(),
  time: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  later: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  connect,
  post: (message, transfer = []) => self.postMessage(message, { transfer: [...transfer] }),
});

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => take(data));
