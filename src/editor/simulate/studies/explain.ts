import { explainAlert, explainEvent } from '../../../lab/explain/explain.ts';
import type { Answer } from '../../../lab/explain/explain.ts';
import { study } from './study.ts';

export type WhyAsked =
  | { readonly type: 'alert'; readonly id: string }
  /** A row by the id that its event has in the data, or by its own. */
  | { readonly type: 'event'; readonly source: string; readonly id: string };

/** Why an alert was raised, or what became of a row. */
export const explainStudy = study(async (asked: WhyAsked, { run, inputs, signal }): Promise<Answer> => {
  const { compilation, tables } = run.prepared;
  const inquiry = { compilation, tables, inputs: (sources: readonly string[]) => Promise.resolve(inputs(sources)) };
  const answer = await (asked.type === 'alert' ? explainAlert(inquiry, asked.id) : explainEvent(inquiry, asked.source, asked.id));
  signal.throwIfAborted();
  return answer;
});
