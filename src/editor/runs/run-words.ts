import type { AlertEntry, OutputView, RunView, SourceView } from '../../api/runs.ts';
import type { Lang } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';
import { lengthText } from '../live/standing-lines.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import { serverPhrases } from '../words.ts';
import type { Word } from '../words.ts';

/** How a live run stands, in words. */

export const stateWords = { running: 'runRunning', paused: 'runPaused', draining: 'runDraining', stopped: 'runStopped', failed: 'runFailed' } as const satisfies Record<RunView['state'], Word>;

export const connectorWords = {
  starting: 'connectorStarting', behind: 'connectorBehind', current: 'connectorCurrent', waiting: 'connectorWaiting', ended: 'connectorEnded', stopped: 'connectorStopped',
} as const satisfies Record<SourceView['state'], Word>;

export const outputWords = { sending: 'outputSending', current: 'outputCurrent', waiting: 'outputWaiting', stopped: 'outputStopped', halted: 'outputHalted' } as const satisfies Record<OutputView['state'], Word>;

export interface Figure {
  readonly word: Word;
  readonly text: string;
}

/** The figures of a run in one line; what is not known has a dash. */
export function figuresOf(run: RunView, now: number, lang: Lang): readonly Figure[] {
  const { latency } = run;
  const behind = behindClock(run.sources, now);
  const each = (ms: number): string => serverPhrases.latency(ms, lang);
  return [
    { word: 'eventsPerSecond', text: numberInWords(run.rate >= 10 ? Math.round(run.rate) : Math.round(run.rate * 10) / 10, undefined, lang) },
    { word: 'eventsWaiting', text: numberInWords(run.sources.reduce((sum, { waiting }) => sum + waiting, 0), undefined, lang) },
    { word: 'behindClock', text: behind === undefined ? '–' : lengthText(behind, lang) },
    { word: 'alertsRaised', text: numberInWords(run.alerts, undefined, lang) },
    { word: 'latencyFigures', text: latency === undefined ? '–' : `${each(latency.p50)} / ${each(latency.p95)} / ${each(latency.p99)}` },
  ];
}

/** How far the rules are behind the clock: as far as the source that is furthest behind and still waited for. */
export function behindClock(sources: readonly SourceView[], now: number): number | undefined {
  const marks = sources.flatMap(({ watermark, idle }) => (watermark === undefined || idle ? [] : [watermark]));
  return marks.length === 0 ? undefined : Math.max(0, now - Math.min(...marks));
}

const severities: readonly AlertSeverity[] = ['low', 'medium', 'high', 'critical'];
export const severityOf = ({ severity }: AlertEntry): AlertSeverity => severities.find((each) => each === severity) ?? 'low';
