import type { Compilation } from '../../compile/compile.ts';
import type { Value } from '../../data/field.ts';
import type { Alert } from '../../engine/contract.ts';
import type { AlertStep, SourceStep, StreamRef } from '../../plan/plan.ts';
import { outputsOf } from '../../plan/steps.ts';
import { createRegister, sameKeyOf, shownKey } from './collect.ts';
import type { Register } from './collect.ts';
import { inspect } from './inspect.ts';
import type { Details } from './inspect.ts';
import { isAlert, isSource, mapPlan } from './map.ts';
import type { PlanMap } from './map.ts';
import type { AboutEvent, Explanation } from './model.ts';
import { searchFor } from './search.ts';
import type { FoundRow } from './search.ts';
import { silencesOf, unlessOf } from './silence.ts';
import type { Followed } from './silence.ts';
import { nodeStates } from './states.ts';
import { traceProbe } from './trace.ts';
import type { Target, Trace } from './trace.ts';
import { explainedRow } from './visits.ts';
import { runWith } from './watch.ts';
import type { Probe, Replay, Seen } from './watch.ts';

/** Why, asked after the fact: the input runs again, a few times, and is looked at where it matters. */

export interface Inquiry {
  readonly compilation: Compilation;
  readonly replay: Replay;
}

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
const mostExamples = 5;

/** An alert, by its id or an unmistakable beginning of it. */
export async function explainAlert({ compilation, replay }: Inquiry, id: string): Promise<Answer> {
  const map = mapPlan(compilation);
  const matching: Alert[] = [];
  const some: string[] = [];
  let count = 0;
  const look: Probe = {
    streams: [],
    see: () => {},
    alert: (alert) => {
      count += 1;
      if (some.length < mostExamples) some.push(alert.id);
      if (id !== '' && alert.id.startsWith(id) && matching.length <= mostExamples) matching.push(alert);
    },
  };
  await runWith(replay, [look]);
  const alert =
    matching.find((each) => each.id === id) ?? (matching.length === 1 && id.length >= 4 ? matching[0] : undefined);
  const step = map.steps.find((each): each is AlertStep => isAlert(each) && each.node === alert?.node);
  if (alert === undefined || step === undefined) {
    return matching.length > 1
      ? { found: undefined, count, some: matching.map((each) => each.id), ambiguous: true }
      : { found: undefined, count, some };
  }
  const register = createRegister(map);
  const { rows, traces } = await lookUp(map, replay, register, { id: alert.row, time: alert.time });
  const [subject] = rows;
  const after = subject?.details.after.get(step.id);
  const { fields } = map.scope(step, step.input);
  return {
    found: [
      {
        about: {
          type: 'alert',
          alert,
          key: shownKey(step.key, alert.event, fields),
          same: sameKeyOf(map, step.node, step.key),
          unless: subject === undefined ? [] : unlessOf(map, step, subject.details.trace),
          ...(after === undefined ? {} : { after }),
        },
        rows: rows.map(({ row }) => row),
        nodes: nodeStates(map, rows, traces, new Set([...map.into(step), `${step.id}.sent`])),
        alerts: [alert],
        silences: [],
        listed: register.listed,
      },
    ],
  };
}

