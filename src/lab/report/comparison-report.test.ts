import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, payments, paymentFields } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import { languages } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { compareGraphs } from '../compare/compare.ts';
import type { CompareOptions } from '../compare/compare.ts';
import type { Both } from '../compare/model.ts';
import type { Input } from '../feed.ts';
import { comparisonReport } from './comparison-report.ts';
import type { ComparisonReport } from './comparison-report.ts';
import { html } from './html.ts';

const rows = Array.from({ length: 40 }, (_, at) => ({ id: `pay-${at}`, at: `2026-03-${String(1 + Math.floor(at / 4)).padStart(2, '0')}T09:00:${String(10 + at)}Z`, card: `4417-${at % 7}`, amount: at * 10, country: 'DE', fraud: at % 5 === 0 }));

async function* input(fields: Parameters<typeof readingOf>[1]): Input {
  yield await Promise.resolve(readingOf(rows, fields));
  return [];
}

const hostile = '<img src=x onerror=alert(1)>"\'&</style><script>alert(2)</script>';

function graph(limit: number, name: string, key: 'sensitive' | 'plain'): RuleDocument {
  const fields = paymentFields.map((field) => (field.name === 'card' && key === 'sensitive' ? { ...field, roles: ['key' as const, 'sensitive' as const] } : field));
  const nodes: readonly NodeSketch[] = [
    payments('pay', fields),
    ['large', 'condition', { when: above('amount', limit) }],
    ['warn', 'alert', { severity: 'high', key: ['card'], title: 'Secret title {card}', message: '{amount}', channels: ['desk'] }],
  ];
  const document = documentOf(nodes, ['pay > large', 'large.match > warn']);
  return { ...document, name, nodes: document.nodes.map((node) => ({ ...node, name: `${node.id} ${name}` })) };
}

async function reportOf(graphs: Both<RuleDocument>, more: Partial<ComparisonReport> = {}, options: CompareOptions = {}): Promise<ComparisonReport> {
  const compilations = { before: compile(graphs.before), after: compile(graphs.after) };
  const { comparison } = await compareGraphs({ before: { compilation: compilations.before }, after: { compilation: compilations.after } }, (_, __, fields) => input(fields), options);
  return { comparison, names: { before: 'v13', after: 'v14' }, graphs: compilations, ...more };
}

test('whatever names and texts hold, the page holds them as text: it loads and runs nothing', async () => {
  const report = await reportOf({ before: graph(250, hostile, 'plain'), after: graph(200, hostile, 'plain') }, { names: { before: hostile, after: hostile }, changes: [hostile], labelFile: hostile, alerts: 5, made: 0 }, { capacity: 1 });
  const page = comparisonReport({ ...report, comparison: { ...report.comparison, notes: [{ en: hostile, zh: hostile }] } }, 'en');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;&lt;/style&gt;&lt;script&gt;');
  const tags = new Set([...page.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, tag]) => tag?.toLowerCase()));
  for (const tag of ['script', 'img', 'iframe', 'object', 'link', 'a', 'form']) expect(tags, tag).not.toContain(tag);
  expect(page.match(/<style>/g)).toHaveLength(1);
  expect(page).not.toMatch(/\s(?:src|href|on[a-z]+)\s*=\s*["']/i);
  expect(page).toContain(`default-src 'none'`);
  expect(html`${'\u202eevil\u0000'}`.markup).toBe('\u202eevil\u202c\u2069');
});

test('no alert stands in it unless asked for, and what is sensitive never does', async () => {
  const report = await reportOf({ before: graph(250, 'a', 'sensitive'), after: graph(200, 'a', 'sensitive') });
  expect(comparisonReport(report, 'en')).not.toMatch(/4417-|pay-\d/);
  const some = comparisonReport({ ...report, alerts: 3 }, 'en');
  expect(some.match(/pay-\d+/g)).toEqual(['pay-21', 'pay-22', 'pay-23']);
  expect(some).toContain('•••');
  expect(some).not.toMatch(/4417-|Secret title/);
  const plain = await reportOf({ before: graph(250, 'a', 'plain'), after: graph(200, 'a', 'plain') }, { alerts: 1 });
  expect(comparisonReport(plain, 'en')).toContain('4417-0');
});

test('both languages say the same figures, each in its own words', async () => {
  const report = await reportOf({ before: graph(250, '大额', 'plain'), after: graph(200, '大额', 'plain') }, { changes: [], labelFile: 'v13.csv', made: Date.UTC(2026, 2, 20) }, { capacity: 1 });
  const [en, zh] = languages.map((lang) => comparisonReport(report, lang));
  expect(en).toContain('The new version raises 19 alerts instead of 14: 5 are new, none is gone. Of 8 payments labelled “fraud” it catches 3 instead of 2; 16 alarms are false instead of 12. At 1 alert a day');
  expect(en).toContain('Labels come from v13.csv.');
  expect(zh).toContain('标签来自 v13.csv。');
  expect(zh).toContain('新版本发出 19 条预警，之前为 14 条：新增 5 条，消失 0 条。');
  expect(zh).toMatch(/<html lang="zh-CN">/);
  const text = (zh ?? '').replace(/<style>.*<\/style>/s, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/v1[34]|csv|payments?|warn|large|fraud|match|UTC|&[a-z]+;/g, '');
  expect(text.match(/[A-Za-z]{3,}/g)).toBeNull();
  const same = await reportOf({ before: graph(250, 'a', 'plain'), after: graph(250, 'a', 'plain') });
  expect(comparisonReport(same, 'en')).toContain('Both versions raise the same 14 alerts.');
});
