import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Which folder may import which: the linter says so, and the sources do so. */

const home = fileURLToPath(new URL('../..', import.meta.url));

const model = ['kinds', 'graph', 'plan', 'logic', 'data'];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  data: [],
  logic: ['data'],
  plan: ['logic', 'data'],
  graph: ['data'],
  kinds: ['graph', 'plan', 'logic', 'data'],
  compile: model,
  engine: ['plan', 'logic', 'data'],
  lab: ['compile', 'engine', ...model],
  api: ['lab', 'compile', 'engine', ...model],
  editor: ['api', 'lab', 'compile', 'engine', ...model],
  server: ['api', 'lab', 'compile', 'engine', ...model],
  cli: ['server', 'api', 'lab', 'compile', 'engine', ...model],
};
const folders = Object.keys(mayImport);
const everywhere = folders.filter((folder) => !['editor', 'server', 'cli'].includes(folder));

interface Probe {
  readonly file: string;
  readonly code: string;
  readonly allowed: boolean;
}

const reExport = (from: string): string => `export { value } from '${from}';\n`;

const between: readonly Probe[] = folders.flatMap((from) =>
  folders.filter((to) => to !== from).flatMap((to) => {
    const allowed = mayImport[from]?.includes(to) ?? false;
    return [
      { file: `src/${from}/to-${to}.ts`, code: reExport(`../${to}/index.ts`), allowed },
      { file: `src/${from}/deep/type-of-${to}.ts`, code: `import type { value } from '../../${to}/index.ts';\nexport type T = typeof value;\n`, allowed },
    ];
  }),
);

const outside: readonly Probe[] = [
  ...folders.map((folder) => ({ file: `src/${folder}/node.ts`, code: "export { join as value } from 'node:path';\n", allowed: !everywhere.includes(folder) })),
  ...folders.map((folder) => ({ file: `src/${folder}/react.ts`, code: "export { useState as value } from 'react';\n", allowed: folder === 'editor' })),
  ...folders.map((folder) => ({ file: `src/${folder}/flow.ts`, code: "export { ReactFlow as value } from '@xyflow/react';\n", allowed: false })),
  { file: 'src/editor/canvas/flow.ts', code: "export { ReactFlow as value } from '@xyflow/react';\n", allowed: true },
  { file: 'src/editor/canvas/server.ts', code: reExport('../../server/index.ts'), allowed: false },
  ...folders.map((folder) => ({ file: `src/${folder}/zod.ts`, code: "export { z as value } from 'zod';\n", allowed: folder === 'data' })),
  { file: 'src/data/other.ts', code: "export { z as value } from 'zod';\n", allowed: false },
];

const probes = [...between, ...outside];
let rejected: ReadonlySet<string>;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ruleloom-arrows-'));
  for (const each of folders) write(`src/${each}/index.ts`, 'export const value = 1;\n');
  for (const { file, code } of probes) write(file, code);
  cpSync(join(home, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  rejected = new Set(lint().flatMap(({ code, filename }) => (code.includes('no-restricted-imports') ? [filename.replaceAll('\\', '/')] : [])));
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, code: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), code);
}

function lint(): readonly { readonly code: string; readonly filename: string }[] {
  const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');
  const args = [oxlint, '--format', 'json', '--config', '.oxlintrc.json', 'src'];
  try {
    execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return (JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }).diagnostics;
  }
  return [];
}

describe('the linter', () => {
  test.each(folders)('keeps the arrows of src/%s', (from) => {
    const own = probes.filter((probe) => probe.file.startsWith(`src/${from}/`));
    expect(own.filter((probe) => !rejected.has(probe.file)).map((probe) => probe.file).sort()).toEqual(
      own.filter((probe) => probe.allowed).map((probe) => probe.file).sort(),
    );
  });
});

describe('the sources', () => {
  /** Imports of every form, dynamic ones too, which the linter's rule does not see. */
  const specifier = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/g;

  test.each(folders)('src/%s imports only what it may', (from) => {
    const wrong = sourcesIn(join(home, 'src', from)).flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return [...text.matchAll(specifier)].flatMap(([, path]) => {
        const [to] = relative(join(home, 'src'), resolve(dirname(file), path ?? '')).split(sep);
        const known = to !== undefined && folders.includes(to) && to !== from;
        return known && !(mayImport[from]?.includes(to) ?? false) ? [`${relative(home, file)} imports ${to}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  test('every folder is one of those', () => {
    const found = readdirSync(join(home, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(found.filter((name) => !folders.includes(name))).toEqual([]);
  });
});

function sourcesIn(path: string): readonly string[] {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return sourcesIn(inside);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [inside] : [];
  });
}
