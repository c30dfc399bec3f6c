import type { ReactNode } from 'react';
import type { AlertSeverity } from '../../plan/plan.ts';

const lit: Readonly<Record<AlertSeverity, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

/** Three upright threads, lit from the left. Decoration: the severity is always said in words beside it. */
export function SeverityMark({ severity }: { readonly severity: AlertSeverity }): ReactNode {
  return (
    <svg viewBox="0 0 11 11" width="11" height="11" aria-hidden="true">
      {[0, 1, 2].map((thread) => (
        <rect key={thread} x={thread * 4} y="0.5" width="2.5" height="10" rx="0.6" fill={thread < lit[severity] ? `var(--sev-${severity})` : 'var(--line-strong)'} />
      ))}
    </svg>
  );
}
