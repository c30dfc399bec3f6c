import { rowFromJson } from '../../src/data/contract.ts';
import type { Value } from '../../src/data/field.ts';
import { inLanguage, pick } from '../../src/data/text.ts';
import { printTimeIn } from '../../src/data/zones.ts';
import type { Plan, SourceStep, Step } from '../../src/plan/plan.ts';
import { compareValues, digest, makeRow } from './row.ts';
import type { ReferenceRow } from './row.ts';

/** What a host tells an engine, in the order in which it happens. */
export type Arrival =
  | { readonly source: string; readonly row: Readonly<Record<string, unknown>>; readonly line?: number }
  | { readonly advance: string; readonly to: number }
  | { readonly idle: string };

export interface Arrived {
  readonly events: readonly ReferenceRow[];
  readonly late: readonly ReferenceRow[];
  readonly rejected: readonly ReferenceRow[];
  readonly read: number;
  /** Rejections by their code. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The last moment that is released before the input ends. */
  readonly released: number;
}

interface Reading {
  readonly step: SourceStep;
  readonly events: ReferenceRow[];
  readonly late: ReferenceRow[];
  readonly rejected: ReferenceRow[];
  readonly reasons: Record<string, number>;
  readonly shared: Shared;
  read: number;
  watermark: number;
  idle: boolean;
}

/** Sources whose rows meet somewhere release time together. */
interface Shared {
  readonly sources: Reading[];
  released: number;
}

export function arrive(plan: Plan, arrivals: readonly Arrival[]): ReadonlyMap<string, Arrived> {
  const readings = begin(plan.steps);
  const reading = (id: string): Reading => {
    const found = readings.get(id);
    if (found === undefined) throw new Error(`no source ${id}`);
    return found;
  };
  for (const arrival of arrivals) {
    if ('source' in arrival) {
      take(reading(arrival.source), arrival.row, arrival.line ?? null, plan);
    } else if ('advance' in arrival) {
      const source = reading(arrival.advance);
      raise(source, arrival.to);
    } else {
      reading(arrival.idle).idle = true;
      release(reading(arrival.idle).shared);
    }
  }
  return new Map([...readings].map(([id, each]) => [id, { ...each, events: inOrder(each), released: each.shared.released }]));
}

function take(source: Reading, record: Readonly<Record<string, unknown>>, line: number | null, { lang, zone }: Plan): void {
  const { step, shared } = source;
  const place = source.read;
  source.read += 1;
  const { row, rejections } = rowFromJson(record, step.fields);
  const aside = (port: 'late' | 'rejected', reason: string): ReferenceRow =>
    makeRow({
      id: digest([`${step.id}.${port}`, place]),
      time: null,
      maker: step.node,
      place,
      values: { ...row, [step.setAside.reason.name]: reason, [step.setAside.line.name]: line },
    });
  const [first] = rejections;
  if (first !== undefined) {
    source.reasons[first.code] = (source.reasons[first.code] ?? 0) + 1;
    const all = rejections.map(({ message }) => inLanguage(message, lang));
    source.rejected.push(aside('rejected', all.join(pick(lang, '; ', '；'))));
    return;
  }
  const time = step.time === undefined ? null : Number(row[step.time]);
  const passed = Math.max(source.watermark, shared.released);
  if (time !== null && time <= passed) {
    const reason =
      passed === Infinity ? pick(lang, 'too late: the source had already ended', '来得太晚：数据源已经结束')
      : pick(lang, `too late: ${printTimeIn(passed, zone)} had already passed`, `来得太晚：已经处理到 ${printTimeIn(passed, zone)}`);
    source.late.push(aside('late', reason));
    return;
  }
  source.events.push(makeRow({ id: '', time, maker: step.node, place, values: row }));
  if (time !== null) raise(source, time - step.lateness - 1);
}

function raise(source: Reading, watermark: number): void {
  source.watermark = Math.max(source.watermark, watermark);
  source.idle = false;
  release(source.shared);
}

/** Up to what every source has passed that is not idle; where all are, up to what any of them has. */
function release(shared: Shared): void {
  const awake = shared.sources.filter((each) => !each.idle).map((each) => each.watermark);
  const passed = awake.length > 0 ? Math.min(...awake) : Math.max(...shared.sources.map((each) => each.watermark));
  shared.released = Math.max(shared.released, passed);
}

/** Total order, places and ids. Rows without a time keep the order they were read in. */
function inOrder({ step, events }: Reading): readonly ReferenceRow[] {
  const keyed = events.map((row) => {
    const content = digest(step.fields.map((field) => row.values[field.name] ?? null));
    const event: Value = step.key === undefined ? content : (row.values[step.key] ?? null);
    return { row, content, event };
  });
  if (step.time !== undefined) {
    keyed.sort((a, b) => compareValues(a.row.time, b.row.time) || compareValues(a.event, b.event) || compareValues(a.content, b.content));
  }
  const alike = new Map<string, number>();
  return keyed.map(({ row, event }, place) => {
    const name = JSON.stringify([row.time, event]);
    const ordinal = alike.get(name) ?? 0;
    alike.set(name, ordinal + 1);
    return { ...row, place, id: digest([step.node, row.time, event, ordinal]) };
  });
}

function begin(steps: readonly Step[]): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  const groups = meeting(steps);
  for (const step of steps) {
    if (step.op !== 'source') continue;
    const group = groups.find((each) => each.has(step.id));
    const known = [...readings.values()].find((each) => group?.has(each.step.id));
    const shared = known?.shared ?? { sources: [], released: -Infinity };
    const reading = { step, events: [], late: [], rejected: [], reasons: {}, shared, read: 0, watermark: -Infinity, idle: false };
    readings.set(step.id, reading);
    // Rows without a time wait for nothing, and nothing waits for them.
    if (step.time !== undefined) shared.sources.push(reading);
  }
  return readings;
}

/** Steps that rows connect, in groups. Rows that are set aside connect nothing. */
function meeting(steps: readonly Step[]): readonly ReadonlySet<string>[] {
  const sources = new Set(steps.flatMap((step) => (step.op === 'source' ? [step.id] : [])));
  let groups: readonly ReadonlySet<string>[] = [];
  for (const step of steps) {
    const from = inputsOf(step).flatMap((ref) => {
      const [, id = ref, port = ''] = /^(.*)\.([^.]*)$/.exec(ref) ?? [];
      return sources.has(id) && port !== 'events' ? [] : [ref, id];
    });
    const own = new Set([step.id, ...from]);
    const joined = groups.filter((group) => [...own].some((id) => group.has(id)));
    groups = [...groups.filter((group) => !joined.includes(group)), new Set([...own, ...joined.flatMap((group) => [...group])])];
  }
  return groups;
}

export function inputsOf(step: Step): readonly string[] {
  switch (step.op) {
    case 'source':
      return [];
    case 'join':
      return [...step.left, ...step.right];
    case 'sequence':
      return step.steps.flatMap((part) => part.input);
    default:
      return step.input;
  }
}
