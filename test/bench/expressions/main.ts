import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Column } from '../../../src/data/columns.ts';
import { compileExpressions } from '../../../src/engine/expressions/program.ts';
import type { Scope } from '../../../src/logic/scope.ts';
import { openDuckdb } from '../shared/duckdb.mjs';
import type { Duckdb } from '../shared/duckdb.mjs';
import { race } from '../shared/measure.ts';
import type { Contender, Race } from '../shared/measure.ts';
import { settings, tell } from '../shared/section.ts';
import { overColumns, overRows } from './by-hand.ts';
import { withJsonLogicEngine, withJsonLogicJs, withZen } from './rule-engines.mjs';
import { csvOf, fields, makeBatches, makeColumns, makeRows } from './rows.ts';
import { expressions, logics, sqls, zens } from './workloads.ts';
import type { Workload } from './workloads.ts';

/** Expressions over rows that are there already: in batches, in columns, as objects, in a table. */

const { scale, rounds, quick } = settings();
const count = Math.round(1_000_000 * scale);
/** Contenders that take seconds for a million rows are given a part of them. */
const part = (share: number): number => Math.round(count * share);

const columns = makeColumns(count);
const batches = makeBatches(columns);
const rows = makeRows(columns, count);
const scope: Scope = { fields: fields.map((field) => ({ ...field, origins: [], optional: false, tainted: false })), sets: [] };

const names: Readonly<Record<Workload, string>> = { W1: 'W1, one rule', W2: 'W2, a first-hit table of 20 rows', W3: 'W3, a scorecard of 15 conditions' };

function ours(workload: Workload): Contender {
  const program = compileExpressions([expressions[workload]], scope);
  let results: readonly Column[] = [];
  return {
    name: 'ruleloom',
    rows: count,
    run: () => {
      results = batches.map((batch) => program.run(batch)[0] ?? { type: 'number', values: new Float64Array(0) });
    },
    outcome: () => Float64Array.from(results.flatMap((column) => ('values' in column ? Array.from(column.values, (value) => (Number.isNaN(value) ? 0 : value)) : []))),
  };
}

function byHand(name: string, run: (out: Uint8Array) => void): Contender {
  const out = new Uint8Array(count);
  return { name, rows: count, run: () => run(out), outcome: () => out };
}

function perRow(name: string, share: number, logic: (row: object) => unknown): Contender {
  const some = rows.slice(0, part(share));
  const out = new Uint8Array(some.length);
  return {
    name,
    rows: some.length,
    run: () => {
      for (let row = 0; row < some.length; row += 1) out[row] = Number(logic(some[row] ?? {}));
    },
    outcome: () => out,
  };
}

/** So many rows in one call: more of them take longer each. */
const perCall = 1000;

function zen(workload: Workload): Contender {
  const { run } = withZen(zens[workload]);
  const some = rows.slice(0, part(0.02));
  let out: number[] = [];
  return {
    name: '@gorules/zen-engine',
    rows: some.length,
    run: async () => {
      out = [];
      for (let from = 0; from < some.length; from += perCall) for (const answer of await run(some.slice(from, from + perCall))) out.push(Number(answer));
    },
    outcome: () => out,
  };
}

function duckdb(db: Duckdb, workload: Workload): Contender {
  return {
    name: 'DuckDB, 1 thread',
    rows: count,
    run: () => db.run(`CREATE OR REPLACE TEMP TABLE answers AS SELECT ${sqls[workload]} AS answer FROM payments`),
    outcome: () => db.column('SELECT coalesce(answer::INTEGER, 0)::DOUBLE FROM answers'),
  };
}

const ruleEngines = (workload: Workload): readonly Contender[] => [
  perRow('json-logic-engine, built', 0.2, withJsonLogicEngine(logics[workload])),
  perRow('json-logic-js', 0.05, withJsonLogicJs(logics[workload])),
  zen(workload),
];

async function loadPayments(db: Duckdb): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ruleloom-bench-'));
  try {
    const file = join(folder, 'payments.csv');
    writeFileSync(file, csvOf(columns));
    await db.run(`CREATE TABLE payments AS SELECT * EXCLUDE (n) FROM read_csv('${file}', types = { 'age': 'DOUBLE', 'hour': 'DOUBLE', 'tenure': 'DOUBLE', 'velocity': 'DOUBLE' }) ORDER BY n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const db = await openDuckdb();
await loadPayments(db);
const races: Race[] = [];
for (const workload of ['W1', 'W2', 'W3'] as const) {
  const contenders = [
    ours(workload),
    byHand('JavaScript over columns, by hand', (out) => overColumns[workload](columns, out)),
    byHand('JavaScript over objects, by hand', (out) => overRows[workload](rows, out)),
    duckdb(db, workload),
    ...(quick ? [] : ruleEngines(workload)),
  ];
  races.push(await race(names[workload], contenders, rounds));
}
db.close();
tell({ races });
