import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** What the pages for people say is so: commands print what they show, and links lead somewhere. */

const home = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(home, path), 'utf8');

const readmes = ['README.md', 'README.zh-CN.md'] as const;

const sessions = readmes.flatMap((readme) =>
  [...read(readme).matchAll(/^```console\n\$ npx ruleloom (.*)\n([^]*?)^```$/gm)].map(([, command = '', output = '']) => ({ readme, command, output })),
);

describe('the commands in the READMEs', () => {
  test.each(readmes)('are there: %s', (each) => {
    expect(sessions.filter(({ readme }) => readme === each).length).toBeGreaterThan(3);
  });

  test.each(sessions)('$readme: ruleloom $command', ({ command, output }) => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(home, 'src/cli/bin.mjs'), ...command.split(' ')], {
      cwd: home,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    // A line of "…" stands for any lines.
    const parts = `\n${output}`.split('\n…\n').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    expect(`\n${stdout}${stderr}`).toMatch(new RegExp(`^${parts.join('\n(?:.*\n)*')}$`));
  });
});

describe('links', () => {
  const pages = pagesIn('.');

  test.each(pages)('in %s lead to something', (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
    const lost = targets.filter((target) => !existsSync(join(home, dirname(page), target)));
    expect(lost).toEqual([]);
  });

  test.each(readmes)('%s lists every example', (readme) => {
    const folders = readdirSync(join(home, 'rules-examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const text = read(readme);
    expect(folders.map(({ name }) => name).filter((name) => !text.includes(`(rules-examples/${name})`))).toEqual([]);
  });

  test('the tests that docs/features.md names are there', () => {
    const named = [...read('docs/features.md').matchAll(/`((?:src|test)\/[^`\s]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(home, path)))).toEqual([]);
  });
});

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(home, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', 'test-results'].includes(entry.name) || entry.name.startsWith('.') ? [] : pagesIn(path);
    return entry.name.endsWith('.md') ? [relative('.', path)] : [];
  });
}
