import type { Compilation } from '../../compile/compile.ts';
import type { Words } from '../../data/text.ts';
import type { Carried } from '../../engine/carry.ts';
import { carriedInWords } from '../../lab/live/carry-words.ts';
import type { EngineOptions } from '../../engine/contract.ts';
import type { Plan } from '../../plan/plan.ts';

/** A version of a graph as it can be run. */
export interface RunPlan {
  readonly plan: Plan;
  readonly compilation?: Compilation | undefined;
  readonly tables?: EngineOptions['tables'];
}

/** What of it begins empty, and why. */
export const notesOn = (carried: Carried, { compilation }: RunPlan): readonly Words[] =>
  compilation === undefined ? [] : carriedInWords(compilation, carried).empty.map(({ why }) => why);

/** Whether going through what came of late would tell some step what it lacks. */
export const wantsFilling = ({ empty }: Carried): boolean => empty.some(({ holds }) => holds !== undefined);
