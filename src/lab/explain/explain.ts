import type { Value } from '../../data/field.ts';
import type { Alert } from '../../engine/contract.ts';
import { countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { AlertStep, SourceStep, Step, StreamRef } from '../../plan/plan.ts';
import { outputsOf } from '../../plan/steps.ts';
import { createRegister, makerNodes, sameKeyOf, shownKey } from './collect.ts';
import type { Register } from './collect.ts';
import { together } from './counted.ts';
import { inspect } from './inspect.ts';
import type { Details } from './inspect.ts';
import { isAlert, isSource, mapPlan } from './map.ts';
import type { PlanMap } from './map.ts';
import type { AboutEvent, Explanation } from './model.ts';
import { partOf } from './part.ts';
import { createRuns } from './runs.ts';
import type { Inquiry, Kept, Runs } from './runs.ts';
import { searchFor } from './search.ts';
import type { FoundRow } from './search.ts';
import { silencesOf, unlessOf } from './silence.ts';
import type { Followed } from './silence.ts';
import { statesOf } from './states.ts';
import { traceProbe } from './trace.ts';
import type { Target, Trace } from './trace.ts';
import { explainedRow } from './visits.ts';
import { always, listenerOf, seenIn } from './watch.ts';
import type { Probe, Seen } from './watch.ts';

/** Why, asked after the fact: the input runs again, and is looked at where it matters. */

export type Answer = { readonly found: readonly Explanation[] } | NotFound;

export interface NotFound {
  readonly found: undefined;
  /** How many there were to choose from, and some of them. */
  readonly count: number;
  readonly some: readonly string[];
  /** Where the beginning of an id stands for several. */
  readonly ambiguous?: true | undefined;
}

/** Of the rows of a summary only the latest are followed as far as the sources. */
const mostParents = 5;
/** Of an event's consequences no more than these are followed, and no further than this. */
const mostWholes = 60;
const furthest = 6;
const mostCounted = 3;
const mostExamples = 5;
const shortest = 4;

/** What explanations are made from. */
interface Desk {
  readonly map: PlanMap;
  readonly runs: Runs;
}

async function atDesk<T>(inquiry: Inquiry, isAsked: (step: Step) => boolean, ask: (desk: Desk) => Promise<T>): Promise<T> {
  const compilation = inquiry.runs === undefined ? partOf(inquiry.compilation, isAsked) : inquiry.compilation;
  const runs = inquiry.runs?.() ?? createRuns(inquiry, compilation.plan);
  try {
    return await ask({ map: mapPlan(compilation, inquiry.zone), runs });
  } finally {
    await runs.close();
  }
}

/** An alert, by its id or an unmistakable beginning of it; who knows its time need not wait until it comes by. */
export function explainAlert(inquiry: Inquiry, id: string, time?: number | null): Promise<Answer> {
  return atDesk(inquiry, isAlert, async (desk) => {
    const known = time === undefined || time === null ? undefined : await alertAt(desk, id, time);
    if (known !== undefined) return { found: [await whyRaised(desk, known)] };
    const matching: Alert[] = [];
    const some: string[] = [];
    let count = 0;
    const search = desk.runs.search({
      alert: (alert) => {
        count += 1;
        if (some.length < mostExamples) some.push(alert.id);
        if (id !== '' && alert.id.startsWith(id) && matching.length <= mostExamples) matching.push(alert);
      },
    });
    const exactly = (): Alert | undefined => matching.find((each) => each.id === id);
    // What seems to be meant is explained while it is at hand, and then may turn out not to be the only one.
    let meant: { readonly alert: Alert; readonly explanation: Explanation } | undefined;
    const isEnough = (): boolean =>
      exactly() !== undefined || (meant === undefined && id.length >= shortest && matching.length > 0);
    while (await search.goOn(isEnough)) {
      const alert = exactly() ?? matching[0];
      if (alert !== undefined && alert !== meant?.alert) meant = { alert, explanation: await whyRaised(desk, alert) };
      if (meant?.alert.id === id) return { found: [meant.explanation] };
    }
    if (matching.length > 1) return { found: undefined, count, some: matching.map((each) => each.id), ambiguous: true };
    return meant === undefined ? { found: undefined, count, some } : { found: [meant.explanation] };
  });
}

/** From the last landmark before it; undefined where there is none. */
async function alertAt({ runs }: Desk, id: string, time: number): Promise<Alert | undefined> {
  let found: Alert | undefined;
  const take = (alert: Alert): void => {
    if (alert.id === id) found = alert;
  };
  const search = runs.search({ alert: take }, ({ reached }) => reached.every((moment) => moment < time));
  if (search.begun !== undefined) await search.goOn(() => found !== undefined);
  return found;
}

async function whyRaised(desk: Desk, alert: Alert): Promise<Explanation> {
  const { map } = desk;
  const step = map.steps.find((each): each is AlertStep => isAlert(each) && each.node === alert.node);
  if (step === undefined) throw new Error(`the plan has no alert ${alert.node}`);
  const register = createRegister(map);
  const { rows, traces } = await lookUp(desk, register, { id: alert.row, time: alert.time });
  const [subject] = rows;
  const after = subject?.details.after.get(step.id);
  const { fields } = map.scope(step, step.input);
  const same = sameKeyOf(map, step.node, step.key);
  return {
    about: {
      type: 'alert',
      alert,
      key: shownKey(map, step.key, alert.event, fields),
      ...(same === undefined ? {} : { same }),
      unless: subject === undefined ? [] : unlessOf(map, step, subject.details.trace),
      ...(after === undefined ? {} : { after }),
    },
    rows: rows.map(({ row }) => row),
    ...statesOf(map, rows, traces, new Set([...map.into(step), `${step.id}.sent`])),
    alerts: [alert],
    counted: { alerts: [], count: 0 },
    silences: [],
    listed: register.listed,
  };
}

/** The row, what it was made of, what those were made of, and so on. */
async function lookUp(
  desk: Desk,
  register: Register,
  target: Target,
): Promise<{ readonly rows: readonly Followed[]; readonly traces: readonly Trace[] }> {
  const rows: Followed[] = [];
  const traces: Trace[] = [];
  const known = new Set<string>();
  let level: readonly Target[] = [target];
  while (level.length > 0) {
    for (const each of level) known.add(each.id);
    const found = await trace(desk, level);
    traces.push(...found);
    const followed = found.slice(-mostParents);
    const details = await inspectAll(desk, register, followed, false);
    rows.push(
      ...details.map((each) => ({
        details: each,
        row: explainedRow(desk.map, each, rows.length === 0 ? 'subject' : 'part'),
      })),
    );
    level = unique(details.flatMap(({ parents }) => parents)).filter(({ id }) => !known.has(id));
  }
  return { rows, traces };
}

const unique = (targets: readonly Target[]): readonly Target[] => [
  ...new Map(targets.map((each) => [each.id, each])).values(),
];

/** Every stream but those of rows set aside. */
const mainStreams = (map: PlanMap): readonly StreamRef[] =>
  map.steps.flatMap((step) => (isSource(step) ? [`${step.id}.events`] : outputsOf(step)));

async function trace(
  { map, runs }: Desk,
  targets: readonly Target[],
  streams = mainStreams(map),
  since?: Kept,
): Promise<readonly Trace[]> {
  const probe = traceProbe(targets, streams);
  await runs.look([probe], since);
  return probe.traces().filter(({ at }) => at.size > 0);
}

async function inspectAll(
  { map, runs }: Desk,
  register: Register,
  traces: readonly Trace[],
  wholes: boolean,
): Promise<readonly Details[]> {
  const inspections = traces.map((each) => inspect(map, each, register, { wholes }));
  await runs.look(inspections.flatMap((each) => each.probes));
  return inspections.map((each) => each.details());
}

/** An event by its source and its id; each row that has the id is explained by itself. */
export function explainEvent(inquiry: Inquiry, source: string, event: string): Promise<Answer> {
  return atDesk(inquiry, ({ id }) => id === source, async (desk) => {
    const step = desk.map.steps.find((each): each is SourceStep => isSource(each) && each.id === source);
    if (step === undefined) return { found: undefined, count: 0, some: [] };
    const { probes, found, count, some } = searchFor(step, event);
    const search = desk.runs.search(listenerOf(probes));
    const explanations: Explanation[] = [];
    while (await search.goOn(() => found.length > explanations.length)) {
      for (const row of found.slice(explanations.length)) explanations.push(await becameOf(desk, step, row, search.kept()));
    }
    if (found.length === 0) return { found: undefined, count: count(), some: some() };
    return { found: explanations.map((each, index) => numbered(each, index + 1, explanations.length)) };
  });
}

/** The row of a stream that stands at a place in it, wherever it was made; of rows that are set aside, too. */
export function explainRow(inquiry: Inquiry, stream: StreamRef, place: number): Promise<Answer> {
  return atDesk(inquiry, (step) => streamsOf(step).includes(stream), async (desk) => {
    const { map, runs } = desk;
    let row: Seen | undefined;
    const see = (flow: Flow): void => {
      const count = countOf(flow);
      const at = place - passed;
      if (row === undefined && at < count) row = seenIn(flow, flow.rows?.[at] ?? at);
      passed += count;
    };
    const search = runs.search(listenerOf([{ ...always, streams: [stream], see }]), ({ counts }) => (counts[stream] ?? 0) <= place);
    let passed = search.begun?.counts[stream] ?? 0;
    await search.goOn(() => row !== undefined);
    if (row === undefined) return { found: undefined, count: passed, some: [] };
    const node = makerNodes(map)[row.maker];
    const maker = map.steps.find((step) => step.node === node);
    if (maker === undefined) return { found: undefined, count: passed, some: [] };
    if (isSource(maker)) {
      const outcome = (['late', 'rejected'] as const).find((port) => stream === `${maker.id}.${port}`) ?? 'accepted';
      return { found: [await becameOf(desk, maker, { seen: row, outcome }, search.kept())] };
    }
    const target: Target = { id: row.id, time: row.time, name: row };
    return { found: [await whatBecame(desk, { type: 'event', source: maker.node, event: row.id, outcome: 'accepted', number: 1, of: 1 }, await trace(desk, [target]))] };
  });
}

const streamsOf = (step: Step): readonly StreamRef[] => (isSource(step) ? [`${step.id}.events`, `${step.id}.late`, `${step.id}.rejected`] : outputsOf(step));

const numbered = (explanation: Explanation, number: number, of: number): Explanation =>
  explanation.about.type === 'event' ? { ...explanation, about: { ...explanation.about, number, of } } : explanation;

async function becameOf(
  desk: Desk,
  step: SourceStep,
  { seen, outcome }: FoundRow,
  since: Kept | undefined,
): Promise<Explanation> {
  const { map } = desk;
  const event: Value = step.key === undefined ? seen.id : (seen.values[step.key] ?? null);
  const about: AboutEvent = {
    type: 'event',
    source: step.node,
    event,
    outcome,
    ...asideOf(step, seen, outcome),
    number: 1,
    of: 1,
  };
  const target: Target = { id: seen.id, time: seen.time, name: seen };
  const traces =
    outcome === 'accepted'
      ? await trace(desk, [target])
      : await trace(desk, [{ ...target, aside: true }], asideStreams(map, step, outcome), since);
  return whatBecame(desk, about, traces);
}

async function whatBecame(desk: Desk, about: AboutEvent, subject: readonly Trace[]): Promise<Explanation> {
  const { map } = desk;
  const register = createRegister(map);
  const { rows, alerts } = await lookDown(desk, register, subject);
  const raised = new Set(alerts.flatMap(({ node }) => map.steps.filter((each) => isAlert(each) && each.node === node)));
  const known = new Set(alerts.map(({ id }) => id));
  const counted = together(rows.flatMap(({ details }) => details.counted)).filter(({ alert }) => !known.has(alert.id));
  const leading = new Set([...raised].flatMap((each) => [...map.into(each), `${each.id}.sent`]));
  return {
    about,
    rows: rows.map(({ row }) => row),
    ...statesOf(
      map,
      rows,
      rows.map(({ details }) => details.trace),
      leading,
    ),
    alerts,
    counted: { alerts: counted.slice(0, mostCounted), count: counted.length },
    silences: about.outcome === 'accepted' ? silencesOf(map, rows) : [],
    listed: register.listed,
  };
}

function asideOf(
  { setAside }: SourceStep,
  { values }: Seen,
  outcome: AboutEvent['outcome'],
): Pick<AboutEvent, 'reason' | 'line'> {
  if (outcome === 'accepted') return {};
  const [reason, line] = [values[setAside.reason.name] ?? null, values[setAside.line.name] ?? null];
  return { ...(typeof reason === 'string' ? { reason } : {}), ...(typeof line === 'number' ? { line } : {}) };
}

const asideStreams = (map: PlanMap, step: SourceStep, port: string): readonly StreamRef[] => [
  `${step.id}.${port}`,
  ...map.steps.flatMap((each) => (each.op === 'output' ? outputsOf(each) : [])),
];

/** The row, what was made of it, what was made of that, and so on; and the alerts that were sent for any of these. */
async function lookDown(
  desk: Desk,
  register: Register,
  subject: readonly Trace[],
): Promise<{ readonly rows: readonly Followed[]; readonly alerts: readonly Alert[] }> {
  const { map } = desk;
  const rows: Followed[] = [];
  const known = new Set<string>();
  let found = subject;
  for (let depth = 0; found.length > 0 && depth < furthest; depth += 1) {
    const details = await inspectAll(desk, register, found, true);
    rows.push(
      ...details.map((each) => ({
        details: each,
        row: explainedRow(map, each, rows.length === 0 ? 'subject' : 'whole'),
      })),
    );
    for (const { id } of found) known.add(id);
    const next = unique(details.flatMap(({ wholes }) => wholes))
      .filter(({ id }) => !known.has(id))
      .slice(0, mostWholes);
    found = next.length === 0 ? [] : await trace(desk, next);
  }
  return { rows, alerts: await alertsFor(desk, rows) };
}

async function alertsFor({ map, runs }: Desk, rows: readonly Followed[]): Promise<readonly Alert[]> {
  const alerts: Alert[] = [];
  const sent = map.steps.filter(isAlert).flatMap((step) =>
    rows.flatMap(({ details: { trace: { at, id, time } } }): readonly Probe[] => {
      const stream = `${step.id}.sent`;
      const alert = (each: Alert): void => {
        if (each.node === step.node && each.row === id) alerts.push(each);
      };
      const span = time === null ? always : { from: time, to: time };
      return at.has(stream) ? [{ ...span, streams: [stream], see: () => {}, alert, content: () => alerts.some(({ node, row }) => node === step.node && row === id) }] : [];
    }),
  );
  await runs.look(sent);
  return alerts;
}
