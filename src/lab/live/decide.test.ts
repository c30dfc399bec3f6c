import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planAndArrivals, planAndManyArrivals } from '../../../test/reference/arbitrary.ts';
import type { Arrival } from '../../../test/reference/arrive.ts';
import { event, number, plan, source } from '../../../test/reference/testing.ts';
import { runs } from '../../../test/support/runs.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Alert, Engine, Output } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { boolean, call, field, number as constant } from '../../logic/expr.ts';
import type { AlertStep, Plan, SequenceStep, SourceStep, Step } from '../../plan/plan.ts';
import { inputsOf, outputsOf } from '../../plan/steps.ts';
import { decide, undecidable } from './decide.ts';
import type { Decision } from './decide.ts';

/** Answers to who waits. */

interface Told {
  readonly alerts: Alert[];
  readonly outputs: Output[];
}

const nothing = (): Told => ({ alerts: [], outputs: [] });
const listening = (of: Plan, told: Told): Engine =>
  createEngine(of, { listener: { alert: (each) => told.alerts.push(each), output: (each) => told.outputs.push(each) } });

const sourceIn = ({ steps }: Plan, id: string): SourceStep => {
  const step = steps.find((each): each is SourceStep => each.op === 'source' && each.id === id);
  if (step === undefined) throw new Error(`no source ${id}`);
  return step;
};

type Event = Extract<Arrival, { source: string }>;
const push = (engine: Engine, of: Plan, { source: id, row }: Event) => {
  const reading = readingOf([row], sourceIn(of, id).fields);
  engine.push(id, reading);
  return reading;
};

/** Tells an engine one arrival after the other, and asks about each of these. */
function live(of: Plan, arrivals: readonly Arrival[], asked: (at: number) => boolean): { readonly told: Told; readonly decisions: ReadonlyMap<number, Decision>; readonly accepted: ReadonlySet<number> } {
  const told = nothing();
  const engine = listening(of, told);
  const decisions = new Map<number, Decision>();
  const accepted = new Set<number>();
  arrivals.forEach((arrival, at) => {
    if ('advance' in arrival) engine.advance(arrival.advance, arrival.to);
    else if ('idle' in arrival) engine.idle(arrival.idle);
    if (!('source' in arrival)) return;
    const count = (): number => engine.statistics().sources[arrival.source]?.accepted ?? 0;
    const [before, alerts, outputs] = [count(), told.alerts.length, told.outputs.length];
    const reading = push(engine, of, arrival);
    if (count() > before) accepted.add(at);
    if (asked(at)) decisions.set(at, decide(engine, of, arrival.source, reading, { alerts: told.alerts.slice(alerts), outputs: told.outputs.slice(outputs) }));
  });
  engine.finish();
  return { told, decisions, accepted };
}

/** All events at once, waited for however late they are. */
function simulated(of: Plan, events: readonly Event[]): Told {
  const patient = { ...of, steps: of.steps.map((step) => (step.op === 'source' ? { ...step, lateness: Infinity } : step)) };
  const told = nothing();
  const engine = listening(patient, told);
  for (const each of events) push(engine, patient, each);
  engine.finish();
  return told;
}

/** The nodes that nothing which waits for time leads to. */
function prompt({ steps }: Plan): ReadonlySet<string> {
  const slow = new Set<string>();
  const makers = new Map(steps.flatMap((step) => outputsOf(step).map((ref) => [ref, step.id] as const)));
  for (const step of steps) {
    const isSlow = step.op === 'window' || (step.op === 'join' && step.mode === 'outer') || (step.op === 'sequence' && step.absent);
    if (isSlow || inputsOf(step).flat().some((ref) => slow.has(makers.get(ref) ?? ''))) slow.add(step.id);
  }
  return new Set(steps.flatMap(({ id, node }) => (slow.has(id) ? [] : [node])));
}

