import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { languages } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { WrongUse } from './io.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>>;

/** Splits a command's arguments; anything it does not know is wrong use. */
export function readOptions<O extends Options>(args: readonly string[], options: O): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

/** The value of `--lang`, or the language of the environment. */
export function readLang(value: string | undefined, fallback: Lang): Lang {
  if (value === undefined) return fallback;
  const lang = languages.find((each) => each === value);
  if (lang === undefined) throw new WrongUse(`--lang takes ${languages.join(' or ')}, not “${value}”`);
  return lang;
}
