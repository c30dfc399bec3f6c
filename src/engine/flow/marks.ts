/** 1 for some rows of a frame, 0 for all others. */

/** For these rows; for all where undefined. */
export function marksOf(rows: Int32Array | undefined, length: number): Uint8Array {
  const marks = new Uint8Array(length);
  if (rows === undefined) return marks.fill(1);
  mark(marks, rows);
  return marks;
}

/** Marks these rows, too. */
export function mark(marks: Uint8Array, rows: Int32Array): void {
  for (let index = 0; index < rows.length; index += 1) marks[rows[index] ?? 0] = 1;
}

/** The rows that are marked, which are so many. */
export function marked(marks: Uint8Array, count: number): Int32Array {
  // One place more than there are: each row is written, and stays where it is marked.
  const rows = new Int32Array(count + 1);
  let at = 0;
  for (let row = 0; row < marks.length; row += 1) {
    rows[at] = row;
    at += marks[row] ?? 0;
  }
  return rows.subarray(0, count);
}

/** Only those of the marks that stand at these rows. */
export function marksAmong(marks: Uint8Array, rows: Int32Array | undefined): Uint8Array {
  if (rows === undefined) return marks;
  const among = new Uint8Array(marks.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    among[row] = marks[row] ?? 0;
  }
  return among;
}

export function countMarks(marks: Uint8Array, rows: Int32Array | undefined): number {
  if (rows === undefined) return countAll(marks);
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) count += marks[rows[index] ?? 0] ?? 0;
  return count;
}

/** Four at a time: each byte of a sum counts its own, and holds 255 of them. */
function countAll(marks: Uint8Array): number {
  const aligned = marks.byteOffset % 4 === 0 ? marks.length >> 2 : 0;
  const words = new Int32Array(marks.buffer, aligned === 0 ? 0 : marks.byteOffset, aligned);
  let count = 0;
  for (let from = 0; from < aligned; from += 255) {
    const to = Math.min(aligned, from + 255);
    let sums = 0;
    for (let at = from; at < to; at += 1) sums = (sums + (words[at] ?? 0)) | 0;
    count += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
  }
  for (let row = aligned * 4; row < marks.length; row += 1) count += marks[row] ?? 0;
  return count;
}
