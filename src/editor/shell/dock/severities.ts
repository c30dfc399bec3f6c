import type { AlertSeverity } from '../../../plan/plan.ts';

/** The most severe first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly AlertSeverity[];
