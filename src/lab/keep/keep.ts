import type { Compilation } from '../../compile/compile.ts';
import { hasRole } from '../../data/field.ts';
import type { Field, Value } from '../../data/field.ts';
import { words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { Alert, Listener } from '../../engine/contract.ts';
import { countOf, makerOf, rowOf, timeOf } from '../../engine/flow/flow.ts';
import type { SavedTest } from '../../graph/document.ts';
import type { AlertStep, SourceStep, StreamRef } from '../../plan/plan.ts';
import { isMaker } from '../../plan/steps.ts';
import { alertsFrom } from '../saved-tests.ts';
import type { Tables } from '../saved-tests.ts';
import { givenOf, givenRow } from './given.ts';
import type { OwnRow } from './given.ts';
import { createMask } from './mask.ts';
import type { GivenRow } from './mask.ts';
import { reduced } from './reduce.ts';
import type { Patience } from './reduce.ts';
import { placeOf, relatedRows, rowsWithin, stepsInto } from './related.ts';
import type { Subject } from './related.ts';
import { traceIn } from './trace.ts';
import type { Trace } from './trace.ts';

/**
 * Makes a saved test of an alert, or of a row, of a run: with the fewest rows that raise the same alert, or after which
 * the row is stopped by the same conditions, as running them proves. In a test no row is late.
 */

export type KeepAsked =
  | { readonly type: 'alert'; readonly id: string }
  /** A row by its place in a stream. */
  | { readonly type: 'row'; readonly stream: StreamRef; readonly place: number };

export interface Keeping {
  readonly compilation: Compilation;
  readonly tables: Tables;
  /** Lets the same input run again. */
  readonly replay: (listener: Listener, how?: Replaying) => Promise<void>;
  readonly patience: Patience;
}

export interface Replaying {
  /** Only out of the sources: nothing else of the graph runs. */
  readonly sourcesOnly?: boolean | undefined;
  /** Asked from time to time, when all that was read has run: where it is so, the rest need not be read. */
  readonly enough?: (() => boolean) | undefined;
}

/** A saved test, but for its name. */
export type KeptTest = Pick<SavedTest, 'given' | 'match' | 'expect'>;

export type Kept = {
  readonly test: KeptTest;
  /** The alert that it expects; where it was a row that raised none, what the row is known by. */
  readonly about: { readonly type: 'alert'; readonly node: string; readonly key: string | null } | { readonly type: 'row'; readonly id: Value };
  /** The sensitive fields that have values in its rows; masked they are where that was asked for. */
  readonly sensitive: readonly Words[];
} | { readonly test: undefined; readonly why: 'gone' | 'too-many' | 'masked' };

/** A test stays something that people can read. */
const mostRelated = 1500;
const mostRows = 400;
/** Where so many rows keep the words of an alert the same, fewer that still raise it are better. */
const readable = 40;

export async function keepAsTest(asked: KeepAsked, masked: boolean, keeping: Keeping): Promise<Kept> {
  const { compilation: { plan }, tables, patience } = keeping;
  const sources = sourcesByMaker(keeping.compilation);
  const found = await findSubject(asked, keeping);
  if (found === undefined) return { test: undefined, why: 'gone' };
  const late = lateRow(asked, found.subject, sources);
  const subject = late === undefined ? found.subject : inTime(found.subject, late.source, sources);
  let { alert } = found;
  // What a row that raised nothing might have raised, anything in the graph could have.
  const related = relatedRows(plan, subject, alert === undefined ? plan.steps : stepsInto(plan, subject.stream), new Set(sources.keys()));
  await keeping.replay(related.listener, { enough: related.enough });
  const values = await valuesOf(related.places(), sources, keeping);
  const all = [...values.map(({ own }) => own), ...(late === undefined ? [] : [late])].slice(-mostRelated);
  const own = late ?? values.find(({ at }) => at === placeOf(subject.maker, subject.place))?.own;
  const from = (rows: readonly OwnRow[]): readonly Alert[] => alertsFrom({ given: givenOf(rows) }, plan, tables);
  const trace = traceIn(plan, tables, new Map([...sources].map(([maker, { id }]) => [id, maker])));
  // What came late raises what it would have raised in time.
  if (late !== undefined) alert = raisedBy(trace(all, late)?.raised ?? [], subject.time, from(all));
  const rows = alert !== undefined ? await fewest(all, alert, from, patience) : await quietest(all, own, trace, patience);
  if (rows === undefined || rows.length > mostRows) return { test: undefined, why: 'too-many' };
  const given = givenOf(rows);
  const mask = createMask();
  const shown = masked ? Object.fromEntries(Object.entries(given).map(([id, own]) => [id, mask(own, fieldsOf(id, sources))])) : given;
  const came = alertsFrom({ given: shown }, plan, tables);
  const about = alert === undefined ? undefined : came.find(({ node, time }) => node === alert.node && time === alert.time);
  if (alert !== undefined && about === undefined) return { test: undefined, why: 'masked' };
  return {
    test: { given: shown, ...expectedOf(came, about) },
    about: about === undefined ? { type: 'row', id: idOf(subject, late?.source, sources) } : { type: 'alert', node: about.node, key: about.key },
    sensitive: sensitiveIn(given, sources),
  };
}

/** Of what came: the alert alone where it came alone; where a row raised none, all that others on the way raised. */
function expectedOf(came: readonly Alert[], about: Alert | undefined): Pick<SavedTest, 'match' | 'expect'> {
  const named = (alert: Alert): SavedTest['expect'][number] => (alert.key === null ? { alert: alert.node } : { alert: alert.node, key: alert.key });
  if (about === undefined) return came.length === 0 ? { match: 'none', expect: [] } : { match: 'exact', expect: came.map(named) };
  return { match: came.length === 1 ? 'exact' : 'subset', expect: [named(about)] };
}

/** Those after which the row goes the same way; a row that something in the graph has made keeps all. */
async function quietest(all: readonly OwnRow[], own: OwnRow | undefined, trace: Trace, patience: Patience): Promise<readonly OwnRow[] | undefined> {
  if (own === undefined) return all.slice(-mostRows);
  const way = trace(all, own)?.way;
  return way === undefined ? undefined : reduced(all, (some) => some.includes(own) && trace(some, own)?.way === way, patience);
}

const raisedBy = (nodes: readonly string[], time: number | null, came: readonly Alert[]): Alert | undefined =>
  came.find((alert) => nodes.includes(alert.node) && alert.time === time);

/** A row that came too late, as a test gives it. */
function lateRow(asked: KeepAsked, { values }: Subject, sources: Sources): OwnRow | undefined {
  const source = [...sources.values()].find(({ id }) => asked.type === 'row' && asked.stream === `${id}.late`);
  return source === undefined ? undefined : { source: source.id, row: givenRow(values, source.fields) };
}

/** As if it had come among the rows that were accepted, of which none is its own. */
function inTime(subject: Subject, id: string, sources: Sources): Subject {
  const name = [...sources.values()].find((step) => step.id === id)?.time;
  const time = name === undefined ? null : subject.values[name];
  return { ...subject, stream: `${id}.events`, time: typeof time === 'number' ? time : null, maker: -1 };
}

/** With the same words where that takes few rows; else at the same moment, of the same key. */
async function fewest(all: readonly OwnRow[], alert: Alert, from: (rows: readonly OwnRow[]) => readonly Alert[], patience: Patience): Promise<readonly OwnRow[] | undefined> {
  const comes = (rows: readonly OwnRow[]): boolean => from(rows).some(({ node, key, time }) => node === alert.node && key === alert.key && time === alert.time);
  const saysSame = (rows: readonly OwnRow[]): boolean =>
    from(rows).some(({ node, key, time, title, message }) => node === alert.node && key === alert.key && time === alert.time && title === alert.title && message === alert.message);
  const same = saysSame(all) ? await reduced(all, saysSame, patience) : undefined;
  if (same !== undefined && same.length <= readable) return same;
  const rest = same ?? all;
  return comes(rest) ? reduced(rest, comes, patience) : undefined;
}

interface Found {
  readonly subject: Subject;
  /** The alert that it is about, or that the row raised. */
  readonly alert: Alert | undefined;
}

async function findSubject(asked: KeepAsked, { compilation: { plan }, replay }: Keeping): Promise<Found | undefined> {
  const at = asked.type === 'row' ? asked : undefined;
  let subject: Subject | undefined;
  let id: string | undefined;
  let alert: Alert | undefined;
  let passed = 0;
  const alerts = new Map<StreamRef, AlertStep>(plan.steps.flatMap((step) => (step.op === 'alert' ? [[`${step.id}.sent`, step] as const] : [])));
  /** Rows that were sent at the moment that is looked at, by the id that their alert names. */
  const sent = new Map<string, Subject>();
  await replay({
    alert: (each) => {
      if (asked.type === 'alert' ? each.id === asked.id : alert === undefined && each.row === id) alert = each;
    },
    watch: (stream) => {
      const step = alerts.get(stream);
      if (stream !== at?.stream && (asked.type === 'row' || step === undefined)) return undefined;
      return (flow) => {
        const seen = (row: number): Subject => ({ stream, time: timeOf(flow.frame, row), values: rowOf(flow, row), maker: makerOf(flow.frame, row), place: flow.frame.places[row] ?? 0 });
        if (at === undefined) {
          for (const row of rowsWithin(flow, -Infinity, Infinity)) sent.set(`${step?.node ?? ''} ${flow.frame.idOf(row)}`, seen(row));
          return;
        }
        const place = at.place - passed;
        if (subject === undefined && place < countOf(flow)) {
          const row = flow.rows?.[place] ?? place;
          subject = seen(row);
          id = flow.frame.idOf(row);
        }
        passed += countOf(flow);
      };
    },
  }, { enough: () => (asked.type === 'alert' ? alert !== undefined && sent.has(`${alert.node} ${alert.row}`) : subject !== undefined) });
  if (asked.type === 'alert') {
    const own = alert === undefined ? undefined : sent.get(`${alert.node} ${alert.row}`);
    return own === undefined ? undefined : { subject: own, alert };
  }
  if (subject === undefined) return undefined;
  const raised = alert === undefined ? undefined : plan.steps.find((step) => step.op === 'alert' && step.node === alert?.node);
  // All that led to its alert matters, not only what led to where it was looked at.
  return { subject: raised === undefined || alert === undefined ? subject : { ...subject, stream: `${raised.id}.sent`, values: alert.event }, alert };
}

interface PlacedRow {
  readonly at: string;
  readonly own: OwnRow;
}

/** In the order in which they came. */
async function valuesOf(places: ReadonlySet<string>, sources: Sources, { replay }: Keeping): Promise<readonly PlacedRow[]> {
  const makers = new Map<StreamRef, readonly [number, SourceStep]>([...sources].map(([maker, step]) => [`${step.id}.events`, [maker, step]] as const));
  const found: PlacedRow[] = [];
  await replay({
    watch: (stream) => {
      const [maker, step] = makers.get(stream) ?? [];
      if (maker === undefined || step === undefined) return undefined;
      const own = [...places].filter((place) => place.startsWith(placeOf(maker, ''))).map((place) => Number(place.split('/')[1]));
      const wanted = new Set(own);
      const [least, most] = [Math.min(...own), Math.max(...own)];
      return ({ frame, rows, ...flow }) => {
        const count = rows?.length ?? frame.length;
        const placeAt = (at: number): number => frame.places[rows?.[at] ?? at] ?? 0;
        if (placeAt(count - 1) < least || placeAt(0) > most) return;
        for (let at = 0; at < count; at += 1) {
          const place = placeAt(at);
          if (wanted.has(place)) found.push({ at: placeOf(maker, place), own: { source: step.id, row: givenRow(rowOf({ frame, rows, ...flow }, rows?.[at] ?? at), step.fields) } });
        }
      };
    },
  }, { sourcesOnly: true, enough: () => found.length === places.size });
  return found;
}

type Sources = ReadonlyMap<number, SourceStep>;

/** Makers are numbered by the ids of their nodes. */
function sourcesByMaker({ plan: { steps } }: Compilation): Sources {
  const makers = [...new Set(steps.filter((step) => step.op === 'source' || isMaker(step)).map(({ node }) => node))].sort();
  return new Map(steps.flatMap((step) => (step.op === 'source' ? [[makers.indexOf(step.node), step] as const] : [])));
}

const fieldsOf = (id: string, sources: Sources): readonly Field[] => [...sources.values()].find((step) => step.id === id)?.fields ?? [];

function idOf({ maker, values }: Subject, late: string | undefined, sources: Sources): Value {
  const key = (late === undefined ? sources.get(maker) : [...sources.values()].find(({ id }) => id === late))?.key;
  return key === undefined ? null : (values[key] ?? null);
}

function sensitiveIn(given: Readonly<Record<string, readonly GivenRow[]>>, sources: Sources): readonly Words[] {
  const found = [...sources.values()].flatMap(({ id, fields }) => fields.filter((field) => hasRole(field, 'sensitive') && given[id]?.some((row) => row[field.name] !== undefined && row[field.name] !== null)));
  return [...new Map(found.map((field) => [field.name, words((lang) => fieldLabel(field, lang))])).values()];
}
