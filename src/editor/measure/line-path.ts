/** A line through the middles of places along a square of 100, broken where a value is missing; values are parts of one. */
export function linePath(values: readonly (number | undefined)[]): string {
  let path = '';
  values.forEach((value, place) => {
    if (value === undefined) return;
    const x = ((place + 0.5) / values.length) * 100;
    path += `${values[place - 1] === undefined ? 'M' : 'L'}${round(x)} ${round((1 - value) * 100)}`;
  });
  return path;
}

const round = (n: number): number => Math.round(n * 100) / 100;
