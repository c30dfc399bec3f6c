/** Cells as spreadsheets put them on the clipboard: tabs between cells, lines between rows, quotes where needed. */

export const printTsv = (rows: readonly (readonly string[])[]): string => rows.map((cells) => cells.map(quoted).join('\t')).join('\n');

/** Spreadsheets would take what begins so for a formula; an apostrophe before it makes it text there. */
const formula = /^['=+@]|^-./;
const number = /^-\d+(?:\.\d+)?$/;

function quoted(cell: string): string {
  const text = formula.test(cell) && !number.test(cell) ? `'${cell}` : cell;
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Reads what any spreadsheet copied. A quote counts only where a whole cell is in quotes: `"a", "b"` is one text. */
export function readTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let at = 0;
  for (;;) {
    const whole = /"((?:[^"]|"")*)"(?=\t|\r|\n|$)/y;
    whole.lastIndex = at;
    const inside = whole.exec(text);
    const plain = /[^\t\r\n]*/y;
    plain.lastIndex = at;
    const cell = inside?.[1]?.replaceAll('""', '"') ?? plain.exec(text)?.[0] ?? '';
    rows.at(-1)?.push(/^'['=+@-]/.test(cell) ? cell.slice(1) : cell);
    at = inside === null ? plain.lastIndex : whole.lastIndex;
    const ended = text[at];
    if (ended === undefined) break;
    at += ended === '\r' && text[at + 1] === '\n' ? 2 : 1;
    // Spreadsheets end the last row like all others.
    if (ended !== '\t' && at >= text.length) break;
    if (ended !== '\t') rows.push([]);
  }
  return rows;
}
