import type { PortRef } from '../state/contract/rows.ts';
import type { Piece } from './what-is-given.ts';

/** What is to be seen of events that a live run has had, once they have run here. */
export type RecentNext =
  | { readonly type: 'run' }
  | { readonly type: 'rows'; readonly rows: PortRef }
  | { readonly type: 'explain' | 'keep'; readonly alert: string; readonly time?: number | undefined };

/** What is to be done in a graph as soon as it is open, as whoever opens it knows. */
export type Intent =
  /** Its data is there and its rules are drawn, but for those that came with the data: run it. */
  | { readonly type: 'run'; readonly pieces: readonly Piece[] }
  /** A template is to read a person's own file. */
  | { readonly type: 'use-data'; readonly files: readonly File[]; readonly pieces: readonly Piece[] }
  /** Its sources read what they have sent to the live run of it, by source. */
  | { readonly type: 'recent'; readonly files: ReadonlyMap<string, File>; readonly next: RecentNext }
  /** Rules from elsewhere come onto its canvas. */
  | { readonly type: 'paste'; readonly pieces: readonly Piece[] }
  /** A template is opened: tell how it works. */
  | { readonly type: 'tour' };

const waiting = new Map<string, Intent>();

export const intend = (graph: string, intent: Intent): void => void waiting.set(graph, intent);

/** The intent is then no longer there: it is for one time. */
export function takeIntent(graph: string): Intent | undefined {
  const intent = waiting.get(graph);
  waiting.delete(graph);
  return intent;
}
