import { describe, expect, test } from 'vitest';
import { commands } from './commands.ts';
import type { Io } from './io.ts';
import { main } from './main.ts';

function record(lang: Io['lang'] = 'en'): { io: Io; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text), cwd: '.', lang, interactive: false };
  return { io, out, err };
}

async function call(args: readonly string[], lang: Io['lang'] = 'en'): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err } = record(lang);
  const code = await main(args, io);
  return { code, out: out.join(''), err: err.join('') };
}

describe('ruleloom', () => {
  test('lists every command, in both languages', async () => {
    for (const lang of ['en', 'zh'] as const) {
      const { code, out, err } = await call(['--help', '--lang', lang]);
      expect([code, err]).toEqual([0, '']);
      for (const command of commands) {
        expect(out).toContain(`  ${command.name} `);
        expect(out).toContain(command.summary[lang]);
      }
    }
  });

  test('says its version', async () => {
    const { code, out } = await call(['--version']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('an unknown command is wrong use, and the likely one is named', async () => {
    const { code, out, err } = await call(['strat']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('There is no command “strat”. Did you mean “start”?');
    expect((await call(['help', 'strat'], 'zh')).err).toContain('没有“strat”这个命令。是不是“start”？');
    expect((await call(['toString'])).code).toBe(2);
  });

  test('an option that does not exist is wrong use, with the way to help', async () => {
    const { code, out, err } = await call(['start', '--prot', '1']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--prot');
    expect(err).toContain('ruleloom start --help');
  });

  test('each command explains itself', async () => {
    for (const { name, summary } of commands) {
      expect((await call([name, '--help'])).out).toContain(summary.en);
      expect((await call(['help', name], 'zh')).out).toContain(summary.zh);
    }
  });

  test('the language may be asked for before the command', async () => {
    expect((await call(['--lang', 'zh', 'start', '--help'])).out).toContain('端口');
  });
});
