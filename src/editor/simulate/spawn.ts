import type { FromWorker, ToWorker } from './protocol.ts';
import type { SimulationWorker, WorkerEvents } from './worker-link.ts';

/** A worker of the page. Its script is loaded when the sample is first looked at. */
export function spawnWorker({ told, failed }: WorkerEvents): SimulationWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => told(data));
  worker.addEventListener('error', ({ message }) => failed(message ?? ''));
  worker.addEventListener('messageerror', () => failed(''));
  return {
    post: (message: ToWorker) => worker.postMessage(message),
    end: () => worker.terminate(),
  };
}
