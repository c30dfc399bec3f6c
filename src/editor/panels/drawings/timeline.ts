/** A line of time, drawn: where moments stand on it, and which ticks help to read it. */

export interface Moment {
  readonly at: number;
  /** Within what is looked at, too far away, or the row itself. */
  readonly is: 'inside' | 'outside' | 'row';
}

export interface TimeScale {
  readonly from: number;
  readonly to: number;
}

/** A part of the length, 0 to 1, kept within the line. */
export const placeOf = (at: number, { from, to }: TimeScale): number =>
  to === from ? 0 : Math.min(1, Math.max(0, (at - from) / (to - from)));

/** The stretch to draw for a row that looks back: its window, and some of what is too old. */
export const lookingBack = (at: number, within: number): TimeScale => ({
  from: at - within * 1.6,
  to: at + within * 0.08,
});

/** The stretch to draw for a window: it, and some before and after. */
export function aroundWindow(start: number, end: number): TimeScale {
  const beside = Math.max(1, (end - start) * 0.35);
  return { from: start - beside, to: end + beside };
}

/** What each moment is for a row at `at` that looks back over `within`; peers of the row count only where it does itself. */
export function momentsOf(
  times: readonly number[],
  at: number,
  within: number,
  frame: 'through' | 'before',
): readonly Moment[] {
  let own = false;
  return times
    .toReversed()
    .map((time): Moment => {
      if (time === at && !own) {
        own = true;
        return { at: time, is: 'row' };
      }
      const inside = time >= at - within && (frame === 'through' ? time <= at : time < at);
      return { at: time, is: inside ? 'inside' : 'outside' };
    })
    .toReversed();
}

/** Moments that would be drawn on top of each other, as one with how many they are. */
export function heaped(
  moments: readonly Moment[],
  scale: TimeScale,
  apart: number,
): readonly (Moment & { readonly many: number })[] {
  const drawn: (Moment & { many: number })[] = [];
  for (const moment of moments) {
    const last = drawn.at(-1);
    if (last !== undefined && last.is === moment.is && placeOf(moment.at, scale) - placeOf(last.at, scale) < apart)
      last.many += 1;
    else drawn.push({ ...moment, many: 1 });
  }
  return drawn;
}
