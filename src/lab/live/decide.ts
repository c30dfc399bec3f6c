import { valueAt } from '../../data/columns.ts';
import type { Batch } from '../../data/columns.ts';
import type { Row } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import type { Reading } from '../../data/read/reading.ts';
import type { Text } from '../../data/text.ts';
import { inLanguage, pick, words } from '../../data/text.ts';
import { quote } from '../../data/words.ts';
import type { Alert, Engine, Output } from '../../engine/contract.ts';
import { rowOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { Plan, SourceStep, Step, StreamRef } from '../../plan/plan.ts';
import { reasonsName } from '../../plan/plan.ts';
import { inputsOf, isMaker, outputsOf } from '../../plan/steps.ts';

/**
 * What a graph says of an event that has just been accepted, for who waits for the answer. It is provisional: what comes
 * later, of an earlier time, may still change it.
 */
export interface Decision {
  readonly outcome: 'accepted' | 'late' | 'rejected';
  /** The id of the event's row; of one that was accepted. */
  readonly row?: string | undefined;
  /** What is told at its own moment of it, or of what it completes. */
  readonly alerts: readonly Alert[];
  readonly outputs: readonly Output[];
  readonly reasons: readonly string[];
  /** The event with all that steps have added to it: features, scores, bands. */
  readonly event: Row;
}

/** What was told as the event was pushed: of a source without a time, all there is to be told. */
export interface Told {
  readonly alerts: readonly Alert[];
  readonly outputs: readonly Output[];
}

/** Whether it does something because time passes, and not because a row comes. */
const waitsForTime = (step: Step): boolean =>
  step.op === 'window' || (step.op === 'join' && step.mode === 'outer') || (step.op === 'sequence' && step.absent);

/**
 * Why nothing can be decided about an event of the source, or of any: what is told of it depends on what only time
 * brings about. Alerts of windows and absences alone do not stand in the way, as they are never about the event itself.
 */
export function undecidable({ steps }: Plan, source?: string, nameOf: (node: string) => Text = (node) => node): Problem | undefined {
  const makers = new Map(steps.flatMap((step) => outputsOf(step).map((ref) => [ref, step.id] as const)));
  /** By step: a node upstream of it, or itself, that waits for time. */
  const timers = new Map<string, string>();
  /** Steps that a row of the source comes to by no such node. */
  const direct = new Set<string>();
  let decides = false;
  let waiting: string | undefined;
  for (const step of steps) {
    const before = inputsOf(step).flat().flatMap((ref) => (/\.(late|rejected)$/.test(ref) ? [] : (makers.get(ref) ?? [])));
    const isDirect = step.op === 'source' ? source === undefined || step.id === source : before.some((id) => direct.has(id));
    const timer = waitsForTime(step) ? step.node : before.map((id) => timers.get(id)).find((node) => node !== undefined);
    if (timer !== undefined) timers.set(step.id, timer);
    if (isDirect && !waitsForTime(step)) direct.add(step.id);
    if (step.op !== 'alert' && step.op !== 'output') continue;
    if (isDirect && timer !== undefined) return problem(timer, nameOf);
    if (isDirect) decides = true;
    waiting ??= timer;
  }
  if (decides) return undefined;
  return waiting === undefined ? { code: 'undecided', severity: 'error', message: nothingToTell } : problem(waiting, nameOf);
}

const nothingToTell = {
  en: 'No alert and no output speaks of this event: lead it to one',
  zh: '没有预警或输出会处理这个事件：请把它连到预警或输出',
};

function problem(node: string, nameOf: (node: string) => Text): Problem {
  const message = words((lang) => {
    const name = quote(inLanguage(nameOf(node), lang));
    return pick(
      lang,
      `What is decided depends on ${name}, which only time brings about: an answer cannot wait for it. Lead what is to be decided past it`,
      `决策取决于${name}，而它的结果要等时间过去才有，无法立即答复。请让需要决策的事件绕过它`,
    );
  });
  return { code: 'undecided', severity: 'error', message, node };
}

/** Of a reading of one event, which the engine has just been pushed. */
export function decide(engine: Engine, plan: Plan, source: string, { batch, rejected }: Reading, told: Told = { alerts: [], outputs: [] }): Decision {
  const step = plan.steps.find((each): each is SourceStep => each.op === 'source' && each.id === source);
  if (step === undefined) throw new RangeError(`the plan has no source ${source}`);
  if (batch.length + rejected.length !== 1) throw new RangeError('one event is decided at a time');
  const own = rowIn(step, batch);
  if (batch.length === 0) return { outcome: 'rejected', alerts: [], outputs: [], reasons: [], event: rejected[0]?.row ?? {} };
  if (step.time === undefined) return untimed(told, own);

  const time = Number(own[step.time]);
  const seen = createSighting(plan, step, own, time);
  const { alerts, outputs } = engine.peek(source, time, seen.see);
  const row = seen.row();
  if (row === undefined) return { outcome: 'late', alerts: [], outputs: [], reasons: [], event: own };
  return {
    outcome: 'accepted',
    row,
    alerts: alerts.filter((alert) => seen.isAbout(alert.row)),
    outputs: outputs.filter((output) => seen.isAbout(output.id)),
    reasons: seen.reasons(),
    event: seen.event(),
  };
}

function untimed({ alerts, outputs }: Told, own: Row): Decision {
  const about = { alerts: alerts.filter(({ time }) => time === null), outputs: outputs.filter(({ time }) => time === null) };
  const events = [...about.alerts.map(({ event }) => event), ...about.outputs.map(({ row }) => row)];
  const row = about.alerts[0]?.row ?? about.outputs[0]?.id;
  return {
    outcome: 'accepted',
    ...(row === undefined ? {} : { row }),
    ...about,
    reasons: [...new Set(events.flatMap(reasonsOf))],
    event: Object.assign({}, own, ...events) as Row,
  };
}

const reasonsOf = (row: Row): readonly string[] => {
  const reasons = row[reasonsName];
  return Array.isArray(reasons) ? (reasons as readonly string[]) : [];
};

const rowIn = ({ fields }: SourceStep, { columns, length }: Batch): Row =>
  Object.fromEntries(fields.map(({ name }, at) => {
    const column = columns[at];
    return [name, column === undefined || length === 0 ? null : valueAt(column, 0)];
  }));

/** Finds the event's row in the streams, and the rows that are made of it at its own moment. */
function createSighting({ steps }: Plan, source: SourceStep, own: Row, time: number) {
  const makers = new Set(steps.flatMap((step) => (isMaker(step) ? outputsOf(step) : [])));
  const events = `${source.id}.events`;
  const about = new Set<string>();
  const reasons = new Set<string>();
  let row: string | undefined;
  let event: Row = own;
  const isOwn = (values: Row): boolean => source.fields.every(({ name }) => JSON.stringify(values[name]) === JSON.stringify(own[name]));

  return {
    see: (stream: StreamRef, flow: Flow): void => {
      const { frame, rows } = flow;
      const count = rows?.length ?? frame.length;
      // All rows of its moment stand at the end.
      for (let index = count - 1; index >= 0; index -= 1) {
        const at = rows === undefined ? index : (rows[index] ?? 0);
        if ((frame.times[at] ?? 0) < time) break;
        const id = frame.idOf(at);
        // Of equal rows the one that came last stands last.
        if (stream === events && row === undefined && isOwn(rowOf(flow, at))) about.add((row = id));
        if (makers.has(stream) && frame.madeOf?.(at).some((each) => about.has(each)) === true) about.add(id);
        if (!about.has(id)) continue;
        const values = rowOf(flow, at);
        for (const reason of reasonsOf(values)) reasons.add(reason);
        if (id === row) event = { ...event, ...values };
      }
    },
    row: () => row,
    isAbout: (id: string) => about.has(id),
    reasons: () => [...reasons],
    event: () => event,
  };
}
