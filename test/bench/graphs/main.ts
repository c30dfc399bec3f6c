import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../../src/compile/compile.ts';
import { readCsv } from '../../../src/data/read/csv.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { documentSchema } from '../../../src/graph/document.ts';
import { replay } from '../../../src/lab/replay.ts';
import { openDuckdb } from '../shared/duckdb.mjs';
import { generatePayments, home, temporaryFolder } from '../shared/files.ts';
import { race } from '../shared/measure.ts';
import type { Contender } from '../shared/measure.ts';
import { settings, tell } from '../shared/section.ts';
import { inShort } from './answer.ts';
import type { Answer, FraudAlert } from './answer.ts';
import { byHand } from './by-hand.ts';
import { plain } from './plain.ts';
import { inSql } from './sql.ts';

/** The example `card-fraud`, from a file of payments to alerts with their words. */

const { scale, rounds } = settings();
const count = Math.round(1_000_000 * scale);
const file = join(temporaryFolder(), 'payments.csv');
generatePayments(file, count, 10_000);

const { plan } = compile(documentSchema.parse(JSON.parse(readFileSync(join(home, 'rules-examples/card-fraud/card-fraud.rules.json'), 'utf8'))));

/** The way of any host: a reader, an engine, and a replay that leads from one to the other. */
async function ours(): Promise<Answer> {
  const alerts: FraudAlert[] = [];
  const engine = createEngine(plan, {
    listener: { alert: ({ node, time, key, title, message, heldBack }) => alerts.push({ node, time: time ?? 0, key: key ?? '', title, message, heldBack }) },
  });
  const [source] = plan.steps;
  const fields = source?.op === 'source' ? source.fields : [];
  await replay(plan, engine, new Map([['payments', readCsv(createReadStream(file, { highWaterMark: 1_048_576 }), fields)]]));
  const { rows } = engine.statistics();
  return { alerts, review: rows['score.review'] ?? 0, block: rows['score.block'] ?? 0 };
}

function contender(name: string, run: () => Answer | Promise<Answer>): Contender {
  let answer: Answer | undefined;
  return {
    name,
    rows: count,
    run: async () => {
      answer = await run();
    },
    outcome: () => (answer === undefined ? '' : inShort(answer)),
  };
}

const db = await openDuckdb();
const races = [
  await race(
    'card-fraud, from CSV to alerts',
    [
      contender('ruleloom', ours),
      contender('JavaScript by hand, for just this', () => byHand(file)),
      contender('JavaScript by hand, plain', () => plain(file)),
      contender('DuckDB, 1 thread', () => inSql(db, file)),
    ],
    rounds,
  ),
];
db.close();
tell({ races });
