import type { Task } from '../../support/simulation.ts';

/** Hands simulations to a worker, for the test beside this folder. */

declare global {
  interface Window {
    simulate: (task: Task) => Promise<string>;
  }
}

window.simulate = (task) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage(task);
  });
