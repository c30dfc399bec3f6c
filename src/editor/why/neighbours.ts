import type { WhyAsked } from '../simulate/studies/explain.ts';
import type { RunAlert } from '../state/contract/run.ts';
import type { TestWhyAsked } from '../state/contract/session.ts';

export interface Neighbours {
  readonly previous: WhyAsked | undefined;
  readonly next: WhyAsked | undefined;
}

/** The alerts before and after the one that is explained, in the order in which they were sent. */
export function neighboursOf(asked: WhyAsked | TestWhyAsked, alerts: readonly RunAlert[]): Neighbours {
  const at = asked.type === 'alert' ? alerts.findIndex(({ id }) => id === asked.id) : -1;
  const askedAt = (place: number): WhyAsked | undefined => {
    const alert = at < 0 ? undefined : alerts[place];
    return alert === undefined ? undefined : { type: 'alert', id: alert.id, time: alert.time };
  };
  return { previous: askedAt(at - 1), next: askedAt(at + 1) };
}
