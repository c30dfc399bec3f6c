import type { Statistics } from './contract.ts';
import type { Counts } from './operator.ts';
import type { Wiring } from './wiring.ts';

export function statisticsOf({ sources, streams, steps }: Wiring, time: ReadonlyMap<string, number>): Statistics {
  const counts = steps.flatMap(({ step, operator }) =>
    operator.counts === undefined ? [] : [{ id: step.id, counts: operator.counts() }],
  );
  const byStep = <T,>(pick: (counts: Counts) => T | undefined): Readonly<Record<string, T>> =>
    Object.fromEntries(
      counts.flatMap((each) => {
        const count = pick(each.counts);
        return count === undefined ? [] : [[each.id, count] as const];
      }),
    );
  const kept = byStep(({ bytes, keys }) =>
    bytes === undefined && keys === undefined ? undefined : { bytes: bytes ?? 0, keys: keys ?? 0 },
  );
  const waiting = [...sources].map(([id, { source }]) => [id, { bytes: source.bytes(), keys: 0 }] as const);
  return {
    sources: Object.fromEntries([...sources].map(([id, { source }]) => [id, source.statistics()])),
    rows: Object.fromEntries(streams.map(({ ref, count }) => [ref, count])),
    reasons: byStep((each) => each.reasons),
    keyless: byStep((each) => each.keyless),
    lost: byStep((each) => each.lost),
    zeroDivisions: byStep((each) => each.zeroDivisions),
    unreported: byStep((each) => each.unreported),
    time: Object.fromEntries(time),
    state: { ...Object.fromEntries(waiting), ...kept },
  };
}
