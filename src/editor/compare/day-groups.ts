import { forBoth } from '../../lab/compare/model.ts';
import type { Both, ComparedDay } from '../../lab/compare/model.ts';

/** A day, or several where there are too many to see side by side: then the busiest of them, as capacity is a matter of days. */
export interface DayGroup {
  readonly from: number;
  readonly to: number;
  readonly alerts: Both<number>;
  /** Whose alerts these are. */
  readonly busiest: Both<number>;
}

const mostGroups = 45;

export function dayGroups(days: readonly ComparedDay[]): readonly DayGroup[] {
  const together = Math.max(1, Math.ceil(days.length / mostGroups));
  return Array.from({ length: Math.ceil(days.length / together) }, (_, at) => {
    const some = days.slice(at * together, (at + 1) * together);
    const most = forBoth((side) => Math.max(...some.map(({ alerts }) => alerts[side])));
    return { from: some[0]?.day ?? 0, to: some.at(-1)?.day ?? 0, alerts: most, busiest: forBoth((side) => some.find(({ alerts }) => alerts[side] === most[side])?.day ?? 0) };
  });
}
