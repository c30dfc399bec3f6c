import { useMemo } from 'react';
import type { WhyAsked } from '../simulate/studies/explain.ts';
import { useStudy } from '../simulate/use-study.ts';
import { useRun } from '../state/editor-context.tsx';
import type { ShownRows } from '../state/contract/rows.ts';
import type { RunAlert } from '../state/contract/run.ts';
import type { TestWhyAsked } from '../state/contract/session.ts';
import { neighboursOf } from './neighbours.ts';
import type { Neighbours } from './neighbours.ts';
import { rowBehind } from './row-behind.ts';

/** The alerts before and after the one that is explained; of those that only the worker knows it is asked. */
export function useNeighbours(asked: WhyAsked | TestWhyAsked): Neighbours {
  const { first, total } = useRun(({ alerts }) => alerts);
  const known = useMemo(() => neighboursOf(asked, first), [asked, first]);
  const isAway = asked.type === 'alert' && total > first.length && known.next === undefined;
  const { answer } = useStudy('alertsBeside', isAway ? { id: asked.id, time: asked.time ?? null } : undefined);
  const toAsk = (alert: { readonly id: string; readonly time: number | null } | undefined): WhyAsked | undefined => (alert === undefined ? undefined : { type: 'alert', ...alert });
  return answer === undefined ? known : { previous: toAsk(answer.previous), next: toAsk(answer.next) };
}

/** The row that an alert is about, among those that its node sent. */
export function useRowBehind(alert: Pick<RunAlert, 'id' | 'node' | 'time'> | undefined): ShownRows | undefined {
  const { first, total } = useRun(({ alerts }) => alerts);
  const known = useMemo(() => (alert === undefined ? undefined : rowBehind(alert.id, first)), [alert, first]);
  const isAway = alert !== undefined && total > first.length && known === undefined;
  const { answer } = useStudy('alertsBeside', isAway ? { id: alert.id, time: alert.time } : undefined);
  return isAway && answer?.place !== undefined ? { node: alert.node, port: 'sent', row: answer.place } : known;
}
