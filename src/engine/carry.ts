import type { Plan, Step, StreamRef } from '../plan/plan.ts';
import { inputsOf, outputsOf } from '../plan/steps.ts';
import { meaningsOf } from './carry-meaning.ts';
import type { Meanings } from './carry-meaning.ts';
import { nameOfPart, partsOf } from './components.ts';
import { readSnapshot, stampOf } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { encode } from './state/encode.ts';
import type { State } from './state/state.ts';

/**
 * What an engine held under one plan, for an engine under another. A step goes on with what it kept wherever that means
 * the same under both; all others begin empty, each with the reason why.
 */
export interface Carried {
  readonly snapshot: Uint8Array;
  /** Steps of the new plan that go on. */
  readonly kept: readonly Step[];
  readonly empty: readonly EmptyStep[];
}

export interface EmptyStep {
  readonly step: Step;
  readonly why: Why;
  /**
   * After so many milliseconds it is as if it had never been empty, as all that leads to it then is, too. Left out where
   * no time can be told.
   */
  readonly holds?: number | undefined;
  /** Of a source: rows that had been accepted and wait no more. */
  readonly lost?: number | undefined;
}

export type Why =
  | { readonly type: 'new' }
  /** The step before the change. */
  | { readonly type: 'settings'; readonly before: Step }
  /** These nodes, through which its rows come, are new or do something else. */
  | { readonly type: 'upstream'; readonly nodes: readonly string[] }
  /** Rows come to it by other ways. */
  | { readonly type: 'connections' };

/** What a plan is, and what its streams and steps mean. */
interface Side {
  readonly plan: Plan;
  readonly meanings: Meanings;
  readonly byId: ReadonlyMap<string, Step>;
}

const sideOf = (plan: Plan): Side => ({ plan, meanings: meaningsOf(plan), byId: new Map(plan.steps.map((step) => [step.id, step])) });

/** Whether the step keeps something that later rows look back at. */
export const looksBack = (step: Step): boolean => keepers.has(step.op) || (step.op === 'alert' && step.suppress !== undefined);
const keepers: ReadonlySet<Step['op']> = new Set(['source', 'rolling', 'window', 'join', 'dedupe', 'sequence']);

export function carryOver(from: Plan, to: Plan, snapshot: Uint8Array): Carried {
  const stored = readSnapshot(snapshot);
  if (stored.plan !== stampOf(from)) throw new Error(`the snapshot is of another plan, of the graph ${stored.graph}`);
  if (stored.plan === stampOf(to)) return { snapshot, kept: to.steps.filter(looksBack), empty: [] };

  const [before, after] = [sideOf(from), sideOf(to)];
  const pairs = counterparts(before, after);
  const sources: [string, State][] = [];
  const steps: [string, State][] = [];
  const streams: [StreamRef, number][] = [];
  const kept: Step[] = [];
  for (const step of to.steps) {
    const pair = pairs.get(step.id);
    if (pair === undefined) continue;
    kept.push(step);
    const state = step.op === 'source' ? stored.sources[pair.id] : stored.steps[pair.id];
    if (state !== undefined) (step.op === 'source' ? sources : steps).push([step.id, state]);
  }
  for (const step of to.steps) {
    const pair = pairs.get(step.id) ?? sameIn(before, step);
    for (const ref of pair === undefined ? [] : outputsOf(step)) {
      const old = `${pair?.id ?? ''}${ref.slice(step.id.length)}`;
      const count = stored.streams[old];
      if (count !== undefined && before.meanings.ofStream(old) === after.meanings.ofStream(ref)) streams.push([ref, count]);
    }
  }
  const { parts, raised } = partsAfter(before, after, stored, new Set(sources.map(([id]) => id)));
  const carried: Snapshot = {
    ...stored,
    plan: stampOf(to),
    graph: to.graph,
    parts,
    sources: Object.fromEntries(sources.map(([id, state]) => [id, withWatermark(state, raised.get(id))])),
    streams: Object.fromEntries(streams),
    steps: Object.fromEntries(steps),
  };
  return { snapshot: encode(carried), kept: kept.filter(looksBack), empty: emptyIn(before, after, pairs, stored) };
}

/** A step of the same name that does the same kind of thing, whatever its settings. */
function sameIn({ byId }: Side, step: Step): Step | undefined {
  const same = byId.get(step.id);
  return same?.op === step.op ? same : undefined;
}

/**
 * By step of the new plan, the one of the old whose state means the same: best the one of its name. What an alert has
 * sent is not what another would have.
 */
function counterparts(before: Side, after: Side): ReadonlyMap<string, Step> {
  const meaningOf = ({ meanings }: Side, step: Step): string => meanings.ofState(step).all;
  const byMeaning = new Map<string, Step>();
  for (const step of before.plan.steps) {
    const meaning = meaningOf(before, step);
    if (!byMeaning.has(meaning) && (step.op !== 'alert' || !after.byId.has(step.id))) byMeaning.set(meaning, step);
  }
  const pairs = new Map<string, Step>();
  for (const step of after.plan.steps) {
    const meaning = meaningOf(after, step);
    const same = sameIn(before, step);
    const pair = same !== undefined && meaningOf(before, same) === meaning ? same : byMeaning.get(meaning);
    if (pair === undefined) continue;
    pairs.set(step.id, pair);
    if (step.op === 'alert') byMeaning.delete(meaning);
  }
  return pairs;
}

interface Reached {
  readonly released: number;
  readonly until: number;
}

/**
 * How far the parts of the new plan have come. Where its sources were in several parts before, that is as far as all
 * of these; but no source takes rows up to what its own part had released.
 */
