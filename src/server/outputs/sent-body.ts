import { printTime } from '../../data/time.ts';
import { newBytes, written } from '../../data/write/bytes.ts';
import { sentAsJson } from '../../lab/sent-rows.ts';
import type { OutputContext, SentRow } from './output.ts';

/** `{"graph":…,"node":…,"time":…,"id":…,"row":{…},"outcome":{…}}`. */
export function bodies({ graph, node, shape }: Pick<OutputContext, 'graph' | 'node' | 'shape'>): (row: SentRow) => Uint8Array {
  const put = sentAsJson(shape);
  return (row) => {
    const head = JSON.stringify({ graph, node, time: row.time === null ? null : printTime(row.time) });
    const bytes = newBytes(1024);
    put(bytes, row);
    const text = Buffer.from(written(bytes)).toString('utf8');
    return Buffer.from(`${head.slice(0, -1)},${text.slice(1)}`);
  };
}
