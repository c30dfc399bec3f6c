/** The first objects of a JSON text, for a look at it: on lines of their own, or in one list. What is no JSON is left out. */

const most = 1000;

export function firstRecords(text: string, whole: boolean): readonly unknown[] {
  const start = text.search(/[^\s\ufeff]/);
  const pieces = text[start] === '[' ? itemsOf(text, start + 1) : linesOf(text, whole);
  const records: unknown[] = [];
  for (const piece of pieces) {
    if (records.length === most) break;
    try {
      records.push(JSON.parse(piece));
    } catch {
      // The reader will reject it, and say why.
    }
  }
  return records;
}

function linesOf(text: string, whole: boolean): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  // The last one may be cut off.
  return (whole ? lines : lines.slice(0, -1)).map((line) => line.replace('\ufeff', '').trim()).filter((line) => line !== '');
}

function* itemsOf(text: string, start: number): Generator<string> {
  let depth = 0;
  let from = start;
  let inText = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (inText) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inText = false;
    } else if (letter === '"') inText = true;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') depth -= 1;
    if (!inText && (depth < 0 || (depth === 0 && letter === ','))) {
      yield text.slice(from, at);
      from = at + 1;
      if (depth < 0) return;
    }
  }
}
