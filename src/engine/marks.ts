/** 1 for some rows of a frame, 0 for all others. */

/** For these rows; for all where undefined. */
export function marksOf(rows: Int32Array | undefined, length: number): Uint8Array {
  const marks = new Uint8Array(length);
  if (rows === undefined) return marks.fill(1);
  for (let index = 0; index < rows.length; index += 1) marks[rows[index] ?? 0] = 1;
  return marks;
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
  let count = 0;
  if (rows === undefined) for (let row = 0; row < marks.length; row += 1) count += marks[row] === 1 ? 1 : 0;
  else for (let index = 0; index < rows.length; index += 1) count += marks[rows[index] ?? 0] === 1 ? 1 : 0;
  return count;
}
