import { languages, pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { closest } from '../data/closest.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from './commands.ts';
import type { Command } from './commands.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';

/** The `ruleloom` command: finds the command meant, runs it, and turns wrong use into words. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const lang = langOf(args) ?? io.lang;
  const [name, ...rest] = args[0] === '--lang' ? args.slice(2) : args[0]?.startsWith('--lang=') ? args.slice(1) : args;
  if (name === '--version' || name === '-v' || name === 'version') {
    io.out(`${packageJson.version}\n`);
    return exit.clean;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help(rest[0], lang, io);
  const command = commands.find((each) => each.name === name);
  if (command === undefined) return unknown(name, lang, io);
  if (rest.includes('--help') || rest.includes('-h')) return help(name, lang, io);
  try {
    const run = await command.load();
    return await run(rest, { ...io, lang });
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    io.err(`${error.message}\n${pointer(`ruleloom ${name} --help`, lang)}\n`);
    return exit.wrongUse;
  }
}

/** The language asked for anywhere on the line, so that help and mistakes speak it too. */
function langOf(args: readonly string[]): Lang | undefined {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const value = args[at]?.includes('=') === true ? args[at].slice('--lang='.length) : args[at + 1];
  return at < 0 ? undefined : languages.find((each) => each === value);
}

function help(name: string | undefined, lang: Lang, io: Io): number {
  const command = commands.find((each) => each.name === name);
  if (name !== undefined && !name.startsWith('-') && command === undefined) return unknown(name, lang, io);
  io.out(command === undefined ? overview(lang) : details(command, lang));
  return exit.clean;
}

function unknown(name: string, lang: Lang, io: Io): number {
  const near = closest(name, commands.map((each) => each.name));
  const meant = near === undefined ? '' : pick(lang, ` Did you mean “${near}”?`, `是不是“${near}”？`);
  io.err(`${pick(lang, `There is no command “${name}”.`, `没有“${name}”这个命令。`)}${meant}\n${pointer('ruleloom --help', lang)}\n`);
  return exit.wrongUse;
}

const pointer = (call: string, lang: Lang): string => pick(lang, `See ${call}`, `用法见 ${call}`);

function overview(lang: Lang): string {
  const rows = commands.map((each) => [each.name, each.summary[lang]] as const);
  return [
    pick(lang, 'Ruleloom: rule workflows, drawn, proven and run.', 'Ruleloom：画出规则，用数据证明，再上线。'),
    '',
    `  ruleloom ${pick(lang, 'COMMAND', '命令')} ...`,
    '',
    ...columns(rows),
    '',
    pick(lang, 'ruleloom COMMAND --help says more about one of them.', 'ruleloom 命令 --help 查看某个命令的用法。'),
    '',
  ].join('\n');
}

function details({ name, takes, summary, options = [] }: Command, lang: Lang): string {
  const all = [
    ...options.map((each) => [each.flag, each.about[lang]] as const),
    ['--lang en|zh', pick(lang, 'The language of its words', '文字的语言')] as const,
  ];
  return [summary[lang], '', `  ${['ruleloom', name, takes].filter((part) => part !== '').join(' ')}`, '', ...columns(all), ''].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}`);
}
