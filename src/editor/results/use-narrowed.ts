import { useCallback, useState } from 'react';
import type { Value } from '../../data/field.ts';
import type { Words } from '../../data/text.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { AlertTally } from '../simulate/protocol.ts';
import type { Narrowing } from '../simulate/studies/narrow.ts';
import { useStudy } from '../simulate/use-study.ts';
import { useRun } from '../state/editor-context.tsx';
import type { Span } from './time-zoom.ts';

export const isNarrowed = ({ key, span }: Narrowing): boolean => key !== undefined || span !== undefined;

/** What a run found, or of it what is looked at. */
export interface Narrowed {
  readonly alerts: AlertTally;
  /** Undefined where rows of a stream cannot be told by the key. */
  readonly rowsOf: (stream: StreamRef) => number | undefined;
  /** The values of the key that is looked at. */
  readonly keyValues: readonly Value[];
  /** From the first to the last moment of the run, as it is cut; undefined where rows have no time. */
  readonly whole: Span | undefined;
  readonly failure: Words | undefined;
}

/** Until there is an answer, what was looked at before stays. */
export function useNarrowed(narrowing: Narrowing, streams: readonly StreamRef[]): Narrowed {
  const alerts = useRun((run) => run.alerts);
  const counts = useRun((run) => run.counts);
  const span = useRun(({ summary }) => summary?.span);
  const { edges = [] } = alerts.byTime ?? {};
  const [from, to] = [edges[0], edges.at(-1)];
  const whole: Span | undefined = from === undefined || to === undefined ? undefined : [from, to];
  const narrowed = isNarrowed(narrowing);
  const { answer, failure } = useStudy('narrow', narrowed ? { ...narrowing, streams, whole: span ?? (whole === undefined ? undefined : [whole[0], whole[1] - 1]) } : undefined);
  const [known, setKnown] = useState(answer);
  if (answer !== undefined && answer !== known) setKnown(answer);
  if (!narrowed && known !== undefined) setKnown(undefined);
  const shown = narrowed ? (answer ?? known) : undefined;
  const rowsOf = useCallback((stream: StreamRef) => (shown === undefined ? (counts.get(stream) ?? 0) : shown.rows.has(stream) ? shown.rows.get(stream) : 0), [shown, counts]);
  return { alerts: shown?.alerts ?? alerts, rowsOf, keyValues: shown?.keyValues ?? [], whole, failure: narrowed ? failure : undefined };
}
