/** Whether a line is the head of a table whose columns are called so: at least half of the names stand in it. */
export function isHeadOf(names: readonly string[] | undefined, cells: readonly string[]): boolean {
  if (names === undefined || names.length === 0) return false;
  const there = new Set(cells);
  return names.filter((name) => there.has(name)).length * 2 >= names.length;
}
