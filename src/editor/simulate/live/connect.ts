import type { Link, LinkEvents } from './linked.ts';

/** Listens to an address: a WebSocket, or a server's stream of events over HTTP. */
export const connect = (address: string, events: LinkEvents): Link => (/^wss?:/i.test(address) ? webSocket : eventStream)(address, events);

function webSocket(address: string, { opened, said, ended }: LinkEvents): Link {
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  const texts = new TextDecoder();
  let over = false;
  socket.addEventListener('open', opened);
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => said(data instanceof ArrayBuffer ? texts.decode(data) : String(data)));
  // An error is always followed by the close.
  socket.addEventListener('close', () => {
    if (!over) ended();
  });
  return {
    close: () => {
      over = true;
      socket.close();
    },
  };
}

function eventStream(address: string, { opened, said, ended }: LinkEvents): Link {
  const source = new EventSource(address);
  source.addEventListener('open', opened);
  source.addEventListener('message', ({ data }: MessageEvent<unknown>) => said(String(data)));
  // It would try again by itself, always after the same while, and not after every error.
  source.addEventListener('error', () => {
    source.close();
    ended();
  });
  return { close: () => source.close() };
}
