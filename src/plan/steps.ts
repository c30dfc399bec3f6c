import type { Inputs, Step, StreamRef } from './plan.ts';

/** What a step reads and gives, whatever it does. */

/** The streams of each of its inputs, in the order in which it takes them. */
export function inputsOf(step: Step): readonly Inputs[] {
  switch (step.op) {
    case 'source':
      return [];
    case 'join':
      return [step.left, step.right];
    case 'sequence':
      return step.steps.map((part) => part.input);
    default:
      return [step.input];
  }
}

/** The ports that other steps can read; the empty one stands for the step itself. */
export function portsOf(step: Step): readonly string[] {
  if (step.op === 'source') return ['events', 'late', 'rejected'];
  if (step.op === 'select') return [...step.branches.map((branch) => branch.port), 'rest'];
  return [''];
}

export const streamOf = (step: Step, port: string): StreamRef => (port === '' ? step.id : `${step.id}.${port}`);

/** The streams that leave it, with those of alerts and outputs, which no step reads but who watches a run may see. */
export function outputsOf(step: Step): readonly StreamRef[] {
  if (step.op === 'alert') return [`${step.id}.sent`, `${step.id}.held`];
  if (step.op === 'output') return [`${step.id}.rows`];
  return portsOf(step).map((port) => streamOf(step, port));
}

/** Whether its rows are its own, made of those of others. */
export const isMaker = (step: Step): boolean => step.op === 'window' || step.op === 'join' || step.op === 'sequence';
