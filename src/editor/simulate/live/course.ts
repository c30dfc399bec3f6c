import type { AlertSeverity } from '../../../plan/plan.ts';
import type { LiveCourse } from './told.ts';

/** How many events and alerts each of the last seconds had. */
export interface Course {
  readonly events: (at: number, count: number) => void;
  readonly alert: (at: number, severity: AlertSeverity) => void;
  readonly told: (at: number) => LiveCourse;
  /** Events a second, over the last few. */
  readonly rate: (at: number) => number;
}

export const courseSeconds = 120;
const few = 5;

interface Second {
  events: number;
  readonly alerts: Record<AlertSeverity, number>;
}

/** Moments are milliseconds since it began; they never go back. */
export function createCourse(): Course {
  const seconds: Second[] = [none()];
  let last = 0;

  const secondAt = (at: number): Second => {
    const now = Math.floor(at / 1000);
    for (; last < now; last += 1) {
      seconds.push(none());
      if (seconds.length > courseSeconds + 1) seconds.shift();
    }
    return seconds.at(-1) ?? none();
  };

  const padded = (values: readonly number[]): readonly number[] => [...Array.from({ length: Math.max(0, courseSeconds - values.length) }, () => 0), ...values];

  return {
    events: (at, count) => {
      secondAt(at).events += count;
    },
    alert: (at, severity) => {
      secondAt(at).alerts[severity] += 1;
    },
    told: (at) => {
      secondAt(at);
      const shown = seconds.slice(-courseSeconds);
      const of = (severity: AlertSeverity): readonly number[] => padded(shown.map(({ alerts }) => alerts[severity]));
      return { events: padded(shown.map(({ events }) => events)), alerts: { low: of('low'), medium: of('medium'), high: of('high'), critical: of('critical') } };
    },
    rate: (at) => {
      secondAt(at);
      const shown = seconds.slice(-few);
      const span = (shown.length - 1) * 1000 + (at % 1000);
      return span < 200 ? 0 : (shown.reduce((sum, { events }) => sum + events, 0) * 1000) / span;
    },
  };
}

const none = (): Second => ({ events: 0, alerts: { low: 0, medium: 0, high: 0, critical: 0 } });
