import type { Field, Value } from '../../src/data/field.ts';
import { dayOf, dayStart, zoneNamed } from '../../src/data/zones.ts';
import type { Zone } from '../../src/data/zones.ts';
import type { Span, WindowShape, WindowStep } from '../../src/plan/plan.ts';
import { aggregate } from './aggregate.ts';
import type { Lost } from './aggregate.ts';
import type { Prepared } from './expressions.ts';
import { byKey, compareLists, digest, makeRow } from './row.ts';
import type { ReferenceRow } from './row.ts';

interface Frame {
  readonly start: number;
  readonly end: number;
}

/** Monday, 3 January 2000: the day on which windows of every length begin. */
const firstMonday = 10_959;

export function summarise(step: WindowStep, rows: readonly ReferenceRow[], fields: readonly Field[], { holds }: Prepared, lost: Lost): readonly ReferenceRow[] {
  const summaries = byKey(rows, step.key).flatMap(([key, group]) =>
    framesOf(step.shape, group).map(({ frame, members }) => ({ key, frame, members })),
  );
  summaries.sort((a, b) => a.frame.end - b.frame.end || compareLists(a.key, b.key) || a.frame.start - b.frame.start);
  return summaries.map(({ key, frame, members }, place) => {
    const values: Record<string, Value> = {};
    step.key.forEach((name, index) => (values[name] = key[index] ?? null));
    values[step.start.name] = frame.start;
    values[step.end.name] = frame.end;
    for (const each of step.aggregates) {
      const { where } = each;
      const taking = members.filter((row) => where === undefined || holds(where, row));
      values[each.into.name] = aggregate(each, taking, fields, lost);
    }
    const id = digest([step.node, ...key, frame.start, frame.end]);
    return makeRow({ id, time: frame.end - 1, maker: step.node, place, values });
  });
}

function framesOf(shape: WindowShape, rows: readonly ReferenceRow[]): readonly { frame: Frame; members: readonly ReferenceRow[] }[] {
  if (shape.type === 'session') {
    return sessions(rows, shape.gap).map((members) => ({
      frame: { start: members[0]?.time ?? 0, end: (members.at(-1)?.time ?? 0) + shape.gap + 1 },
      members,
    }));
  }
  const frames = new Map<string, { frame: Frame; members: ReferenceRow[] }>();
  for (const row of rows) {
    for (const frame of framesAround(shape, row.time ?? 0)) {
      // Where the calendar skips a day, two windows start at once.
      const name = `${frame.start}/${frame.end}`;
      const known = frames.get(name);
      if (known === undefined) frames.set(name, { frame, members: [row] });
      else known.members.push(row);
    }
  }
  return [...frames.values()];
}

function sessions(rows: readonly ReferenceRow[], gap: number): readonly (readonly ReferenceRow[])[] {
  const found: ReferenceRow[][] = [];
  for (const row of rows) {
    const open = found.at(-1);
    const last = open?.at(-1);
    if (open !== undefined && last !== undefined && (row.time ?? 0) - (last.time ?? 0) <= gap) open.push(row);
    else found.push([row]);
  }
  return found;
}

/** Every window that the moment lies in. Positions are milliseconds, or days of the calendar, since the first Monday. */
export function framesAround(shape: Exclude<WindowShape, { type: 'session' }>, time: number): readonly Frame[] {
  const zone = zoneNamed(shape.zone);
  if (zone === undefined) throw new Error(`no zone ${shape.zone}`);
  const size = lengthOf(shape.size);
  const hop = shape.type === 'hopping' ? lengthOf(shape.hop) : size;
  const calendar = 'unit' in shape.size;
  const at = calendar ? dayOf(zone, time) - firstMonday : time - dayStart(zone, firstMonday);
  const frames: Frame[] = [];
  for (let start = Math.floor(at / hop) * hop; start > at - size; start -= hop) {
    frames.push({ start: momentAt(zone, start, calendar), end: momentAt(zone, start + size, calendar) });
  }
  return frames;
}

const lengthOf = (span: Span): number => ('unit' in span ? span.count * (span.unit === 'week' ? 7 : 1) : span.ms);

const momentAt = (zone: Zone, position: number, calendar: boolean): number =>
  calendar ? dayStart(zone, firstMonday + position) : dayStart(zone, firstMonday) + position;
