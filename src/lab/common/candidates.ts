import type { Column } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import { clockIn, hourOfWeek } from './look.ts';
import { cutsOf } from './cuts.ts';
import type { Candidate, Trait } from './traits.ts';
import { weightOf } from './weigh.ts';
import type { Held, Population } from './weigh.ts';

/** The best that one field has to say of the rows that were chosen. */

/** A field in the chunks that its rows came in, with a 1 for each row that was chosen. */
export interface Looked {
  readonly field: FlowField;
  readonly columns: readonly Column[];
  readonly chosen: readonly Uint8Array[];
  readonly of: Population;
  readonly zone: string;
}

type Counted = { these: number; others: number };

const none = (): Counted => ({ these: 0, others: 0 });

export function candidatesOf(looked: Looked): readonly Candidate[] {
  const found = [...missingOf(looked), ...byType(looked)];
  return found.filter(({ held }) => held.these >= leastOf(looked.of) && weightOf(held, looked.of) > 0);
}

/** What fewer of them have is not common to them. */
const leastOf = ({ these }: Population): number => Math.min(these, Math.max(2, these * 0.1));

function byType(looked: Looked): readonly Candidate[] {
  switch (looked.field.type) {
    case 'text':
    case 'list':
      return textsOf(looked);
    case 'boolean':
      return booleansOf(looked);
    case 'number':
      return rangesOf(looked);
    case 'time':
      return clockOf(looked);
  }
}

function missingOf({ field, columns, chosen }: Looked): readonly Candidate[] {
  if (!field.optional) return [];
  const [missing, present] = [none(), none()];
  columns.forEach((column, at) => {
    const marks = chosen[at] ?? new Uint8Array();
    const gone = column.type === 'boolean' ? 2 : 0;
    const values = 'codes' in column ? column.codes : column.values;
    const isNumber = column.type === 'number' || column.type === 'time';
    for (let row = 0; row < values.length; row += 1) {
      const value = values[row] ?? 0;
      const into = (isNumber ? Number.isNaN(value) : value === gone) ? missing : present;
      if (marks[row] === 1) into.these += 1;
      else into.others += 1;
    }
  });
  return [{ field, trait: { type: 'missing' }, held: missing }, { field, trait: { type: 'present' }, held: present }];
}

function booleansOf({ field, columns, chosen }: Looked): readonly Candidate[] {
  const counts = [none(), none(), none()];
  columns.forEach((column, at) => {
    if (column.type !== 'boolean') return;
    const marks = chosen[at] ?? new Uint8Array();
    for (let row = 0; row < column.values.length; row += 1) {
      const into = counts[column.values[row] ?? 2];
      if (into === undefined) continue;
      if (marks[row] === 1) into.these += 1;
      else into.others += 1;
    }
  });
  const [no = none(), yes = none()] = counts;
  return [{ field, trait: { type: 'yes' }, held: yes }, { field, trait: { type: 'no' }, held: no }];
}

/** So many texts of a field are looked at, those that most of the chosen rows have; and so many make a list. */
const mostTexts = 64;
const longestList = 8;

function textsOf({ field, columns, chosen, of }: Looked): readonly Candidate[] {
  const among = countTexts(columns, chosen, 1);
  // Texts that few have may still be told together; those that come but once say nothing.
  const least = Math.min(of.these, Math.max(2, of.these * 0.02));
  const texts = [...among].filter(([, rows]) => rows >= least).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostTexts);
  // Ids end here, before anybody reads their columns as a whole.
  if (texts.length === 0) return [];
  const elsewhere = countTexts(columns, chosen, 0, new Set(texts.map(([text]) => text)));
  const [first, ...others] = texts
    .map(([text, these]): Texts => ({ texts: [text], held: { these, others: elsewhere.get(text) ?? 0 } }))
    .filter(({ held }) => weightOf(held, of) > 0)
    .sort((a, b) => weightOf(b.held, of) - weightOf(a.held, of));
  if (first === undefined) return [];
  // A row may have several entries of a list, so that these cannot be added up.
  const told = field.type === 'list' ? [first, ...others.slice(0, 2)] : [joined(first, others, of)];
  return told.map(({ texts: these, held }) => ({ field, trait: { type: 'texts', texts: these }, held }));
}

