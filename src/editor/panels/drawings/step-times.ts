import type { Surroundings } from '../../../kinds/contract.ts';
import type { sequence } from '../../../kinds/sequence/kind.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import type { ConfigOf } from '../panel.ts';
import { timeOfRow } from './use-row.ts';
import type { NamedRow } from './use-row.ts';

type Step = ConfigOf<typeof sequence>['steps'][number];

export interface StepTime {
  readonly step: Step;
  readonly at: number;
  /** It did not come by then. */
  readonly missed: boolean;
}

/** When each step of a match came, of those whose time the match keeps. */
export function stepTimes(
  { steps, absent = false, time = 'missed_at' }: ConfigOf<typeof sequence>,
  around: Surroundings,
  row: NamedRow,
): readonly StepTime[] {
  const anchor = steps.length - (absent ? 2 : 1);
  return steps.flatMap((step, index) => {
    const missed = absent && index === steps.length - 1;
    const own = inputOf(around, step.id).time;
    const at = missed
      ? timeOfRow(row, time)
      : own === undefined
        ? undefined
        : timeOfRow(row, index === anchor ? own : `${step.id}.${own}`);
    return at === undefined ? [] : [{ step, at, missed }];
  });
}
