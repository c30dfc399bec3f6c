import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import { ledgerRun } from '../ledger/collect.ts';
import { measure, measureByPeriod } from '../measure/measure.ts';
import { measuresReport } from './measures-report.ts';

const rows = Array.from({ length: 20 }, (_, at) => ({ id: `pay-${at}`, at: `2026-03-0${1 + Math.floor(at / 4)}T09:00:${10 + at}Z`, card: 'c', amount: at * 10, country: 'DE', fraud: at % 4 === 3 }));
const hostile = '<script>alert(1)</script>';

test('measures on a page: the figures of each alert and rule, in either language, and no name of them is markup', () => {
  const document = documentOf(
    [payments('pay'), ['large', 'condition', { when: above('amount', 100) }], ['warn', 'alert', { severity: 'high', key: ['card'], title: 't', message: 'm', channels: [] }]],
    ['pay > large', 'large.match > warn'],
  );
  const compilation = compile({ ...document, nodes: document.nodes.map((node) => ({ ...node, name: `${hostile} ${node.id}` })) });
  const run = ledgerRun(compilation);
  const source = compilation.plan.steps.find((step) => step.op === 'source');
  if (source?.op !== 'source') throw new Error('there is a source');
  run.engine.push(source.id, readingOf(rows, source.fields));
  run.engine.finish();
  const ledger = run.ledger();
  const report = { measures: measure(ledger), periods: measureByPeriod(ledger, {}, {}), name: hostile, of: hostile, made: 0 };
  const [en, zh] = (['en', 'zh'] as const).map((lang) => measuresReport(report, lang));
  // Of 20 payments 5 are fraud; 9 are over 100, and 3 of these.
  expect(en).toMatch(/<td>&lt;script&gt;alert\(1\)&lt;\/script&gt; warn<\/td><td class="n">9<\/td><td class="n">1.8<\/td><td class="n">33%<\/td><td class="n">60%<\/td>/);
  for (const page of [en, zh]) expect(page).not.toMatch(/<script|pay-\d/);
  expect(zh).toContain('<h2>预警</h2>');
});
