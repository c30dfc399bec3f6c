import { explainAlert, explainEvent, explainRow } from '../../../lab/explain/explain.ts';
import type { Answer } from '../../../lab/explain/explain.ts';
import type { Inquiry } from '../../../lab/explain/runs.ts';
import type { StreamRef } from '../../../plan/plan.ts';
import { zoneOf } from '../../state/zone.ts';
import { landmarksOf } from './run-landmarks.ts';
import { study } from './study.ts';

export type WhyAsked =
  | { readonly type: 'alert'; readonly id: string; readonly time?: number | null | undefined }
  /** A row by its place in a stream, in the order in which the stream had its rows. */
  | { readonly type: 'row'; readonly stream: StreamRef; readonly place: number }
  /** A row by the id that its event has in the data, or by its own. */
  | { readonly type: 'event'; readonly source: string; readonly id: string };

/** Why an alert was raised, or what became of a row. */
export const explainStudy = study(async (asked: WhyAsked, { run, inputs, signal }): Promise<Answer> => {
  const { compilation, tables } = run.prepared;
  const inquiry = { compilation, tables, landmarks: landmarksOf(run), inputs: (sources: readonly string[]) => Promise.resolve(inputs(sources)), zone: zoneOf(compilation.analysis.document) };
  const answer = await answerOf(asked, inquiry);
  signal.throwIfAborted();
  return answer;
});

function answerOf(asked: WhyAsked, inquiry: Inquiry): Promise<Answer> {
  switch (asked.type) {
    case 'alert':
      return explainAlert(inquiry, asked.id, asked.time);
    case 'row':
      return explainRow(inquiry, asked.stream, asked.place);
    case 'event':
      return explainEvent(inquiry, asked.source, asked.id);
  }
}
