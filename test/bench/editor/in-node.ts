import { createReadStream, readFileSync } from 'node:fs';
import { compile } from '../../../src/compile/compile.ts';
import { readCsv } from '../../../src/data/read/csv.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { documentSchema } from '../../../src/graph/document.ts';
import type { RuleDocument } from '../../../src/graph/document.ts';
import { compareGraphs } from '../../../src/lab/compare/compare.ts';
import type { Input } from '../../../src/lab/feed.ts';
import { replay } from '../../../src/lab/replay.ts';

/** What the page does, done by the same engine in Node: `run` or `compare`, the file of the data, and one or two graphs. */

const [, , what, file = '', ...graphs] = process.argv;
const [after, before] = graphs.map((path): RuleDocument => documentSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
if (after === undefined) throw new Error('no graph');

async function run(document: RuleDocument): Promise<number> {
  const { plan } = compile(document);
  let alerts = 0;
  const engine = createEngine(plan, { listener: { alert: () => { alerts += 1; } } });
  await replay(plan, engine, new Map(plan.steps.flatMap((step) => (step.op === 'source' ? [[step.id, rowsFor(step.fields)] as const] : []))));
  return alerts;
}

async function compare(one: RuleDocument, other: RuleDocument): Promise<number> {
  const { comparison } = await compareGraphs({ before: { compilation: compile(one) }, after: { compilation: compile(other) } }, (_, __, fields) => rowsFor(fields));
  return comparison.alerts.after.length;
}

const rowsFor = (fields: Parameters<typeof readCsv>[1]): Input => readCsv(createReadStream(file, { highWaterMark: 1_048_576 }), fields);

const [start, work] = [performance.now(), process.cpuUsage()];
const alerts = what === 'compare' && before !== undefined ? await compare(before, after) : await run(after);
const { user, system } = process.cpuUsage(work);
process.stdout.write(JSON.stringify({ ms: performance.now() - start, cpu: (user + system) / 1000, alerts }));
