import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { readCsv } from '../../../src/data/read/csv.ts';
import { readJson } from '../../../src/data/read/json.ts';
import type { Readings } from '../../../src/data/read/reading.ts';
import { valueAt } from '../../../src/data/columns.ts';
import type { Batch } from '../../../src/data/columns.ts';
import type { Field } from '../../../src/data/field.ts';
import { openDuckdb } from '../shared/duckdb.mjs';
import type { Duckdb } from '../shared/duckdb.mjs';
import { generatePayments, temporaryFolder } from '../shared/files.ts';
import { race } from '../shared/measure.ts';
import type { Contender } from '../shared/measure.ts';
import { settings, tell } from '../shared/section.ts';

/** From a file on the disk, which the system has in memory, to typed columns; everyone is told the types. */

const { scale, rounds } = settings();
const count = Math.round(1_000_000 * scale);

const fields: readonly Field[] = [
  { name: 'payment_id', type: 'text', roles: ['id'], required: true },
  { name: 'time', type: 'time', roles: ['time'], required: true },
  { name: 'card', type: 'text', required: true },
  { name: 'amount', type: 'number', decimals: 2, required: true },
  { name: 'merchant', type: 'text', required: true },
  { name: 'merchant_group', type: 'text', required: true },
  { name: 'country', type: 'text', required: true },
  { name: 'channel', type: 'text', required: true },
  { name: 'device', type: 'text' },
  { name: 'status', type: 'text', required: true },
  { name: 'is_fraud', type: 'boolean' },
];
const sqlTypes = { text: 'VARCHAR', time: 'TIMESTAMP', number: 'DOUBLE', boolean: 'BOOLEAN', list: 'VARCHAR[]' } as const;
const columns = `{${fields.map(({ name, type }) => `'${name}': '${sqlTypes[type]}'`).join(', ')}}`;

/** What a table comes to: how many rows, and of some columns a sum, a last value and how many there are. */
interface Digest {
  readonly rows: number;
  readonly cents: number;
  readonly times: number;
  readonly devices: number;
  readonly frauds: number;
  readonly last: string;
}
const written = ({ rows, cents, times, devices, frauds, last }: Digest): string => [rows, cents, times, devices, frauds, last].join(' ');

function ours(read: () => Readings): Contender {
  let batches: Batch[] = [];
  return {
    name: 'ruleloom',
    rows: count,
    run: async () => {
      batches = [];
      for await (const { batch, rejected } of read()) {
        batches.push(batch);
        if (rejected.length > 0) throw new Error(`row ${rejected[0]?.line} was rejected`);
      }
    },
    outcome: () => written(digestOf(batches)),
  };
}

function digestOf(batches: readonly Batch[]): Digest {
  let [rows, cents, times, devices, frauds, last] = [0, 0, 0, 0, 0, ''];
  for (const { columns: all, length } of batches) {
    for (let row = 0; row < length; row += 1) {
      const [id, time, , amount, , , , , device, , fraud] = all.map((column) => valueAt(column, row));
      rows += 1;
      cents += Math.round(Number(amount) * 100);
      times += Number(time) % 1_000_003;
      devices += device === null ? 0 : 1;
      frauds += fraud === true ? 1 : 0;
      last = String(id);
    }
  }
  return { rows, cents, times, devices, frauds, last };
}

function duckdb(db: Duckdb, read: string): Contender {
  return {
    name: 'DuckDB, 1 thread',
    rows: count,
    run: () => db.run(`CREATE OR REPLACE TEMP TABLE payments AS FROM ${read}`),
    outcome: async () => {
      const [row] = await db.rows(`
        SELECT count(*), sum(CAST(round(amount * 100) AS BIGINT))::DOUBLE, sum(epoch_ms(time) % 1000003)::DOUBLE, count(device), count(*) FILTER (WHERE is_fraud),
          max(payment_id) FROM payments`);
      return (row ?? []).join(' ');
    },
  };
}

/** As most programs read lines of JSON: an object for each row. */
function byLine(file: string): Contender {
  let rows: Record<string, unknown>[] = [];
  return {
    name: 'JSON.parse line by line, into objects',
    rows: count,
    run: async () => {
      rows = [];
      const decoder = new StringDecoder('utf8');
      let rest = '';
      for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
        const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) rows.push(JSON.parse(line) as Record<string, unknown>);
      }
    },
    outcome: () =>
      written(
        rows.reduce<Digest>(
          (all, row) => ({
            rows: all.rows + 1,
            cents: all.cents + Math.round(Number(row['amount']) * 100),
            times: all.times + (Date.parse(String(row['time'])) % 1_000_003),
            devices: all.devices + (row['device'] === null ? 0 : 1),
            frauds: all.frauds + (row['is_fraud'] === true ? 1 : 0),
            last: String(row['payment_id']),
          }),
          { rows: 0, cents: 0, times: 0, devices: 0, frauds: 0, last: '' },
        ),
      ),
  };
}

const chunkBytes = 1_048_576;
const folder = temporaryFolder();
const csv = join(folder, 'payments.csv');
const ndjson = join(folder, 'payments.ndjson');
prepare();

/** Two of the thirteen columns are left out. */
function prepare(): void {
  const all = join(folder, 'all.csv');
  generatePayments(all, count, 10_000);
  const [head = '', ...lines] = readFileSync(all, 'utf8').trimEnd().split('\n');
  const names = head.split(',');
  const places = fields.map(({ name }) => names.indexOf(name));
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return places.map((place) => cells[place] ?? '');
  });
  writeFileSync(csv, `${[fields.map(({ name }) => name), ...rows].map((row) => row.join(',')).join('\n')}\n`);
  const json = rows.map((row) =>
    JSON.stringify(Object.fromEntries(row.map((cell, index) => [fields[index]?.name, cell === '' ? null : fields[index]?.type === 'number' ? Number(cell) : fields[index]?.type === 'boolean' ? cell === 'true' : cell]))),
  );
  writeFileSync(ndjson, `${json.join('\n')}\n`);
}

const db = await openDuckdb();
const races = [
  await race(
    'Reading CSV, 11 fields',
    [
      ours(() => readCsv(createReadStream(csv, { highWaterMark: chunkBytes }), fields)),
      duckdb(db, `read_csv('${csv}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = ${columns})`),
    ],
    rounds,
  ),
  await race(
    'Reading NDJSON, 11 fields',
    [
      ours(() => readJson(createReadStream(ndjson, { highWaterMark: chunkBytes }), fields)),
      duckdb(db, `read_json('${ndjson}', format = 'newline_delimited', columns = ${columns})`),
      byLine(ndjson),
    ],
    rounds,
  ),
];
db.close();
tell({ races });