function partsAfter(
  before: Side,
  after: Side,
  stored: Snapshot,
  kept: ReadonlySet<string>,
): { readonly parts: Readonly<Record<string, Reached>>; readonly raised: ReadonlyMap<string, number> } {
  const reached = new Map<string, { readonly part: string; readonly at: Reached }>();
  for (const sources of sourcesByPart(before.plan)) {
    const part = nameOfPart(sources);
    const at = stored.parts[part];
    if (at !== undefined) for (const id of sources) reached.set(id, { part, at });
  }
  const parts: [string, Reached][] = [];
  const raised = new Map<string, number>();
  for (const sources of sourcesByPart(after.plan)) {
    const name = nameOfPart(sources);
    const old = sources.flatMap((id) => (kept.has(id) ? (reached.get(id) ?? []) : []));
    if (old.length === 0) continue;
    const released = Math.min(...old.map(({ at }) => at.released));
    parts.push([name, { released, until: Math.min(...old.map(({ at }) => at.until)) }]);
    for (const id of sources) {
      const own = reached.get(id);
      if (own !== undefined && kept.has(id) && own.part !== name) raised.set(id, own.at.released);
    }
  }
  return { parts: Object.fromEntries(parts), raised };
}

const sourcesByPart = ({ steps }: Plan): readonly (readonly string[])[] =>
  partsOf(steps).map((places) => places.flatMap((at) => (steps[at]?.op === 'source' ? [steps[at].id] : [])));

function withWatermark(state: State, least = -Infinity): State {
  if (!isRecord(state)) return state;
  const watermark = state['watermark'];
  return typeof watermark === 'number' && watermark < least ? { ...state, watermark: least } : state;
}

const isRecord = (state: State | undefined): state is { readonly [name: string]: State } =>
  typeof state === 'object' && state !== null && !Array.isArray(state) && !ArrayBuffer.isView(state);

function emptyIn(before: Side, after: Side, pairs: ReadonlyMap<string, Step>, stored: Snapshot): readonly EmptyStep[] {
  const empty: EmptyStep[] = [];
  /** By step: how long until its rows are as if nothing had ever been empty. */
  const waits = new Map<string, number>();
  const makers = new Map(after.plan.steps.flatMap((step) => outputsOf(step).map((ref) => [ref, step.id] as const)));
  for (const step of after.plan.steps) {
    const upstream = Math.max(0, ...inputsOf(step).flat().map((ref) => waits.get(makers.get(ref) ?? '') ?? 0));
    const isEmpty = looksBack(step) && !pairs.has(step.id);
    // What an alert remembers are moments alone, whatever the rows before it are made of.
    const wait = (step.op === 'alert' ? 0 : upstream) + (isEmpty ? lookback(step) : 0);
    waits.set(step.id, wait);
    if (!isEmpty) continue;
    const lost = step.op === 'source' ? waitingIn(stored.sources[step.id]) : 0;
    empty.push({
      step,
      why: whyEmpty(before, after, step),
      ...(wait > 0 && wait < Infinity ? { holds: wait } : {}),
      ...(lost > 0 ? { lost } : {}),
    });
  }
  return empty;
}

function waitingIn(state: State | undefined): number {
  const waiting = isRecord(state) ? state['waiting'] : undefined;
  const length = isRecord(waiting) ? waiting['length'] : undefined;
  return typeof length === 'number' ? length : 0;
}

const dayAtMost = 25 * 3_600_000;

/** How far back it looks, in milliseconds; infinite where the rows alone tell. */
function lookback(step: Step): number {
  switch (step.op) {
    case 'rolling':
      return Math.max(0, ...step.features.map(({ window }) => window));
    case 'join':
      return Math.max(step.to, 0) - Math.min(step.from, 0);
    case 'dedupe':
      return step.period;
    case 'sequence':
      return step.within;
    case 'alert':
      return step.suppress?.period ?? 0;
    case 'window': {
      if (step.shape.type === 'session') return Infinity;
      const { size } = step.shape;
      return 'ms' in size ? size.ms : size.count * (size.unit === 'week' ? 7 : 1) * dayAtMost;
    }
    default:
      return 0;
  }
}

function whyEmpty(before: Side, after: Side, step: Step): Why {
  const old = sameIn(before, step);
  if (old === undefined) return { type: 'new' };
  if (before.meanings.ofState(old).own !== after.meanings.ofState(step).own) return { type: 'settings', before: old };
  const nodes = changedBefore(before, after, step);
  return nodes.length > 0 ? { type: 'upstream', nodes } : { type: 'connections' };
}

/** The nearest nodes, upstream of a step, that are new or have other settings. */
function changedBefore(before: Side, after: Side, step: Step): readonly string[] {
  const makers = new Map(after.plan.steps.flatMap((each) => outputsOf(each).map((ref) => [ref, each] as const)));
  const seen = new Set<Step>();
  const changed = new Set<string>();
  const visit = (each: Step): void => {
    for (const ref of inputsOf(each).flat()) {
      const maker = makers.get(ref);
      if (maker === undefined || seen.has(maker)) continue;
      seen.add(maker);
      const old = sameIn(before, maker);
      if (old === undefined || settings(old) !== settings(maker)) changed.add(maker.node);
      else visit(maker);
    }
  };
  visit(step);
  return [...changed];
}

/** All that a step says but for where its rows come from. */
const settings = (step: Step): string =>
  JSON.stringify(step, (name, value: unknown) => (wires.has(name) && Array.isArray(value) ? undefined : value));
const wires = new Set(['input', 'left', 'right']);
