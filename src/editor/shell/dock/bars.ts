import { asClocksShow } from '../../../data/zones.ts';
import type { AlertSeverity } from '../../../plan/plan.ts';
import type { RunAlerts, RunSummary } from '../../state/contract/run.ts';

/** A day, or several where there are too many to see side by side. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly counts: Readonly<Record<AlertSeverity, number>>;
  readonly total: number;
}

const mostBars = 62;

/** All days of the events, and of the alerts where these reach further: a quiet day has its place too. */
export function barsOf(byDay: RunAlerts['byDay'], span: RunSummary['span'], zone: string): readonly Bar[] {
  const days = [...byDay.map(({ day }) => day), ...(span ?? []).map((moment) => Math.floor(asClocksShow(moment, zone) / 86_400_000))];
  if (byDay.length === 0) return [];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const width = Math.ceil((last - first + 1) / mostBars);
  const bars = Array.from({ length: Math.floor((last - first) / width) + 1 }, (_, at) => ({
    from: first + at * width,
    to: Math.min(last, first + (at + 1) * width - 1),
    counts: { critical: 0, high: 0, medium: 0, low: 0 },
    total: 0,
  }));
  for (const { day, bySeverity } of byDay) {
    const bar = bars[Math.floor((day - first) / width)];
    if (bar === undefined) continue;
    for (const severity of ['critical', 'high', 'medium', 'low'] as const) {
      bar.counts[severity] += bySeverity[severity];
      bar.total += bySeverity[severity];
    }
  }
  return bars;
}

/** Nought and up to three round numbers above it, the last at or above the most. */
export function ticksUpTo(most: number): readonly number[] {
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power));
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
}
