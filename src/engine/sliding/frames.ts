import { dayOf, dayStart, zoneNamed } from '../../data/zones.ts';
import type { Zone } from '../../data/zones.ts';
import type { Span, WindowShape } from '../../plan/plan.ts';

/**
 * Tumbling and hopping windows by number, in order of their starts. Positions are days of the calendar, or
 * milliseconds.
 */
export interface Frames {
  /** The number of the first window that ends after the moment. */
  readonly firstAfter: (time: number) => number;
  readonly start: (window: number) => number;
  /** Never before the end of the window before it. */
  readonly end: (window: number) => number;
  /** Whether windows overlap, touch, or leave gaps between them: below, equal to or above zero. */
  readonly gap: number;
}

/** Monday, 3 January 2000: the day on which windows of every length begin. */
const firstMonday = 10_959;

export function framesOf(shape: Exclude<WindowShape, { type: 'session' }>): Frames {
  const zone = zoneNamed(shape.zone);
  if (zone === undefined) throw new Error(`There is no time zone ${shape.zone}`);
  const size = lengthOf(shape.size);
  const hop = shape.type === 'hopping' ? lengthOf(shape.hop) : size;
  const { position, moment } = 'unit' in shape.size ? days(zone) : milliseconds(zone);
  return {
    firstAfter: (time) => Math.floor((position(time) - size) / hop) + 1,
    start: (window) => moment(window * hop),
    end: (window) => moment(window * hop + size),
    gap: hop - size,
  };
}

const lengthOf = (span: Span): number => ('unit' in span ? span.count * (span.unit === 'week' ? 7 : 1) : span.ms);

interface Scale {
  readonly position: (time: number) => number;
  readonly moment: (position: number) => number;
}

const days = (zone: Zone): Scale => ({
  position: (time) => dayOf(zone, time) - firstMonday,
  moment: (position) => dayStart(zone, firstMonday + position),
});

function milliseconds(zone: Zone): Scale {
  const origin = dayStart(zone, firstMonday);
  return { position: (time) => time - origin, moment: (position) => origin + position };
}
