import { forBoth } from './model.ts';
import type { Capacity, ComparedDay } from './model.ts';

/** How many alerts a day are too many for the team. */
export const capacityOf = (days: readonly ComparedDay[], perDay: number): Capacity => ({
  perDay,
  daysOver: forBoth((side) => days.filter(({ alerts }) => alerts[side] > perDay).length),
  tooMany: forBoth((side) => days.reduce((sum, { alerts }) => sum + Math.max(0, alerts[side] - perDay), 0)),
});
