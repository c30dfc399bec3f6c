import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The worked example of CONTRIBUTING.md, done as it says on a copy of the sources. */

const home = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const copied = ['src', 'test/reference', 'test/support', 'package.json', 'tsconfig.json', 'vite.config.ts', '.oxlintrc.json'];

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocks: readonly Block[] = [...readFileSync(join(home, 'CONTRIBUTING.md'), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']) => ({ language, text }),
);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ruleloom-contributing-'));
  for (const name of copied) cpSync(join(home, name), join(folder, name), { recursive: true });
  symlinkSync(join(home, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const { language, text } of blocks) {
    if (language === 'diff') change(text);
    else add(text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A new file: its first line says where it goes. */
function add(text: string): void {
  const [first = '', ...rest] = text.split('\n');
  const path = /^(?:\/\/|<!--) (src\/\S+)/.exec(first)?.[1];
  if (path === undefined) throw new Error(`This block does not say which file it is: ${first}`);
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), rest.join('\n'));
}

/** Lines for a file that is there: each goes after the one that stands before it in the block. */
function change(text: string): void {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const path = join(folder, head.replace(/^--- /, ''));
  const file = readFileSync(path, 'utf8').split('\n');
  let at = -1;
  for (const line of lines) {
    const body = line.slice(1);
    if (line.startsWith('+')) {
      file.splice(at + 1, 0, body);
      at += 1;
      continue;
    }
    at = file.indexOf(body, at + 1);
    if (at < 0) throw new Error(`${head} has no line “${body}”`);
  }
  writeFileSync(path, file.join('\n'));
}

function run(tool: string, script: string, ...args: readonly string[]): { status: number | null; words: string } {
  const path = join(dirname(require.resolve(`${tool}/package.json`)), script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, words: status === 0 ? '' : stdout + stderr };
}

describe('the worked example', () => {
  test('is there', () => {
    expect(blocks.map((block) => block.language)).toEqual(['ts', 'ts', 'diff', 'diff', 'svg', 'diff']);
  });

  test('has sound types', () => {
    expect(run('typescript', 'bin/tsc', '--noEmit')).toEqual({ status: 0, words: '' });
  });

  test('satisfies the linter', () => {
    expect(run('oxlint', 'bin/oxlint', '--deny-warnings', 'src/kinds')).toEqual({ status: 0, words: '' });
  });

  test('passes its own tests and those of all kinds', () => {
    const { status, words } = run('vitest', 'vitest.mjs', 'run', 'src/kinds/mask', 'src/kinds/conformance.test.ts', 'src/editor/looks');
    expect({ status, words }).toEqual({ status: 0, words: '' });
  });

  test('shows on the page by its own icon', () => {
    expect(readFileSync(join(folder, 'src/editor/looks/icons/mask.svg'), 'utf8')).toContain('viewBox="0 0 16 16"');
  });
});
