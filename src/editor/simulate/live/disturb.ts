import { columnOf } from '../../../data/columns.ts';
import type { Field, Row, Value } from '../../../data/field.ts';
import { uniform } from '../../../data/random.ts';
import type { Random } from '../../../data/random.ts';
import type { Reading } from '../../../data/read/reading.ts';
import { readingOf } from '../../../data/read/rows.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import { isEmpty, rowIn, rowsOf, timesIn } from './readings.ts';
import type { Disturbed } from './told.ts';

/** Stands between the events as they come in and the rules. */
export interface Disturber {
  readonly late: (share: number, by: number) => void;
  readonly broken: (share: number) => void;
  /** Nothing of it is heard before this moment. */
  readonly silence: (source: SourceStep, until: number) => void;
  /** What of these rows goes on now. */
  readonly pass: (source: SourceStep, reading: Reading, clock: number) => readonly Reading[];
  /** What was held back until now. */
  readonly due: (source: SourceStep, clock: number) => readonly Reading[];
  readonly holds: (source: SourceStep) => boolean;
  /** Whether it may hold back anything. */
  readonly delays: () => boolean;
  /** So many events like the last one of a source, a millisecond apart; undefined before there was one. */
  readonly burst: (source: SourceStep, events: number) => Reading | undefined;
  readonly told: (clock: number) => Disturbed;
}

/** Beyond that nothing is held back: memory stays bounded. */
const mostHeld = 50_000;

export function createDisturber(random: Random): Disturber {
  let late: Disturbed['late'];
  let broken: Disturbed['broken'];
  let missed = 0;
  let heldRows = 0;
  let bursts = 0;
  let breaks = 0;
  /** By source: when it may be heard again. */
  const silent = new Map<SourceStep, number>();
  const held = new Map<SourceStep, { readonly due: number; readonly reading: Reading }[]>();
  const last = new Map<SourceStep, { readonly row: Row; readonly latest: number }>();

  const remember = (source: SourceStep, reading: Reading): void => {
    const { length } = reading.batch;
    if (length === 0) return;
    const times = timesIn(reading, source);
    let latest = last.get(source)?.latest ?? -Infinity;
    for (let row = 0; times !== undefined && row < length; row += 1) latest = Math.max(latest, times[row] ?? latest);
    last.set(source, { row: rowIn(reading, source, length - 1), latest });
  };

  const hold = (source: SourceStep, reading: Reading, until: number): void => {
    const known = held.get(source);
    const entry = { due: until, reading };
    if (known === undefined) held.set(source, [entry]);
    else known.push(entry);
    heldRows += reading.batch.length;
  };

  const breakRow = (source: SourceStep, row: Row): Reading => {
    breaks += 1;
    return brokenReading(source, row, breaks);
  };

  return {
    late: (share, by) => {
      late = share === 0 ? undefined : { share, by };
    },
    broken: (share) => {
      broken = share === 0 ? undefined : { share };
    },
    silence: (source, until) => void silent.set(source, until),
    pass: (source, reading, clock) => {
      const { length } = reading.batch;
      if ((silent.get(source) ?? -Infinity) > clock) {
        missed += length + reading.rejected.length;
        return [];
      }
      remember(source, reading);
      if (late === undefined && broken === undefined) return [reading];
      const [kept, later, spoilt]: [number[], number[], number[]] = [[], [], []];
      for (let row = 0; row < length; row += 1) {
        if (broken !== undefined && uniform(random) < broken.share) spoilt.push(row);
        else if (late !== undefined && heldRows + later.length < mostHeld && uniform(random) < late.share) later.push(row);
        else kept.push(row);
      }
      if (later.length > 0 && late !== undefined) hold(source, rowsOf(reading, later), clock + late.by);
      if (kept.length === length) return [reading];
      const rest = { ...rowsOf(reading, kept), rejected: reading.rejected.map((row) => ({ ...row, at: kept.filter((each) => each < row.at).length })) };
      return [...(isEmpty(rest) ? [] : [rest]), ...spoilt.map((row) => breakRow(source, rowIn(reading, source, row)))];
    },
    due: (source, clock) => {
      const waiting = held.get(source) ?? [];
      const due = waiting.filter((entry) => entry.due <= clock);
      if (due.length === 0) return [];
      held.set(source, waiting.filter((entry) => entry.due > clock));
      for (const { reading } of due) heldRows -= reading.batch.length;
      return due.map(({ reading }) => reading);
    },
    holds: (source) => (held.get(source)?.length ?? 0) > 0,
    delays: () => late !== undefined || heldRows > 0,
    burst: (source, events) => {
      const like = last.get(source);
      if (like === undefined) return undefined;
      bursts += 1;
      last.set(source, { ...like, latest: like.latest + events });
      return burstOf(source, like.row, like.latest, events, bursts);
    },
    told: (clock) => ({
      late,
      broken,
      silences: Object.fromEntries([...silent].flatMap(([{ node }, until]) => (until > clock ? [[node, until - clock] as const] : []))),
      held: heldRows,
      missed,
    }),
  };
}

/** The row once more, with one value that its field can't take. */
function brokenReading(source: SourceStep, row: Row, nth: number): Reading {
  const breakable = source.fields.flatMap((field) => (Object.hasOwn(nonsense, field.type) ? [field] : []));
  const field = breakable[nth % Math.max(1, breakable.length)];
  return readingOf([field === undefined ? 'no row at all' : { ...row, [field.name]: nonsense[field.type] }], source.fields);
}

const nonsense: Readonly<Partial<Record<Field['type'], string>>> = { number: 'n/a', time: 'soon', boolean: 'perhaps' };

function burstOf({ fields, time, key }: SourceStep, like: Row, latest: number, events: number, burst: number): Reading {
  const columns = fields.map(({ name, type }) => {
    const value = like[name] ?? null;
    const values = Array.from({ length: events }, (_, at): Value => (name === time ? latest + 1 + at : name === key ? another(value, burst, at) : value));
    return columnOf(type, values);
  });
  return { batch: { length: events, columns }, rejected: [] };
}

/** Ids far from any that the data has. */
const farOff = 9e14;

const another = (id: Value, burst: number, at: number): Value =>
  typeof id === 'string' ? `${id}-${burst}-${at + 1}` : typeof id === 'number' ? farOff + burst * 1e6 + at : id;
