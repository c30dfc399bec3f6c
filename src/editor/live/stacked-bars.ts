const gap = 0.2;

/** A path for each series, the first at the foot, in a box as wide as there are values and 100 high. */
export function stackedBars(series: readonly (readonly number[])[], top: number): readonly string[] {
  const below = new Map<number, number>();
  return series.map((values) =>
    values
      .flatMap((value, at) => {
        if (value === 0) return [];
        const from = below.get(at) ?? 0;
        below.set(at, from + value);
        const [height, y] = [(value / top) * 100, 100 - ((from + value) / top) * 100];
        return [`M${at} ${round(y)}h${1 - gap}v${round(height)}h${gap - 1}z`];
      })
      .join(''),
  );
}

const round = (number: number): number => Math.round(number * 100) / 100;
