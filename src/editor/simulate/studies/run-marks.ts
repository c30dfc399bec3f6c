import type { Column } from '../../../data/columns.ts';
import { valueAt } from '../../../data/columns.ts';
import type { Value } from '../../../data/field.ts';
import { countOf } from '../../../engine/flow/flow.ts';
import type { Flow } from '../../../engine/flow/flow.ts';
import { asText } from '../../../engine/flow/render.ts';
import { growingCodes, growingNumbers } from '../../../lab/ledger/grown.ts';
import type { Growing } from '../../../lab/ledger/grown.ts';
import type { AlertStep, StreamRef } from '../../../plan/plan.ts';
import type { Running } from '../run.ts';
import type { StudyHost } from './study.ts';

/** Of every row of some streams its time and its keys: enough to count those of a key or of a stretch of time. */
export interface Marks {
  readonly groups: readonly KeyGroup[];
  readonly streams: ReadonlyMap<StreamRef, StreamMarks>;
}

/** The keys of some fields, as alerts have them. */
export interface KeyGroup {
  readonly of: readonly string[];
  /** By the text of a key, its number; by its number, its text and its values. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly texts: readonly string[];
  readonly values: readonly (readonly Value[])[];
}

export interface StreamMarks {
  /** NaN where a row has none. */
  readonly times: Float64Array;
  /** For each group, by row the number of its key, -1 where part of it is missing; undefined where the rows lack a field. */
  readonly keys: readonly (Int32Array | undefined)[];
}

const kept = new WeakMap<Running, { readonly key: string; readonly marks: Promise<Marks> }>();

/** One pass over the data tells of all keys and times. */
export function marksOf(streams: readonly StreamRef[], host: StudyHost): Promise<Marks> {
  const key = streams.join('\n');
  const known = kept.get(host.run);
  if (known?.key === key) return known.marks.catch(() => collect(streams, host));
  const marks = collect(streams, host);
  kept.set(host.run, { key, marks });
  marks.catch(() => {
    if (kept.get(host.run)?.marks === marks) kept.delete(host.run);
  });
  return marks;
}

interface Growth extends KeyGroup {
  readonly numbers: Map<string, number>;
  readonly texts: string[];
  readonly values: (readonly Value[])[];
}

async function collect(streams: readonly StreamRef[], host: StudyHost): Promise<Marks> {
  const { plan } = host.run.prepared;
  const lists = plan.steps.filter((step): step is AlertStep => step.op === 'alert' && step.key.length > 0).map(({ key }) => key);
  const groups = [...new Map(lists.map((of) => [of.join('\n'), of])).values()].map((of): Growth => ({ of, numbers: new Map(), texts: [], values: [] }));
  const grown = new Map<StreamRef, { readonly times: Growing<Float64Array>; readonly keys: (Growing<Int32Array> | undefined)[] }>();
  await host.replay({
    watch: (stream) => {
      if (!streams.includes(stream)) return undefined;
      const marks = { times: growingNumbers(), keys: groups.map((): Growing<Int32Array> | undefined => growingCodes()) };
      grown.set(stream, marks);
      return (flow) => {
        putTimes(flow, marks.times.more(countOf(flow)));
        for (const [at, group] of groups.entries()) {
          const columns = columnsOf(flow, group.of);
          if (columns === undefined) marks.keys[at] = undefined;
          else putKeys(flow, columns, group, plan.lang, marks.keys[at]?.more(countOf(flow)));
        }
      };
    },
  });
  return { groups, streams: new Map([...grown].map(([stream, { times, keys }]) => [stream, { times: times.all(), keys: keys.map((each) => each?.all()) }])) };
}

function putTimes({ frame: { times }, rows }: Flow, into: Float64Array): void {
  for (let at = 0; at < into.length; at += 1) into[at] = times[rows?.[at] ?? at] ?? NaN;
}

function columnsOf(flow: Flow, names: readonly string[]): readonly Column[] | undefined {
  const columns = names.flatMap((name) => flow.columns[flow.fields.findIndex((field) => field.name === name)]?.get() ?? []);
  return columns.length === names.length ? columns : undefined;
}

function putKeys(flow: Flow, columns: readonly Column[], group: Growth, lang: 'en' | 'zh', into: Int32Array | undefined): void {
  if (into === undefined) return;
  const fields = group.of.map((name) => flow.fields.find((field) => field.name === name));
  const numberOf = (row: number): number => {
    const values = columns.map((column) => valueAt(column, row));
    if (values.includes(null)) return -1;
    const text = values.map((value, at) => asText(value, fields[at], lang)).join(', ');
    const known = group.numbers.get(text);
    if (known !== undefined) return known;
    group.numbers.set(text, group.texts.length);
    group.values.push(values);
    return group.texts.push(text) - 1;
  };
  const [first, other] = columns;
  // A text that many rows have is looked up once.
  const seen = first !== undefined && other === undefined && first.type === 'text' ? new Map<number, number>() : undefined;
  for (let at = 0; at < into.length; at += 1) {
    const row = flow.rows?.[at] ?? at;
    const code = seen === undefined || first?.type !== 'text' ? undefined : (first.codes[row] ?? 0);
    let number = code === undefined ? undefined : seen?.get(code);
    if (number === undefined) {
      number = numberOf(row);
      if (code !== undefined) seen?.set(code, number);
    }
    into[at] = number;
  }
}
