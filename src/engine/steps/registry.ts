import type { Step } from '../../plan/plan.ts';
import type { Operator, StepContext } from '../operator.ts';
import { createAlert } from './alert.ts';
import { createDedupe } from './dedupe.ts';
import { createJoin } from './join.ts';
import { createLookup } from './lookup.ts';
import { createMerge } from './merge.ts';
import { createOutput } from './output.ts';
import { createProject } from './project.ts';
import { createRolling } from './rolling.ts';
import { createSelect } from './select.ts';
import { createSequence } from './sequence.ts';
import { createWindow } from './window.ts';

/** The step at work. Sources have their own part of the engine. */
export function createOperator(step: Exclude<Step, { op: 'source' }>, context: StepContext): Operator {
  switch (step.op) {
    case 'select':
      return createSelect(step, context);
    case 'project':
      return createProject(step, context);
    case 'merge':
      return createMerge(step, context);
    case 'rolling':
      return createRolling(step, context);
    case 'window':
      return createWindow(step, context);
    case 'lookup':
      return createLookup(step, context);
    case 'join':
      return createJoin(step, context);
    case 'sequence':
      return createSequence(step, context);
    case 'dedupe':
      return createDedupe(step, context);
    case 'alert':
      return createAlert(step, context);
    case 'output':
      return createOutput(step, context);
  }
}
