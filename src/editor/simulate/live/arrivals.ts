import type { Reading } from '../../../data/read/reading.ts';
import type { LinkState } from './told.ts';

/** The rows of one source as they come in, by the clock of the data. */
export interface Arrivals {
  /** When the next row is to come; -Infinity where it is there already, undefined where nothing is known to come. */
  readonly next: () => Promise<number | undefined>;
  /** Some of the rows that have come by this moment, no more than `most`; undefined where there are none. */
  readonly take: (clock: number, most: number) => Promise<Reading | undefined>;
  /** No more rows will ever come. */
  readonly hasEnded: () => boolean;
  readonly link?: (() => LinkState) | undefined;
  readonly close: () => void;
}
