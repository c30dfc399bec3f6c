import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds since 1970, to the microsecond. */
export const now = () => performance.timeOrigin + performance.now();

/**
 * Sends deliveries in their order over one connection, with so many under way at once; told of each is when it was sent
 * and when it was answered. Heads are made by hand, so that the sender takes as little of the machine as can be.
 */
export async function sendAll(base, path, all, { underWay, pace, sent = () => undefined }) {
  const { hostname, port, host } = new URL(base);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const began = now();
  const unanswered = [];
  let [number, answered, last] = [0, 0, began];
  /** @type {Error | undefined} */
  let failure;
  let wake = () => undefined;
  const woken = () => new Promise((resolve) => (wake = resolve));

  const fail = (error) => {
    failure ??= error;
    wake();
  };
  const takeAnswers = answersIn((ok, text) => {
    if (!ok) return fail(new Error(text));
    last = now();
    const { number: which, body, at } = unanswered.shift();
    answered += 1;
    sent(which, body, at, last);
    wake();
  });
  socket.setEncoding('latin1').on('data', takeAnswers);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server hung up')));

  for await (const body of all) {
    while (unanswered.length >= underWay && failure === undefined) await woken();
    if (pace !== undefined) {
      const wait = began + number * pace - now();
      if (wait > 1) await sleep(wait);
    }
    if (failure !== undefined) throw failure;
    unanswered.push({ number, body, at: now() });
    number += 1;
    const head = Buffer.from(`POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/x-ndjson\r\ncontent-length: ${body.length}\r\n\r\n`, 'latin1');
    if (!socket.write(Buffer.concat([head, body]))) await once(socket, 'drain');
  }
  while (answered < number) {
    if (failure !== undefined) throw failure;
    await woken();
  }
  socket.removeAllListeners('close').destroy();
  return last - began;
}

/** Answers one behind the other, cut anywhere. */
function answersIn(take) {
  let text = '';
  return (chunk) => {
    text += chunk;
    for (;;) {
      const end = text.indexOf('\r\n\r\n');
      if (end === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
      const whole = end + 4 + length;
      if (text.length < whole) return;
      take(text.startsWith('HTTP/1.1 200'), text.slice(0, whole));
      text = text.slice(whole);
    }
  };
}
