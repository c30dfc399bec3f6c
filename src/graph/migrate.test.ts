import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documentVersion } from './document.ts';
import { migrate, steps } from './migrate.ts';
import { parseDocument, printDocument } from './serialise.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.rules.json`, import.meta.url), 'utf8');

/** When the version is raised: freeze the old version's file here as it was, and only ever change `current`. */
const versions = Array.from({ length: documentVersion }, (_, index) => index + 1);

test('there is a step from each version to the next', () => {
  expect(steps.length).toBe(documentVersion - 1);
});

describe.each(versions)('a document of version %i', (version) => {
  test('still opens, and is what it was then in the form of now', () => {
    const { document, problems } = parseDocument(fixture(`v${version}`));
    expect(problems).toEqual([]);
    expect(document === undefined ? '' : printDocument(document)).toBe(fixture(`v${version}.current`));
  });
});

test('steps run in order, from the version of the document on', () => {
  const trail = ['one', 'two', 'three'].map(
    (name) => (document: Readonly<Record<string, unknown>>) => ({ ...document, trail: [...((document['trail'] ?? []) as string[]), name] }),
  );
  expect(migrate({ version: 2, kept: 1 }, 2, trail)).toEqual({ version: 4, kept: 1, trail: ['two', 'three'] });
  expect(migrate({ version: 4 }, 4, trail)).toEqual({ version: 4 });
});

test('a kind lifts the configs of its nodes', () => {
  const { document } = parseDocument(fixture('v1'), { lift: (node) => ({ ...node, version: 2 }) });
  expect(document?.nodes.map((node) => node.version)).toEqual([2, 2, 2]);
});

test('a config that its kind cannot lift stays as it is, and is told', () => {
  const { document, problems } = parseDocument(fixture('v1'), {
    lift: (node) => {
      if (node.id === 'warn') throw new TypeError('no such thing');
      return node;
    },
  });
  expect(document?.nodes.length).toBe(3);
  expect(problems.map(({ code, node }) => [code, node])).toEqual([['cannot-lift', 'warn']]);
});
