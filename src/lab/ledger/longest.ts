import type { Plan, Span, Step, WindowShape } from '../../plan/plan.ts';

const day = 86_400_000;

/** The longest stretch of time that a plan looks back over: until so much has gone by, its features are not yet whole. */
export const longestOf = ({ steps }: Plan): number => Math.max(0, ...steps.map(backOf));

function backOf(step: Step): number {
  switch (step.op) {
    case 'rolling':
      return Math.max(0, ...step.features.map(({ window }) => window));
    case 'window':
      return sizeOf(step.shape);
    case 'join':
      return Math.max(Math.abs(step.from), Math.abs(step.to));
    case 'sequence':
      return step.within;
    case 'dedupe':
      return step.period;
    default:
      return 0;
  }
}

const sizeOf = (shape: WindowShape): number => (shape.type === 'session' ? shape.gap : lengthOf(shape.size));
const lengthOf = (span: Span): number => ('ms' in span ? span.ms : span.count * (span.unit === 'week' ? 7 : 1) * day);
