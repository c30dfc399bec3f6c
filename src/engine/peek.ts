import type { StreamRef } from '../plan/plan.ts';
import type { Peeked } from './contract.ts';
import type { Flow } from './flow/flow.ts';
import type { Operator } from './operator.ts';
import type { Rounds } from './rounds.ts';
import type { Component, WiredStep } from './wiring.ts';

type See = (stream: StreamRef, flow: Flow) => void;

/**
 * Runs what waits up to a moment as one round, and puts everything back. Windows, absences and rows that stay alone are
 * left out, with all that they lead to: these come about as time passes, not with a row.
 */
export function peekAhead({ sources, steps }: Component, until: number, { streams, alerts, outputs }: Rounds, see: See): Peeked {
  const flows: (Flow | undefined)[] = streams.map(() => undefined);
  const give = (stream: number, flow: Flow | undefined): void => {
    flows[stream] = flow;
    const ref = streams[stream]?.ref;
    if (flow !== undefined && ref !== undefined) see(ref, flow);
  };
  const endings: (() => void)[] = [];
  try {
    for (const { source, events } of sources) give(events, source.look(until));
    for (const { step, operator, inputs, outputs: out } of steps) {
      const look = plain.has(step.op) ? peekAtPlain(operator) : operator.peek;
      if (look === undefined) continue;
      const united = inputs.map(({ streams: refs, unite }) => unite(refs.map((stream) => flows[stream])));
      if (united.every((flow) => flow === undefined)) continue;
      look(united, until, (putBack) => endings.push(putBack)).forEach((flow, port) => {
        const stream = out[port];
        if (stream !== undefined) give(stream, flow);
      });
    }
    return { alerts: alerts.taken(), outputs: outputs.taken() };
  } finally {
    for (const putBack of endings.reverse()) putBack();
  }
}

/** What these keep are counts. */
const plain: ReadonlySet<WiredStep['step']['op']> = new Set(['select', 'project', 'merge', 'lookup', 'output']);

const peekAtPlain = ({ run, snapshot, restore }: Operator): NonNullable<Operator['peek']> => (inputs, until, atEnd) => {
  const counts = structuredClone(snapshot?.());
  if (counts !== undefined) atEnd(() => restore?.(counts));
  return run(inputs, until);
};
