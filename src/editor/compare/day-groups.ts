import type { Both, ComparedDay } from '../../lab/compare/model.ts';

/** A day, or several where there are too many to see side by side: then the busiest of them, as capacity is a matter of days. */
export interface DayGroup {
  readonly from: number;
  readonly to: number;
  readonly alerts: Both<number>;
}

const mostGroups = 45;

export function dayGroups(days: readonly ComparedDay[]): readonly DayGroup[] {
  const together = Math.max(1, Math.ceil(days.length / mostGroups));
  return Array.from({ length: Math.ceil(days.length / together) }, (_, at) => {
    const some = days.slice(at * together, (at + 1) * together);
    const busiest = (side: keyof Both<unknown>): number => Math.max(...some.map(({ alerts }) => alerts[side]));
    return { from: some[0]?.day ?? 0, to: some.at(-1)?.day ?? 0, alerts: { before: busiest('before'), after: busiest('after') } };
  });
}
