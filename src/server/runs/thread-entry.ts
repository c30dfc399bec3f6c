import { parentPort, workerData } from 'node:worker_threads';
import { openHost } from './host.ts';
import type { RunHost } from './host.ts';
import { plainError } from './thread-messages.ts';
import type { Call, FromThread, ThreadData } from './thread-messages.ts';

/** The thread of one run: it opens its host, and does what it is asked to. */

const port = parentPort;
if (port === null) throw new Error('This is for a thread of its own');
const say = (message: FromThread): void => port.postMessage(message);

const answer = async (host: RunHost, { id, method, args }: Call): Promise<void> => {
  try {
    const act: (...args: readonly never[]) => Promise<unknown> = host[method];
    say({ type: 'done', id, value: await act(...(args as readonly never[])) });
  } catch (error) {
    say({ type: 'failed', id, error: plainError(error) });
  }
  if (method === 'close') port.close();
};

const { options }: ThreadData = workerData;
try {
  const host = await openHost(options, (event) => say({ type: 'event', event }));
  port.on('message', (call: Call) => void answer(host, call));
  say({ type: 'open' });
} catch (error) {
  say({ type: 'unopened', error: plainError(error) });
  port.close();
}