interface Texts {
  readonly texts: readonly string[];
  readonly held: Held;
}

/** Texts of one field put together for as long as that tells more. */
function joined(first: Texts, others: readonly Texts[], of: Population): Texts {
  let best = first;
  for (const { texts, held } of others) {
    if (best.texts.length === longestList) break;
    const wider = { these: best.held.these + held.these, others: best.held.others + held.others };
    if (weightOf(wider, of) > weightOf(best.held, of)) best = { texts: [...best.texts, ...texts], held: wider };
  }
  return best;
}

/** How often each text stands in the rows that are marked so. */
function countTexts(columns: readonly Column[], chosen: readonly Uint8Array[], mark: 0 | 1, wanted?: ReadonlySet<string>): ReadonlyMap<string, number> {
  const texts = new Map<string, number>();
  const counts = createCounts();
  columns.forEach((column, at) => {
    if (!('codes' in column)) return;
    const { codes, dictionary } = column;
    counts.add(codes, chosen[at], mark);
    const next = columns[at + 1];
    // Chunks of one source mostly share a dictionary: its entries are looked at once, in the end.
    if (next !== undefined && 'codes' in next && next.dictionary === dictionary) return;
    counts.take((code, rows) => {
      const entry = dictionary[code - 1];
      if (entry === undefined) return;
      for (const text of typeof entry === 'string' ? [entry] : new Set(entry)) if (wanted?.has(text) !== false) texts.set(text, (texts.get(text) ?? 0) + rows);
    });
  });
  return texts;
}

function createCounts(): { readonly add: (codes: Int32Array, marks: Uint8Array | undefined, mark: number) => void; readonly take: (told: (code: number, rows: number) => void) => void } {
  let counts = new Int32Array(1024);
  return {
    add: (codes, marks, mark) => {
      for (let row = 0; row < codes.length; row += 1) {
        if (marks?.[row] !== mark) continue;
        const code = codes[row] ?? 0;
        if (code >= counts.length) {
          const longer = new Int32Array(Math.max(code + 1, counts.length * 2));
          longer.set(counts);
          counts = longer;
        }
        counts[code] = (counts[code] ?? 0) + 1;
      }
    },
    take: (told) => {
      for (let code = 1; code < counts.length; code += 1) {
        const rows = counts[code] ?? 0;
        if (rows > 0) told(code, rows);
      }
      counts = new Int32Array(1024);
    },
  };
}

function rangesOf({ field, columns, chosen, of }: Looked): readonly Candidate[] {
  const { cuts, few } = cutsOf(columns, chosen);
  if (cuts.length === 0) return [];
  const bins = Array.from({ length: cuts.length + 1 }, none);
  columns.forEach((column, at) => {
    if (column.type !== 'number') return;
    const marks = chosen[at] ?? new Uint8Array();
    for (let row = 0; row < column.values.length; row += 1) {
      const value = column.values[row] ?? NaN;
      const into = Number.isNaN(value) ? undefined : bins[binOf(cuts, value)];
      if (into === undefined) continue;
      if (marks[row] === 1) into.these += 1;
      else into.others += 1;
    }
  });
  // Of few values each is a cut, so that nothing lies below the first.
  const [below, ...above] = bins;
  if (few || below === undefined) return bestRanges(above, of, (first, last) => ({ field, trait: valuesOf(cuts, first, last), held: sumOf(above, first, last) }));
  return bestRanges(bins, of, (first, last) => ({ field, trait: { type: 'range', from: cuts[first - 1], below: cuts[last] }, held: sumOf(bins, first, last) }));
}

function valuesOf(cuts: Float64Array, first: number, last: number): Trait {
  const [from, to] = [cuts[first], cuts[last]];
  if (first === last) return { type: 'values', from, to };
  return { type: 'values', from: first === 0 ? undefined : from, to: last === cuts.length - 1 ? undefined : to };
}

