import { carryOver } from '../../engine/carry.ts';
import type { Carried } from '../../engine/carry.ts';
import type { EngineOptions, Statistics } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { withoutSteps } from '../../engine/snapshot.ts';
import type { Plan } from '../../plan/plan.ts';
import { call } from './calls.ts';
import type { Call, TableCall } from './calls.ts';

/** A run of one plan that another is to go on with. */
export interface Filling {
  readonly from: Plan;
  readonly to: Plan;
  readonly tables?: EngineOptions['tables'];
  /** Tables that only the new plan has, with how they were at each moment: they can be told of before all else. */
  readonly opened?: readonly TableCall[] | undefined;
  /** What the engine of the old plan held at some moment. */
  readonly snapshot: Uint8Array;
}

/**
 * Carries over what a run held some time ago, and tells an engine of the new plan what came since: so steps that would
 * begin empty have the rows of that time, and the others come to what they are. What is told on the way nobody hears; so
 * alerts that are new do not remember it.
 */
export async function filledOver({ from, to, tables, opened = [], snapshot }: Filling, since: AsyncIterable<Call>): Promise<Carried> {
  const { snapshot: carried, kept, empty } = carryOver(from, to, snapshot);
  const engine = createEngine(to, { tables, snapshot: carried });
  const began = furthest(engine.statistics());
  for (const each of opened) call(engine, each);
  for await (const each of since) call(engine, each);
  const covered = nearest(engine.statistics()) - began;

  const alerts = empty.flatMap(({ step }) => (step.op === 'alert' ? [step.id] : []));
  const short = empty.flatMap((each) => {
    if (each.step.op === 'alert' || each.step.op === 'source' || each.holds === undefined) return [each];
    const holds = each.holds - covered;
    return holds > 0 ? [{ ...each, holds }] : [];
  });
  const stillEmpty = new Set(short.map(({ step }) => step));
  const full = empty.flatMap(({ step }) => (stillEmpty.has(step) ? [] : [step]));
  return { snapshot: withoutSteps(engine.snapshot(), alerts), kept: [...kept, ...full], empty: short };
}

/** How far the sources had come at most, and have come at least; those that never had anything do not count. */
const furthest = (statistics: Statistics): number => Math.max(-Infinity, ...watermarks(statistics));
const nearest = (statistics: Statistics): number => Math.min(...watermarks(statistics));

const watermarks = ({ sources }: Statistics): readonly number[] =>
  Object.values(sources).flatMap(({ watermark }) => (watermark === -Infinity ? [] : [watermark]));
