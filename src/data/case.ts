import { casesVersion, lowerRuns, upperRuns } from './tables/cases.ts';

/**
 * Upper and lower case by Unicode's simple mappings: each character for itself, whatever stands around it and whatever
 * the language of the machine. So a text keeps its number of characters, a sigma is never final, `ß` stays in upper case,
 * and `İ` becomes a plain `i`.
 */

export { casesVersion };

const lower = once(() => readRuns(lowerRuns));
const upper = once(() => readRuns(upperRuns));

export function lowerCase(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapped(text, lower());
}

export function upperCase(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapped(text, upper());
}

/** The code points that change, and what they become: for readers of the tables elsewhere. */
export const caseMappings = { lower: (): ReadonlyMap<number, number> => lower(), upper: (): ReadonlyMap<number, number> => upper() };

function mapped(text: string, table: ReadonlyMap<number, number>): string {
  let out = '';
  for (const letter of text) {
    const other = table.get(letter.codePointAt(0) ?? 0);
    out += other === undefined ? letter : String.fromCodePoint(other);
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
