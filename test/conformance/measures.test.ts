import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { readCsv } from '../../src/data/read/csv.ts';
import { labelledAtSources, measured } from '../../src/editor/shell/dock/measure.ts';
import { tallyLabels } from '../../src/editor/simulate/label-tally.ts';
import { ledgerRun } from '../../src/lab/ledger/collect.ts';
import { measure } from '../../src/lab/measure/measure.ts';
import { replay } from '../../src/lab/replay.ts';
import { rowsOfSteps } from '../../src/plan/rows.ts';
import { examples } from '../support/examples.ts';

/** The figures that the page shows beside rules after a run are those of the measures. */
test('precision and recall of each rule of card-fraud, as the page has them', async () => {
  const example = examples.find(({ id }) => id === 'card-fraud');
  if (example === undefined) throw new Error('no example card-fraud');
  const compilation = compile(example.document);
  const { plan } = compilation;
  const labels = tallyLabels();
  const fields = rowsOfSteps(plan.steps);
  // Of alerts, the fields are those of what they read.
  const run = ledgerRun(compilation, { listener: { watch: (stream) => labels.watch(stream, fields.get(stream)?.fields.map((field) => compilation.analysis.nodes.get('payments')?.outputs['events']?.fields.find(({ name }) => name === field.name) ?? field) ?? []) } });
  const source = plan.steps.find((step) => step.op === 'source');
  if (source?.op !== 'source') throw new Error('no source');
  await replay(plan, run.engine, new Map([['payments', readCsv([readFileSync(join(example.folder, 'data/payments.csv'))], source.fields)]]));
  const { rules, basis } = measure(run.ledger(), { warmUp: 0 });
  const counts = labels.counts();
  const all = labelledAtSources(counts, ['payments.events']);
  expect([basis.yes, basis.yes + basis.no]).toEqual([all.yes, all.known]);
  expect(rules.length).toBeGreaterThan(3);
  for (const rule of rules) {
    const shown = measured(counts.get(`${rule.node}.${rule.port ?? ''}`), rule.alerts, all);
    expect([rule.precision?.share, rule.recall?.share], rule.node).toEqual([shown.precision, shown.recall]);
  }
});
