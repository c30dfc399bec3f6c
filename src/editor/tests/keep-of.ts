import type { Explanation } from '../../lab/explain/model.ts';
import type { KeepAsked } from '../../lab/keep/keep.ts';
import type { WhyAsked } from '../simulate/studies/explain.ts';
import type { TestWhyAsked } from '../state/contract/session.ts';

/** What of an explanation can be kept as a test: its alert, or its row where that came in. */
export function keepOf(asked: WhyAsked | TestWhyAsked, { about, alerts }: Pick<Explanation, 'about' | 'alerts'>): KeepAsked | undefined {
  // What a test gives is kept already.
  if (asked.type === 'test') return undefined;
  if (about.type === 'alert') return { type: 'alert', id: about.alert.id };
  // A row that breaks the contract fails any test.
  if (about.outcome === 'rejected') return undefined;
  if (asked.type === 'row') return { type: 'row', stream: asked.stream, place: asked.place };
  const [alert] = alerts;
  return alert === undefined ? undefined : { type: 'alert', id: alert.id };
}
