import { casesVersion, lowerRuns, upperRuns } from './tables/cases.ts';

/**
 * Upper and lower case by Unicode's simple mappings: each character for itself, whatever stands around it and whatever
 * the language of the machine. So a text keeps its number of characters, a sigma is never final, `ß` stays in upper case,
 * and `İ` becomes a plain `i`.
 */

export { casesVersion };

const lower = once(() => tableOf(lowerRuns));
const upper = once(() => tableOf(upperRuns));

export function lowerCase(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapped(text, lower());
}

export function upperCase(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapped(text, upper());
}

/** The code points that change, and what they become: for readers of the tables elsewhere. */
export const caseMappings = {
  lower: (): ReadonlyMap<number, number> => lower().all,
  upper: (): ReadonlyMap<number, number> => upper().all,
};

interface Table {
  readonly all: ReadonlyMap<number, number>;
  /** What each UTF-16 code unit that is a character of its own becomes. */
  readonly units: Uint16Array;
}

function tableOf(runs: string): Table {
  const all = readRuns(runs);
  const units = Uint16Array.from({ length: 0x10000 }, (_, code) => all.get(code) ?? code);
  return { all, units };
}

/** No mapping crosses the border between one unit and two, so a text keeps its length. */
function mapped(text: string, { all, units }: Table): string {
  let out = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if ((unit & 0xfc00) !== 0xd800) {
      out += String.fromCharCode(units[unit] ?? unit);
      continue;
    }
    const code = text.codePointAt(index) ?? unit;
    out += String.fromCodePoint(all.get(code) ?? code);
    if (code > 0xffff) index += 1;
  }
  return out;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

/** Reads `from,length,step,distance` in base 36. */
function readRuns(runs: string): Map<number, number> {
  const table = new Map<number, number>();
  for (const run of runs.split(' ')) {
    const [from = 0, length = 0, step = 1, distance = 0] = run.split(',').map((part) => parseInt(part, 36));
    for (let index = 0; index < length; index += 1) table.set(from + index * step, from + index * step + distance);
  }
  return table;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
