import type { Alert, Output } from './contract.ts';
import { countOf } from './flow/flow.ts';
import type { Flow } from './flow/flow.ts';
import type { Telling } from './telling.ts';
import type { Component, Inlet, Stream, WiredStep } from './wiring.ts';

/** What rounds of all components share. */
export interface Rounds {
  readonly streams: readonly Stream[];
  /** By the stream's number, what is in it in this round. */
  readonly flows: (Flow | undefined)[];
  readonly alerts: Telling<Alert>;
  readonly outputs: Telling<Output>;
  readonly clock: (() => number) | undefined;
  /** Milliseconds by node. */
  readonly time: Map<string, number>;
  /** What is to be done when no row is on its way. */
  readonly between: () => void;
}

/** Runs what is released and has not been run: rounds of as many rows as are well worked on together. */
export function runRounds(component: Component, rounds: Rounds): void {
  const { together, sources } = component;
  const passing = sources.some(({ source }) => source.passing());
  if (together.released === component.until && !passing) return;
  for (;;) {
    let until = together.released;
    for (const { source } of sources) until = Math.min(until, source.cut(together.released));
    runRound(component, until, rounds);
    if (until === together.released) return;
  }
}

function runRound(component: Component, until: number, rounds: Rounds): void {
  component.until = until;
  for (const { source, node, events } of component.sources) {
    const flow = timed(node, rounds, () => source.take(until));
    give(events, flow, rounds);
  }
  for (const wired of component.steps) runStep(wired, until, rounds);
  for (const { events } of component.sources) rounds.flows[events] = undefined;
  for (const { outputs } of component.steps) for (const stream of outputs) rounds.flows[stream] = undefined;
  rounds.alerts.tell();
  rounds.outputs.tell();
  rounds.between();
}

function runStep({ step, operator, inputs, outputs }: WiredStep, until: number, rounds: Rounds): void {
  const flows = timed(step.node, rounds, () => {
    const united = inputs.map(({ streams, unite }) => unite(streams.map((stream) => rounds.flows[stream])));
    return operator.run(united, until);
  });
  outputs.forEach((stream, port) => give(stream, flows[port], rounds));
}

function give(stream: number, flow: Flow | undefined, { flows, streams }: Rounds): void {
  flows[stream] = flow;
  const known = streams[stream];
  if (flow === undefined || known === undefined) return;
  known.count += countOf(flow);
  known.watch?.(flow);
}

/** Rows that are set aside go at once to where they lead, which is never further than an output. */
export function runAside(inlet: Inlet, late: Flow | undefined, rejected: Flow | undefined, rounds: Rounds): void {
  if (late === undefined && rejected === undefined) return;
  give(inlet.late, late, rounds);
  give(inlet.rejected, rejected, rounds);
  for (const wired of inlet.aside) runStep(wired, -Infinity, rounds);
  rounds.outputs.tell();
  for (const stream of [inlet.late, inlet.rejected, ...inlet.aside.flatMap((wired) => wired.outputs)]) {
    rounds.flows[stream] = undefined;
  }
}

function timed<T>(node: string, { clock, time }: Rounds, act: () => T): T {
  if (clock === undefined) return act();
  const from = clock();
  const result = act();
  time.set(node, (time.get(node) ?? 0) + clock() - from);
  return result;
}
