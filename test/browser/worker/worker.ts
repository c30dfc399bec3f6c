import { simulation } from '../../support/simulation.ts';
import type { Task } from '../../support/simulation.ts';

self.addEventListener('message', ({ data }: MessageEvent<Task>) => {
  void simulation(data).then((told) => self.postMessage(told));
});
