import type { EventName, Field } from '../field.ts';
import type { Random } from '../random.ts';
import type { Sheet } from '../sheet.ts';
import type { Words } from '../text.ts';

/** A world that makes events: what its streams are called, the contracts they keep, and how to run it. */
export interface Preset {
  readonly id: string;
  readonly title: Words;
  readonly summary: Words;
  readonly streams: readonly StreamContract[];
  /** How many consumers (devices, applicants ...) live in it, where nothing else is asked for. */
  readonly consumers: number;
  /** True where it is always that many. */
  readonly fixed?: boolean | undefined;
  /** The world at its start. Each call of what it returns makes one event. */
  start(world: World): () => number;
}

/** What a source needs to know of one stream. */
export interface StreamContract {
  readonly id: string;
  readonly title: Words;
  readonly event: EventName;
  readonly fields: readonly Field[];
  /** The fields that hold the time and the id. */
  readonly time: string;
  readonly key: string;
}

export interface World {
  /** Fork it by label: one stream of numbers for each concern. */
  readonly random: Random;
  readonly consumers: number;
  readonly start: number;
  /** By position of the stream. An event is written as the next row of its sheet; the world returns that position. */
  readonly sheets: readonly Sheet[];
}
