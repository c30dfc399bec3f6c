import type { SourceStatistics } from '../../engine/contract.ts';
import type { Plan, SourceStep } from '../../plan/plan.ts';
import type { Entry } from './entries.ts';

/** What the silence of sources comes to. The engine has no clock: here it is told, in entries like all else, that time has passed. */

/** After the lateness that a source allows, so long is waited for one that is under way. */
const grace = 1000;

export interface Silence {
  readonly source: SourceStep;
  /** When it was last heard of, on the clock of the server. */
  readonly heard: number;
  readonly statistics: SourceStatistics;
  /** What was said of it last: the time it was said to have passed. */
  readonly advanced: number;
}

/** Steps that do something when time passes, though no event comes. */
const waits = new Set<Plan['steps'][number]['op']>(['window', 'sequence', 'join']);
export const awaitsTime = (plan: Plan): boolean => plan.steps.some(({ op }) => waits.has(op));

export function passings({ source, heard, statistics, advanced }: Silence, now: number, timers: boolean): readonly Entry[] {
  if (source.time === undefined || !Number.isFinite(statistics.watermark) || statistics.watermark === Infinity) return [];
  const silent = now - heard;
  const said: Entry[] = [];
  // Nothing has come for as long as events may be late: those that wait for it need not.
  const latest = statistics.watermark + source.lateness + 1;
  const settled = silent >= source.lateness + grace && advanced < latest && statistics.waiting > 0;
  // Whoever lets a source fall silent says by it that its silence means that nothing happens.
  const passed = source.idle !== undefined && silent >= source.idle && timers ? now - source.lateness - source.idle : -Infinity;
  const to = Math.max(settled ? latest : -Infinity, passed);
  if (to > Math.max(statistics.watermark, advanced)) said.push({ type: 'advance', at: now, source: source.id, to });
  if (source.idle !== undefined && silent >= source.idle && (said.length > 0 || !statistics.idle)) said.push({ type: 'idle', at: now, source: source.id });
  return said;
}
