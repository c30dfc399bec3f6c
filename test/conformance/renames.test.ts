import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compile/analyse.ts';
import { meaning } from '../../src/compile/meaning.ts';
import type { RuleDocument } from '../../src/graph/document.ts';
import { edit } from '../../src/graph/edits/edits.ts';
import { begin, record, undo } from '../../src/graph/history.ts';
import { parseDocument, printDocument } from '../../src/graph/serialise.ts';

/** Every field that a node of an example makes can get another name, and the example stays as sound as it was. */

const folder = new URL('../../rules-examples/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.rules.json'));

function open(file: string): { text: string; document: RuleDocument } {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const { document } = parseDocument(text, meaning);
  if (document === undefined) throw new Error(`${file} does not open`);
  return { text, document };
}

/** All but that streams which meet call something differently now: that is what the edit asked for. */
const problemsOf = (document: RuleDocument): string[] =>
  analyse(document).problems.filter(({ code }) => code !== 'field-clash' && code !== 'merge-gap').map(({ node, code, message }) => `${node ?? ''} ${code} ${message.en}`);

describe.each(files)('%s', (file) => {
  const { text, document } = open(file);

  test('stands in its file as it prints', () => {
    expect(printDocument(document)).toBe(text);
  });

  const { nodes } = analyse(document);
  const fields = document.nodes.flatMap(({ id }) => {
    const made = Object.values(nodes.get(id)?.outputs ?? {}).flatMap((stream) => stream.fields);
    const own = made.filter(({ name, origins }) => origins.some((origin) => origin.node === id && origin.field === name));
    return [...new Set(own.map(({ name }) => name))].map((name) => [id, name] as const);
  });

  test.each(fields)('%s: %s', (node, from) => {
    const outcome = edit(document, 'renameField', { node, from, to: 'another_name' }, meaning);
    if (outcome.problem?.code === 'fixed-name') return;
    if (outcome.document === undefined) throw new Error(outcome.problem?.message.en);
    expect(printDocument(outcome.document)).toContain('"another_name"');
    expect(problemsOf(outcome.document)).toEqual(problemsOf(document));
    const history = record(begin(document), outcome.document, { en: '', zh: '' });
    expect(printDocument(undo(history).document)).toBe(text);
  });
});
