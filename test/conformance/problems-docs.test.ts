import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/problems.md', root), 'utf8');
const documented = new Set(page.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, code]) => code ?? '')));

const sources = ['src/logic', 'src/graph', 'src/kinds', 'src/compile', 'src/cli']
  .flatMap((folder) => readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/formula\/|\/edits\/|clipboard|testing/.test(file))
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n');

/** Where the sources give a problem its code. */
const given = /(?:\bcode: |\b(?:error|says)\(\s*|\bproblem\('(?:error|warning|hint)', )'([a-z]+(?:-[a-z]+)+)'/g;

test('every code of a problem is explained in docs/problems.md', () => {
  const codes = new Set([...sources.matchAll(given)].map(([, code]) => code ?? ''));
  expect(codes.size).toBeGreaterThan(80);
  expect([...codes].filter((code) => !documented.has(code)).sort()).toEqual([]);
});

test('docs/problems.md explains no code that is gone', () => {
  expect([...documented].filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});