for (const [name, streams, count, every] of [['random', planAndArrivals, 40, 1], ['long', planAndManyArrivals, 15, 23]] as const) {
  test(`an answer is what the simulation of all that was accepted says of that event, and changes nothing: ${name} streams`, () => {
    let compared = 0;
    let alone = 0;
    fc.assert(
      fc.property(streams, ({ plan: of, arrivals }) => {
        const asked = live(of, arrivals, (at) => at % every === 0);
        expect(asked.told).toEqual(live(of, arrivals, () => false).told);
        const nodes = prompt(of);
        for (const [at, decision] of asked.decisions) {
          const arrival = arrivals[at];
          if (arrival === undefined || !('source' in arrival)) continue;
          expect(decision.outcome === 'accepted').toBe(asked.accepted.has(at));
          if (decision.outcome !== 'accepted' || sourceIn(of, arrival.source).time === undefined) continue;
          const events = arrivals.slice(0, at + 1).filter((each, index): each is Event => 'source' in each && asked.accepted.has(index));
          const expected = simulated(of, events);
          const time = decision.event['at'];
          const peers = events.filter(({ row }) => row['at'] === arrival.row['at']).length;
          const about = (node: string, row: string, when: number | null): boolean => nodes.has(node) && when === time && (peers === 1 || row === decision.row);
          const own = { alerts: decision.alerts.filter(({ node, row }) => about(node, row, Number(time))), outputs: decision.outputs.filter(({ node, id }) => about(node, id, Number(time))) };
          expect(own.alerts).toEqual(expected.alerts.filter(({ node, row, time: when }) => about(node, row, when)));
          expect(own.outputs).toEqual(expected.outputs.filter(({ node, id, time: when }) => about(node, id, when)));
          compared += own.alerts.length + own.outputs.length;
          if (peers === 1) alone += own.alerts.filter(({ row }) => row !== decision.row).length + own.outputs.filter(({ id }) => id !== decision.row).length;
        }
      }),
      runs(count),
    );
    expect(compared).toBeGreaterThan(count);
    if (every === 1) expect(alone).toBeGreaterThan(5);
  });
}

const warn: AlertStep = { op: 'alert', id: 'warn', node: 'warn', input: ['s.events'], severity: 'low', key: ['card'], title: ['warn'], message: [], channels: [] };
const hours: Step = { op: 'window', id: 'hours', node: 'hours', input: ['s.events'], key: ['card'], shape: { type: 'tumbling', size: { ms: 3_600_000 }, zone: 'UTC' }, aggregates: [{ into: number('many'), fn: 'count' }], start: { name: 'start', type: 'time' }, end: { name: 'end', type: 'time' } };
const large: Step = { op: 'select', id: 'large', node: 'large', input: ['s.events'], branches: [{ port: 'match', when: call('gt', field('amount'), constant(5)), reason: ['more than five'] }] };
const twice: SequenceStep = {
  op: 'sequence', id: 'twice', node: 'twice', within: 10_000, absent: false,
  steps: [
    { input: ['s.events'], key: ['card'], when: boolean(true), fields: [] },
    { input: ['s.events'], key: ['card'], when: boolean(true), fields: [{ name: 'card', field: { name: 'card', type: 'text' } }, { name: 'at', field: { name: 'at', type: 'time', roles: ['time'] } }] },
  ],
};

describe('what can be decided', () => {
  const refused = (...steps: readonly Step[]): readonly unknown[] => {
    const found = undecidable(plan(source('s'), ...steps), 's', () => 'Each hour');
    return found === undefined ? [] : [found.node, found.message.en, found.message.zh];
  };

  test('does not depend on what only time brings about', () => {
    expect(refused(warn)).toEqual([]);
    expect(refused(large, twice, { ...warn, input: ['large.match', 'twice'] })).toEqual([]);
    expect(refused(warn, hours, { ...warn, id: 'hourly', input: ['hours'] })).toEqual([]);
    const [node, en, zh] = refused(hours, { ...warn, input: ['hours'] });
    expect([node, en, zh]).toEqual(['hours', 'What is decided depends on “Each hour”, which only time brings about: an answer cannot wait for it. Lead what is to be decided past it', '决策取决于“Each hour”，而它的结果要等时间过去才有，无法立即答复。请让需要决策的事件绕过它']);
    expect(refused(hours, { ...warn, input: ['s.events', 'hours'] })[0]).toBe('hours');
    expect(refused({ ...twice, absent: true }, { ...warn, input: ['twice'] })[0]).toBe('twice');
    expect(refused(large)).toEqual([undefined, 'No alert and no output speaks of this event: lead it to one', '没有预警或输出会处理这个事件：请把它连到预警或输出']);
  });
});

describe('an answer', () => {
  const of = plan(source('s', { lateness: 5000 }), large, twice, { ...warn, input: ['large.match'] }, { ...warn, id: 'pair', node: 'pair', input: ['twice'] });
  const answers = (...arrivals: readonly Arrival[]): readonly unknown[] =>
    [...live(of, arrivals, () => true).decisions.values()].map(({ outcome, alerts, reasons }) => [outcome, alerts.map(({ node }) => node), reasons]);

  test('has the alerts of the event and of what it completes, and their reasons, long before they are released', () => {
    expect(answers(event('s', 'a', 3, { card: 'c', amount: 9 }), event('s', 'b', 1, { card: 'c', amount: 1 }), event('s', 'c', 4, { card: 'c', amount: 6 }))).toEqual([
      ['accepted', ['warn'], ['more than five']],
      ['accepted', [], []],
      ['accepted', ['warn', 'pair'], ['more than five']],
    ]);
  });

  test('says where an event was late or rejected', () => {
    expect(answers(event('s', 'a', 30), event('s', 'b', 1), { source: 's', row: { id: 'x', at: 'soon' } })).toEqual([['accepted', [], []], ['late', [], []], ['rejected', [], []]]);
  });
});
