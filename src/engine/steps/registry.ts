import type { Step } from '../../plan/plan.ts';
import type { Operator, StepContext } from '../operator.ts';

/** The step at work. Sources have their own part of the engine. */
export function createOperator(step: Exclude<Step, { op: 'source' }>, _context: StepContext): Operator {
  throw new Error(`no operator for ${step.op}`);
}
