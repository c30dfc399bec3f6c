import type { RowsPage, RowsView } from '../state/contract/rows.ts';
import type { LiveHost } from './live/live-desk.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { createSimulator } from './simulator.ts';

export interface Simulating {
  readonly take: (message: ToWorker) => void;
  readonly heard: FromWorker[];
  readonly hear: <Type extends FromWorker['type']>(type: Type, fits?: (message: Extract<FromWorker, { type: Type }>) => boolean) => Promise<Extract<FromWorker, { type: Type }>>;
  readonly rows: (stream: string, from: number, to: number, view?: RowsView) => Promise<RowsPage>;
}

/** Where nothing is to be heard, and time does not pass while one waits. */
export const noWorld: Pick<LiveHost, 'time' | 'wait' | 'later' | 'connect'> = {
  time: () => 0,
  wait: () => new Promise((resolve) => setImmediate(resolve)),
  later: () => () => {},
  connect: () => ({ close: () => {} }),
};

/** A simulator with a clock that moves a little each time it is looked at. */
export function simulating(): Simulating {
  const heard: FromWorker[] = [];
  let told: () => void = () => {};
  let time = 0;
  let requests = 0;
  const take = createSimulator({
    now: () => (time += 10),
    ...noWorld,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    post: (message) => {
      heard.push(message);
      told();
    },
  });
  const hear = async <Type extends FromWorker['type']>(type: Type, fits: (message: Extract<FromWorker, { type: Type }>) => boolean = () => true): Promise<Extract<FromWorker, { type: Type }>> => {
    for (;;) {
      for (const message of heard) if (message.type === type && fits(message as Extract<FromWorker, { type: Type }>)) return message as Extract<FromWorker, { type: Type }>;
      await new Promise<void>((resolve) => (told = resolve));
    }
  };
  const rows = async (stream: string, from: number, to: number, view?: RowsView): Promise<RowsPage> => {
    const request = (requests += 1);
    take({ type: 'rows', request, stream, from, to, view });
    return (await hear('page', (message) => message.request === request)).page;
  };
  return { take, heard, hear, rows };
}
