/** Which entries of a journal are of which time, roughly: one mark a minute. */
export interface Moments {
  readonly saw: (number: number, at: number) => void;
  /** No entry before this one is as late as this moment. */
  readonly before: (at: number) => number | undefined;
  /** From this one on all entries are later than this moment; undefined where that is not known of any. */
  readonly after: (at: number) => number | undefined;
  readonly forget: (number: number) => void;
  readonly oldest: () => number | undefined;
}

const between = 60_000;

export function moments(): Moments {
  let marks: { readonly number: number; readonly at: number }[] = [];
  return {
    saw: (number, at) => {
      const last = marks.at(-1);
      if (last === undefined || at >= last.at + between) marks.push({ number, at });
    },
    before: (at) => marks.findLast((mark) => mark.at <= at)?.number,
    after: (at) => marks.find((mark) => mark.at > at)?.number,
    forget: (number) => {
      const first = marks.findLastIndex((mark) => mark.number <= number);
      if (first > 0) marks = marks.slice(first);
    },
    oldest: () => marks[0]?.at,
  };
}
