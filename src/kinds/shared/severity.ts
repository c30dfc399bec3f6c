import type { Words } from '../../data/text.ts';
import type { AlertSeverity } from '../../plan/plan.ts';

/** From the least to the most severe. */
export const severities = ['low', 'medium', 'high', 'critical'] as const satisfies readonly AlertSeverity[];

export const severityWords: Readonly<Record<AlertSeverity, Words>> = {
  low: { en: 'Low', zh: '低' },
  medium: { en: 'Medium', zh: '中' },
  high: { en: 'High', zh: '高' },
  critical: { en: 'Critical', zh: '严重' },
};
