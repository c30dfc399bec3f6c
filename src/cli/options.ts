import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { closest } from '../data/closest.ts';
import { languages, pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { WrongUse } from './io.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>>;

/** Splits a command's arguments; anything it does not know is wrong use. */
export function readOptions<O extends Options>(args: readonly string[], options: O, lang: Lang = 'en'): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new WrongUse(wrongOption(error, args, options, lang));
  }
}

/** What is wrong with a command line, in our words and in the reader's language. */
function wrongOption(error: unknown, args: readonly string[], options: Options, lang: Lang): string {
  const quoted = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '')?.[1];
  const option = quoted ?? args.find((arg) => arg.startsWith('-')) ?? '';
  const known = options[option.replace(/^-+/, '')];
  if (known === undefined) {
    const near = closest(option.replace(/^-+/, ''), Object.keys(options));
    const meant = near === undefined ? '' : pick(lang, ` Did you mean “--${near}”?`, `是不是“--${near}”？`);
    return pick(lang, `There is no option “${option}”.${meant}`, `没有“${option}”这个选项。${meant}`);
  }
  return known.type === 'string'
    ? pick(lang, `“${option}” needs a value.`, `“${option}”需要一个值。`)
    : pick(lang, `“${option}” takes no value.`, `“${option}”不带值。`);
}

/** The value of `--lang`, or the language of the environment. */
export function readLang(value: string | undefined, fallback: Lang): Lang {
  if (value === undefined) return fallback;
  const lang = languages.find((each) => each === value);
  if (lang === undefined) throw new WrongUse(`--lang takes ${languages.join(' or ')}, not “${value}”`);
  return lang;
}