/** How many of the cuts lie at or below the value. */
function binOf(cuts: Float64Array, value: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sumOf(bins: readonly Counted[], first: number, last: number): Counted {
  const sum = none();
  for (let at = first; at <= last; at += 1) {
    sum.these += bins[at]?.these ?? 0;
    sum.others += bins[at]?.others ?? 0;
  }
  return sum;
}

/** An end is worth its words only where it tells so much more. */
const clearly = 1.1;

/** The best of the ranges that have one end, or that with two where it is clearly better. */
function bestRanges(bins: readonly Counted[], of: Population, make: (first: number, last: number) => Candidate): readonly Candidate[] {
  const end = bins.length - 1;
  let [open, closed] = [{ weight: 0, first: 0, last: end }, { weight: 0, first: 0, last: end }];
  for (let first = 0; first <= end; first += 1) {
    const sum = none();
    for (let last = first; last <= end; last += 1) {
      sum.these += bins[last]?.these ?? 0;
      sum.others += bins[last]?.others ?? 0;
      if (first === 0 && last === end) continue;
      const weight = weightOf(sum, of);
      if (first === 0 || last === end) {
        if (weight > open.weight) open = { weight, first, last };
      } else if (weight > closed.weight) closed = { weight, first, last };
    }
  }
  const best = closed.weight > open.weight * clearly ? closed : open;
  return best.weight > 0 ? [make(best.first, best.last)] : [];
}

function clockOf({ field, columns, chosen, of, zone }: Looked): readonly Candidate[] {
  const clock = clockIn(zone);
  const week = Array.from({ length: 168 }, none);
  columns.forEach((column, at) => {
    if (column.type !== 'time') return;
    const marks = chosen[at] ?? new Uint8Array();
    for (let row = 0; row < column.values.length; row += 1) {
      const value = column.values[row] ?? NaN;
      if (Number.isNaN(value)) continue;
      const into = week[hourOfWeek(clock.hoursAt(value))];
      if (into === undefined) continue;
      if (marks[row] === 1) into.these += 1;
      else into.others += 1;
    }
  });
  const hours = Array.from({ length: 24 }, (_, hour) => sumWhere(week, (at) => at % 24 === hour));
  const days = Array.from({ length: 8 }, (_, day) => sumWhere(week, (at) => Math.floor(at / 24) === day - 1));
  return [...bestHours(field, hours, of), ...bestDays(field, days, of)];
}

function sumWhere(bins: readonly Counted[], which: (at: number) => boolean): Counted {
  const sum = none();
  bins.forEach(({ these, others }, at) => {
    if (!which(at)) return;
    sum.these += these;
    sum.others += others;
  });
  return sum;
}

/** At most half of the day. */
function bestHours(field: FlowField, hours: readonly Counted[], of: Population): readonly Candidate[] {
  let best: Candidate | undefined;
  for (let from = 0; from < 24; from += 1) {
    const held = none();
    for (let length = 1; length <= 12; length += 1) {
      const next = hours[(from + length - 1) % 24] ?? none();
      held.these += next.these;
      held.others += next.others;
      if (best !== undefined && weightOf(held, of) <= weightOf(best.held, of)) continue;
      const to = (from + length) % 24;
      best = { field, trait: { type: 'hours', from, to: to === 0 && from > 0 ? 24 : to }, held: { ...held } };
    }
  }
  return best === undefined ? [] : [best];
}

function bestDays(field: FlowField, days: readonly Counted[], of: Population): readonly Candidate[] {
  const spans: readonly (readonly [from: number, to: number])[] = [...days.keys()].slice(1).map((day) => [day, day] as const);
  const all = [...spans, [6, 7] as const, [1, 5] as const].map(([from, to]): Candidate => ({ field, trait: { type: 'days', from, to }, held: sumOf(days, from, to) satisfies Held }));
  const [best] = all.sort((a, b) => weightOf(b.held, of) - weightOf(a.held, of));
  return best === undefined ? [] : [best];
}
