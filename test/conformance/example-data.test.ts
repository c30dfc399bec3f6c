import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate } from '../../src/cli/generate.ts';
import { examples } from '../support/examples.ts';

/** The data of an example is what the commands in its README make, to the byte. */

const commands = examples.flatMap(({ id, folder }) => {
  const readme = join(folder, 'README.md');
  return existsSync(readme) ? commandsIn(readFileSync(readme, 'utf8')).map((each) => ({ id, path: join(folder, 'data', each.file), ...each })) : [];
});

/** Lines such as `npx ruleloom generate payments --seed 7 > payments.csv`, also inside `for n in 01 02; do`. */
function commandsIn(readme: string): readonly { args: readonly string[]; file: string }[] {
  const names = /for n in ([^;\n]+); do/.exec(readme)?.[1]?.trim().split(/\s+/) ?? [];
  return [...readme.matchAll(/^ +npx ruleloom generate (.+) > (\S+)$/gm)].flatMap(([, line = '', file = '']) => {
    const turns = line.includes('$n') || file.includes('$n') ? names : [''];
    return turns.map((n) => ({ args: line.replaceAll('$n', n).split(/\s+/), file: file.replaceAll('$n', n) }));
  });
}

async function made(args: readonly string[]): Promise<string> {
  const chunks: Uint8Array[] = [];
  const io = { out: () => undefined, err: () => undefined, cwd: '.', lang: 'en', interactive: false } as const;
  await generate(args, io, (chunk) => {
    chunks.push(chunk);
    return Promise.resolve(true);
  });
  return Buffer.concat(chunks).toString('utf8');
}

test('there are such commands', () => {
  expect(commands.length).toBeGreaterThan(3);
});

describe.each(commands)('$id: $file', ({ args, path }) => {
  test('is what its command makes', async () => {
    expect((await made(args)) === readFileSync(path, 'utf8'), `${path} differs from ${args.join(' ')}`).toBe(true);
  });
});
