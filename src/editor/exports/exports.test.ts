import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { meaning } from '../../compile/meaning.ts';
import { parseDocument, printDocument } from '../../graph/serialise.ts';
import { createCanvasStore, follow } from '../canvas/canvas-store.ts';
import { plainMeasure } from '../canvas/geometry/measure.ts';
import { frozenEditor } from '../versions/frozen.ts';
import { drawGraph } from './drawing.ts';
import { forSharing } from './for-sharing.ts';
import { packGraph, unpackGraph } from './link.ts';

const { document: fraud } = parseDocument(readFileSync('rules-examples/card-fraud/card-fraud.rules.json', 'utf8'), meaning);
if (fraud === undefined) throw new Error('no example');

const source = fraud.nodes.find(({ kind }) => kind === 'source');
if (source === undefined) throw new Error('no source');
const inline = {
  ...fraud,
  nodes: fraud.nodes.map((node) =>
    node === source
      ? { ...node, config: { ...node.config, fields: [{ name: 'card', type: 'text', roles: ['sensitive'] }, { name: 'amount', type: 'number' }], sample: { type: 'rows', rows: [{ card: '4111-secret', amount: 7 }] } } }
      : node),
  tests: [{ name: 'T', given: { [source.id]: [{ card: '4222-secret', amount: 8 }] }, match: 'none' as const, expect: [{ alert: 'a', key: '4222-secret' }] }],
};

describe('what leaves the browser', () => {
  test('has no rows unless they are chosen', () => {
    const { document, left } = forSharing(inline, false);
    expect(printDocument(document)).not.toMatch(/secret/);
    expect(document.tests).toEqual([]);
    expect(left).toMatchObject({ rows: 2, tests: 1 });
    expect(parseDocument(printDocument(document), meaning).document?.nodes).toHaveLength(fraud.nodes.length);
  });

  test('has nothing in sensitive fields where rows are chosen', () => {
    const { document, left } = forSharing(inline, true);
    const text = printDocument(document);
    expect(text).not.toMatch(/secret/);
    expect(text).toMatch(/"amount": 7/);
    expect(document.tests).toMatchObject([{ given: { [source.id]: [{ card: 'card-2', amount: 8 }] }, expect: [{ alert: 'a', key: 'card-2' }] }]);
    expect(left.masked.map(({ name }) => name)).toEqual(['card']);
  });

  test('leaves a graph without rows as it is, and names its files', () => {
    const { document, left } = forSharing({ ...fraud, tests: [] }, false);
    expect(document.nodes).toEqual(fraud.nodes);
    expect(left).toMatchObject({ rows: 0, files: ['data/payments.csv'] });
  });
});

describe('a link', () => {
  test('holds the whole graph', async () => {
    const packed = await packGraph(fraud);
    expect(packed).toMatch(/^[\w-]+$/);
    expect(packed.length).toBeLessThan(12_000);
    expect(printDocument((await unpackGraph(packed)) ?? inline)).toBe(printDocument(fraud));
  });

  test('that is cut, wrong or far too large opens nothing', async () => {
    const packed = await packGraph(fraud);
    expect(await unpackGraph(packed.slice(0, 400))).toBeUndefined();
    expect(await unpackGraph('%%%')).toBeUndefined();
    expect(await unpackGraph(await packGraph({ ...fraud, description: 'a'.repeat(5_000_000) }))).toBeUndefined();
  });
});

test('a picture has every node, edge and note in words that XML can hold', () => {
  const [first] = fraud.nodes;
  const drawn = { ...fraud, nodes: fraud.nodes.map((node) => (node === first ? { ...node, name: 'A <b> & "c"' } : node)) };
  const store = createCanvasStore();
  follow(store, frozenEditor(drawn, undefined), 'en', plainMeasure('en'));
  const { svg, width, height } = drawGraph(store.getState(), 'Fraud & more', { colour: (token) => `#${token}`, icon: () => '<path d="M0 0"/>', measure: plainMeasure('en'), lang: 'en' });
  expect(svg).toContain('A &lt;b&gt; &amp; &quot;c&quot;');
  expect(svg.match(/<g>/g)).toHaveLength(fraud.nodes.length);
  expect(svg).toContain('Card testing');
  expect(svg).not.toMatch(/NaN|undefined/);
  expect(width).toBeGreaterThan(500);
  expect(height).toBeGreaterThan(200);
  expect(svg).not.toContain('1,641');
});

test('a picture has the counts of a run, as threads and in words, where they are wanted', () => {
  const store = createCanvasStore();
  follow(store, frozenEditor(fraud, undefined), 'en', plainMeasure('en'));
  const pen = { colour: (token: string) => `#${token}`, icon: () => '', measure: plainMeasure('en'), lang: 'en' } as const;
  const { svg } = drawGraph({ ...store.getState(), countOf: (stream) => (stream === undefined ? undefined : 1641) }, 'Fraud', pen);
  expect(svg.match(/>1,641</g)?.length).toBeGreaterThan(fraud.nodes.length + fraud.edges.length - 1);
  const none = drawGraph({ ...store.getState(), countOf: () => 0 }, 'Fraud', pen).svg;
  expect(none).toContain('stroke-dasharray="5 4"');
  expect(svg).not.toContain('stroke-dasharray="5 4"');
});
