import { expect, test } from 'vitest';
import { languages } from '../data/text.ts';
import { documentSchema } from '../graph/document.ts';
import type { RuleDocument } from '../graph/document.ts';
import { compile } from './compile.ts';
import { describe as sayAll } from './describe.ts';
import { zoneNamedIn } from './zone.ts';

/** Payments before a moment, from a file whose times are by the clocks of a zone. */
const graph = (zone: string | undefined): RuleDocument =>
  documentSchema.parse({
    format: 'ruleloom/graph',
    version: 1,
    id: 'late',
    name: 'Late',
    nodes: [
      {
        id: 'payments',
        kind: 'source',
        name: 'Payments',
        at: [0, 0],
        config: {
          event: { one: 'payment' },
          fields: [{ name: 'at', type: 'time' }],
          time: 'at',
          sample: { type: 'file', path: 'payments.csv', ...(zone === undefined ? {} : { options: { forms: { at: { type: 'time', order: 'iso', zone } } } }) },
        },
      },
      { id: 'early', kind: 'filter', name: 'Early', at: [300, 0], config: { when: { logic: { '<': [{ var: 'at' }, { time: '2026-03-18T14:31:00.000Z' }] } } } },
    ],
    edges: [{ from: 'payments', to: 'early' }],
  });

const said = (document: RuleDocument): readonly (string | undefined)[] =>
  languages.map((lang) => sayAll(document, lang).find(({ node }) => node === 'early')?.sentence);

test('a plan and the sentences of a graph tell times in the zone that a source names', () => {
  const document = graph('Asia/Shanghai');
  expect(zoneNamedIn(document)).toBe('Asia/Shanghai');
  expect(compile(document).plan.zone).toBe('Asia/Shanghai');
  expect(said(document)).toEqual(['Only payments where at is before 18 March 2026 22:31 Asia/Shanghai', '只留 at 早于 2026 年 3 月 18 日 22:31（Asia/Shanghai）的 payment']);
});

test('otherwise in UTC, and a plan says nothing of it', () => {
  for (const document of [graph(undefined), graph('Europe/Atlantis')]) {
    expect(compile(document).plan).not.toHaveProperty('zone');
    expect(said(document)[0]).toContain('18 March 2026 14:31 UTC');
  }
});

test('what an analysis takes over from before an edit is told in the zone of now', () => {
  const before = compile(graph(undefined));
  const after = graph('Asia/Shanghai');
  const kept = { ...after, nodes: after.nodes.map((node) => before.analysis.document.nodes.find(({ id }) => id === node.id && id === 'early') ?? node) };
  expect(compile(kept, before).analysis.nodes.get('early')?.around.zone).toBe('Asia/Shanghai');
});
