import { isRecord, valueUnder } from '../../data/contract.ts';

/** Rows out of what a sender says, one on each line: as the journal takes them. */

/** What is neither JSON nor has rows where they should be goes on as it is, so that it is rejected with its text. */
export function rowLines(text: string, path = ''): readonly string[] {
  const said = parsed(text);
  if (said === undefined) return text.trim() === '' ? [] : [asLine(text)];
  const rows = rowsUnder(said.value, path);
  return rows === undefined ? [lineOf(said.value)] : rows.map(lineOf);
}

/** The rows that stand at a path; one alone is a list of one. Undefined where there is nothing. */
export function rowsUnder(value: unknown, path: string): readonly unknown[] | undefined {
  const found = path === '' ? value : isRecord(value) ? valueUnder(value, path) : undefined;
  if (found === undefined || found === null) return undefined;
  return Array.isArray(found) ? (found as readonly unknown[]) : [found];
}

export function lineOf(row: unknown): string {
  const line = JSON.stringify(row) ?? 'null';
  // A list at the beginning of a delivery would be taken for all of it.
  return line.startsWith('[') ? JSON.stringify(line) : line;
}

/** A text that stands for one row, whatever it is. */
export function lineOfText(text: string): string {
  const said = parsed(text);
  return said === undefined ? asLine(text) : lineOf(said.value);
}

const asLine = (text: string): string => {
  const line = text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
  return line.startsWith('[') ? JSON.stringify(line) : line;
};

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
