/** CSV as text: RFC 4180, and safe to open in a spreadsheet. */

export function printCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map((cell) => quoted(guarded(cell))).join(',')}\n`).join('');
}

const quoted = (cell: string): string => (/[",\r\n;\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A spreadsheet takes these for formulas; an apostrophe before them makes them text, as people write it there. */
const guarded = (cell: string): string => (needsGuard(cell) ? `'${cell}` : cell);
const needsGuard = (cell: string): boolean => /^['=+@\t\r]/.test(cell) || (/^-./.test(cell) && !/^-\d+(?:\.\d+)?$/.test(cell));
const unguarded = (cell: string): string => (/^'['=+@\t\r-]/.test(cell) ? cell.slice(1) : cell);

/** Rows of cells, with the line on which each starts. A row of one empty cell is an empty line. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export type CsvRead = { readonly rows: readonly CsvRow[] } | { readonly unclosed: number };

/** Commas, semicolons or tabs, whichever the first line has most of. */
export function readCsv(text: string): CsvRead {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let start = 1;
  let at = 0;
  while (at < source.length) {
    let cell = '';
    if (source[at] === '"') {
      const end = closingQuote(source, at + 1);
      if (end < 0) return { unclosed: line };
      const inside = source.slice(at + 1, end);
      line += inside.split('\n').length - 1;
      cell = inside.replaceAll('""', '"');
      at = end + 1;
    }
    const stop = nextStop(source, at, separator);
    cell += source.slice(at, stop);
    cells.push(unguarded(cell));
    const ended = source[stop];
    at = stop + 1;
    if (ended === separator && at < source.length) continue;
    if (ended === separator) cells.push('');
    if (ended === '\r' && source[at] === '\n') at += 1;
    rows.push({ line: start, cells });
    line += 1;
    start = line;
    cells = [];
  }
  return { rows };
}

function closingQuote(source: string, from: number): number {
  for (let at = source.indexOf('"', from); at >= 0; at = source.indexOf('"', at + 2)) {
    if (source[at + 1] !== '"') return at;
  }
  return -1;
}

function nextStop(source: string, from: number, separator: string): number {
  let at = from;
  while (at < source.length && source[at] !== separator && source[at] !== '\n' && source[at] !== '\r') at += 1;
  return at;
}

function separatorOf(source: string): string {
  const counts = new Map([[',', 0], [';', 0], ['\t', 0]]);
  let inside = false;
  for (const sign of source.slice(0, 20_000)) {
    if (sign === '"') inside = !inside;
    else if (!inside && (sign === '\n' || sign === '\r')) break;
    else if (!inside && counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
