import { rowLines } from './row-lines.ts';

/** What a broker calls a message: an event, or a list of them. */

const [openObject, feed, carriage] = [123, 10, 13];
const nothing = Buffer.from('null');

/** Its rows, one a line. One without content says nothing: it is a row that is rejected, so that it can be seen. */
export function messageLines(message: Buffer | null): readonly Buffer[] {
  if (message === null || message.length === 0) return [nothing];
  const isLine = message[0] === openObject && !message.includes(feed) && !message.includes(carriage);
  return isLine ? [message] : rowLines(message.toString('utf8')).map((line) => Buffer.from(line));
}

/** Lines as a delivery has them. */
export function bodyOf(lines: readonly Buffer[]): Buffer {
  const end = Buffer.from('\n');
  return Buffer.concat(lines.flatMap((line) => [line, end]));
}
