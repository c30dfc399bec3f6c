/** Rows of CSV as cells of text: for a look at the beginning of a file. Missing cells are null, as the reader has them. */
export interface SplitRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
  readonly blank: boolean;
}

export function splitRows(text: string, separator: string, most: number): SplitRow[] {
  const rows: SplitRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length && rows.length < most) {
    const from = at;
    const cells: (string | null)[] = [];
    const startLine = line;
    for (let more = true; more; ) {
      const cell = cellAt(text, at, separator);
      cells.push(cell.text);
      line += cell.breaks;
      at = cell.end;
      more = text[at] === separator;
      if (more) at += 1;
    }
    rows.push({ line: startLine, cells, blank: at === from });
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
  }
  return rows;
}

function cellAt(text: string, start: number, separator: string): { text: string | null; end: number; breaks: number } {
  const stops = (at: number): boolean => at >= text.length || text[at] === separator || text[at] === '\n' || text[at] === '\r';
  let end = start;
  let inside: string | undefined;
  if (text[start] === '"') {
    let close = text.indexOf('"', start + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    // A quote that is never closed is a plain character here.
    if (close >= 0 && stops(close + 1)) {
      inside = text.slice(start + 1, close);
      end = close + 1;
    }
  }
  if (inside !== undefined) return { text: inside.replaceAll('""', '"'), end, breaks: inside.split(/\r\n|\r|\n/).length - 1 };
  while (!stops(end)) end += 1;
  return { text: end === start ? null : text.slice(start, end), end, breaks: 0 };
}
