import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RuleDocument } from '../graph/document.ts';
import { edits } from '../graph/edits/edits.ts';
import { parseDocument } from '../graph/serialise.ts';
import { analyse } from './analyse.ts';
import { compile } from './compile.ts';
import { meaning } from './meaning.ts';

const folder = new URL('../../rules-examples/', import.meta.url);
const examples = readdirSync(folder).flatMap((id) => {
  const { document } = parseDocument(readFileSync(new URL(`${id}/${id}.rules.json`, folder), 'utf8'), meaning);
  return document === undefined ? [] : [{ id, document }];
});

const runs = Number(process.env['RULELOOM_RUNS'] ?? 1);

const oneOf = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % Math.max(1, items.length)];

/** Edits as a person makes them, by number. */
function edited(document: RuleDocument, what: number, at: number): RuleDocument {
  const node = oneOf(document.nodes, at);
  const edge = oneOf(document.edges, at);
  const other = oneOf(document.nodes, at * 7 + 3);
  if (node === undefined) return document;
  const { id } = node;
  const made = [
    () => edits.renameNode.run(document, { node: id, name: `Node ${at}` }, meaning),
    () => edits.moveNodes.run(document, { nodes: { [id]: [at, at] } }, meaning),
    () => edits.removeNodes.run(document, { nodes: [id], heal: true }, meaning),
    () => edits.disconnect.run(document, { edges: [edge] }, meaning),
    () => edits.connect.run(document, { from: id, to: other?.id }, meaning),
    () => edits.configureNode.run(document, { node: id, config: { ...node.config, once: '1d' } }, meaning),
    () => edits.configureNode.run(document, { node: id, config: other?.config }, meaning),
    () => edits.duplicate.run(document, { nodes: [id], offset: [10, 10] }, meaning),
    () => edits.changeNodeId.run(document, { from: id, to: `n${at}` }, meaning),
    () => edits.setLang.run(document, { lang: at % 2 === 0 ? 'zh' : 'en' }, meaning),
  ];
  return oneOf(made, what)?.().document ?? document;
}

test.each(examples)('$id: what is taken over from before an edit is what a whole compilation says', ({ document }) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(200)), { maxLength: 6 }), (steps) => {
      let now = document;
      let compilation = compile(now);
      for (const [what, at] of steps) {
        now = edited(now, what, at);
        compilation = compile(now, compilation);
        expect(compilation).toEqual(compile(structuredClone(now)));
      }
    }),
    { seed: 1, numRuns: 6 * runs },
  );
});

test('an edit at the end of a graph leaves what is known of its beginning as it is', () => {
  const document = examples.find(({ id }) => id === 'card-fraud')?.document;
  const last = document?.nodes.findLast(({ kind }) => kind === 'alert');
  if (document === undefined || last === undefined) throw new Error('no such example');
  const before = analyse(document);
  const { document: after } = edits.renameNode.run(document, { node: last.id, name: 'Other' }, meaning);
  if (after === undefined) throw new Error('not renamed');
  const now = analyse(after, before);
  const kept = document.nodes.filter(({ id }) => now.nodes.get(id) === before.nodes.get(id));
  expect(kept.length).toBe(document.nodes.length - 1);
});
