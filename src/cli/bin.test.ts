import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The command in a clone where nothing was built yet. */

const home = fileURLToPath(new URL('../..', import.meta.url));
let clone: string;

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'ruleloom-clone-'));
  for (const name of ['src', 'package.json', 'package-lock.json']) cpSync(join(home, name), join(clone, name), { recursive: true });
  symlinkSync(join(home, 'node_modules'), join(clone, 'node_modules'), 'junction');
});

afterAll(() => rmSync(clone, { recursive: true }));

function ruleloom(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(clone, 'src/cli/bin.mjs'), ...args], { cwd: tmpdir() }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

const builds = (): readonly string[] => readdirSync(join(clone, 'dist/cli'));

describe('the command in a fresh clone', () => {
  test('builds itself once, though several start at the same time, and says nothing of it', async () => {
    const all = await Promise.all([ruleloom('--version'), ruleloom('--version'), ruleloom('--version')]);
    for (const { code, out, err } of all) {
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    }
    expect(builds()).toHaveLength(1);
  });

  test('is not built again while nothing changes', async () => {
    const before = builds();
    expect((await ruleloom('--help')).code).toBe(0);
    expect(builds()).toEqual(before);
  });

  test('nobody needs to read its words', async () => {
    const [code, out] = await new Promise<[number | null, string]>((resolve) => {
      const child = spawn(process.execPath, [join(clone, 'src/cli/bin.mjs'), 'check'], { stdio: ['ignore', 'pipe', 'pipe'] });
      let told = '';
      child.stderr.destroy();
      child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
      child.on('close', (status) => resolve([status, told]));
    });
    expect([code, out]).toEqual([2, '']);
  });

  test('is built anew when a source changes, and a source that is wrong is told', async () => {
    writeFileSync(join(clone, 'src/cli/main.ts'), 'export const main = async (): Promise<number> => 7;\n');
    expect(await ruleloom('--version')).toEqual({ code: 7, out: '', err: '' });
    writeFileSync(join(clone, 'src/cli/main.ts'), "import './nowhere.ts';\n");
    const { code, out, err } = await ruleloom('--version');
    expect([code, out]).toEqual([70, '']);
    expect(err).toContain('nowhere.ts');
    expect(readdirSync(join(clone, 'dist/cli')).filter((name) => name.startsWith('draft'))).toEqual([]);
  });
});