/** The row, what it was made of, what those were made of, and so on. */
async function lookUp(
  map: PlanMap,
  replay: Replay,
  register: Register,
  target: Target,
): Promise<{ readonly rows: readonly Followed[]; readonly traces: readonly Trace[] }> {
  const rows: Followed[] = [];
  const traces: Trace[] = [];
  const known = new Set<string>();
  let level: readonly Target[] = [target];
  while (level.length > 0) {
    for (const each of level) known.add(each.id);
    const found = await trace(map, replay, level);
    traces.push(...found);
    const followed = found.slice(-mostParents);
    const details = await inspectAll(map, replay, register, followed, false);
    rows.push(
      ...details.map((each) => ({
        details: each,
        row: explainedRow(map, each, rows.length === 0 ? 'subject' : 'part'),
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
  map: PlanMap,
  replay: Replay,
  targets: readonly Target[],
  streams = mainStreams(map),
): Promise<readonly Trace[]> {
  const probe = traceProbe(targets, streams);
  await runWith(replay, [probe]);
  return probe.traces().filter(({ at }) => at.size > 0);
}

async function inspectAll(
  map: PlanMap,
  replay: Replay,
  register: Register,
  traces: readonly Trace[],
  wholes: boolean,
): Promise<readonly Details[]> {
  const inspections = traces.map((each) => inspect(map, each, register, { wholes }));
  const probes = inspections.flatMap((each) => each.probes);
  if (probes.some(({ streams, alert }) => streams.length > 0 || alert !== undefined)) await runWith(replay, probes);
  return inspections.map((each) => each.details());
}

/** An event by its source and its id; each row that has the id is explained by itself. */
export async function explainEvent({ compilation, replay }: Inquiry, source: string, event: string): Promise<Answer> {
  const map = mapPlan(compilation);
  const step = map.steps.find((each): each is SourceStep => isSource(each) && each.id === source);
  if (step === undefined) return { found: undefined, count: 0, some: [] };
  const search = searchFor(step, event);
  await runWith(replay, search.probes);
  if (search.found.length === 0) return { found: undefined, count: search.count(), some: search.some() };
  const explanations: Explanation[] = [];
  for (const [index, row] of search.found.entries()) {
    explanations.push(await explainRow(map, replay, step, row, { number: index + 1, of: search.found.length }));
  }
  return { found: explanations };
}

async function explainRow(
  map: PlanMap,
  replay: Replay,
  step: SourceStep,
  { seen, outcome }: FoundRow,
  which: Pick<AboutEvent, 'number' | 'of'>,
): Promise<Explanation> {
  const register = createRegister(map);
  const event: Value = step.key === undefined ? seen.id : (seen.values[step.key] ?? null);
  const about: AboutEvent = {
    type: 'event',
    source: step.node,
    event,
    outcome,
    ...asideOf(step, seen, outcome),
    ...which,
  };
  const target: Target = { id: seen.id, time: seen.time, name: seen };
  const { rows, alerts } = await lookDown(
    map,
    replay,
    register,
    target,
    outcome === 'accepted' ? mainStreams(map) : asideStreams(map, step, outcome),
  );
  const raised = new Set(alerts.flatMap(({ node }) => map.steps.filter((each) => isAlert(each) && each.node === node)));
  const leading = new Set([...raised].flatMap((each) => [...map.into(each), `${each.id}.sent`]));
  return {
    about,
    rows: rows.map(({ row }) => row),
    nodes: nodeStates(
      map,
      rows,
      rows.map(({ details }) => details.trace),
      leading,
    ),
    alerts,
    silences: outcome === 'accepted' ? silencesOf(map, rows) : [],
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
  map: PlanMap,
  replay: Replay,
  register: Register,
  target: Target,
  streams: readonly StreamRef[],
): Promise<{ readonly rows: readonly Followed[]; readonly alerts: readonly Alert[] }> {
  const rows: Followed[] = [];
  const known = new Set<string>();
  let level: readonly Target[] = [target];
  for (let depth = 0; level.length > 0 && depth < furthest; depth += 1) {
    for (const each of level) known.add(each.id);
    const found = await trace(map, replay, level, streams);
    const details = await inspectAll(map, replay, register, found, true);
    rows.push(
      ...details.map((each) => ({
        details: each,
        row: explainedRow(map, each, rows.length === 0 ? 'subject' : 'whole'),
      })),
    );
    level = unique(details.flatMap(({ wholes }) => wholes))
      .filter(({ id }) => !known.has(id))
      .slice(0, mostWholes);
  }
  const sent = new Set(
    rows.flatMap(
      ({
        details: {
          trace: { at },
        },
        row,
      }) => map.steps.flatMap((step) => (isAlert(step) && at.has(`${step.id}.sent`) ? [`${step.node}/${row.id}`] : [])),
    ),
  );
  const alerts: Alert[] = [];
  if (sent.size > 0) {
    const collect = (alert: Alert): void => {
      if (sent.has(`${alert.node}/${alert.row}`)) alerts.push(alert);
    };
    await runWith(replay, [{ streams: [], see: () => {}, alert: collect }]);
  }
  return { rows, alerts };
}
