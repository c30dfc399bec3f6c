import type { EventName, Field, FieldType, Role } from '../../data/field.ts';
import { hasRole, nameInData } from '../../data/field.ts';
import { namesThings } from '../../data/read/digit-names.ts';
import type { Form } from '../../data/read/form.ts';
import type { Question } from '../../data/read/guess.ts';
import type { Look } from '../../data/read/look.ts';
import type { ReadOptions } from '../../data/read/options.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { likelyMeasure } from '../../lab/starter/event-name.ts';
import type { TableFacts } from '../../lab/starter/facts.ts';

/** A file on its way to becoming a source: what was guessed of it, and what a person said instead. Pure. */
export interface Draft {
  readonly look: Look;
  readonly event: EventName;
  /** By the name of the column in the file. */
  readonly changes: Changes;
}

export type Changes = Readonly<Record<string, FieldChange>>;

export interface FieldChange {
  readonly as?: As | undefined;
  readonly form?: Form | undefined;
  /** What a number is counted in: a currency, or anything else; empty for nothing. */
  readonly measure?: { readonly currency: string } | { readonly unit: string } | undefined;
  readonly sensitive?: boolean | undefined;
  readonly positive?: string | number | boolean | undefined;
  /** Whole numbers were all that the beginning had; later there are others. */
  readonly anyDecimals?: boolean | undefined;
}

/** What a column is taken as: its type and its role in one word. */
export const allAs = ['time', 'date', 'key', 'id', 'text', 'amount', 'number', 'boolean', 'list', 'label', 'none'] as const;
export type As = (typeof allAs)[number];

/** A column as it is shown and may be changed. */
export interface DraftField {
  readonly column: string;
  readonly field: Field;
  readonly as: As;
  readonly question: Question | undefined;
  /** The form that was chosen among those of the question. */
  readonly form: Form | undefined;
}

const typeOf: Readonly<Record<Exclude<As, 'label' | 'none'>, FieldType>> = {
  time: 'time', date: 'time', key: 'text', id: 'text', text: 'text', amount: 'number', number: 'number', boolean: 'boolean', list: 'list',
};

/** Of these there is one in a source. */
const single: readonly As[] = ['time', 'id', 'label'];

export function asOf(field: Field): Exclude<As, 'none'> {
  if (hasRole(field, 'label')) return 'label';
  switch (field.type) {
    case 'time':
      return hasRole(field, 'time') ? 'time' : 'date';
    case 'number':
      return hasRole(field, 'amount') || field.currency !== undefined ? 'amount' : 'number';
    case 'text':
      return hasRole(field, 'id') ? 'id' : hasRole(field, 'key') ? 'key' : 'text';
    case 'boolean':
    case 'list':
      return field.type;
  }
}

/** The types that columns have to be read as, beside what was guessed. */
export function typesOf(changes: Changes): Readonly<Record<string, FieldType>> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([column, { as }]) => (as === undefined || as === 'label' || as === 'none' ? [] : [[column, typeOf[as]] as const])),
  );
}

/** Whole numbers of files that know numbers, which are names of something all the same: they are read as text. */
export const digitNames = ({ fields }: Look): Readonly<Record<string, FieldType>> =>
  Object.fromEntries(
    fields.flatMap(({ field }) => (field.type === 'number' && (field.decimals ?? 0) === 0 && field.currency === undefined && field.unit === undefined && namesThings(nameInData(field)) ? [[nameInData(field), 'text' as const]] : [])),
  );

/** Whether the file has to be looked at again after the change: its column is of another type then. */
export const looksAgain = (before: Changes, after: Changes): boolean => JSON.stringify(typesOf(before)) !== JSON.stringify(typesOf(after));

export function withChange(draft: Draft, column: string, change: FieldChange): Draft {
  const changes = { ...draft.changes, [column]: { ...draft.changes[column], ...change } };
  const { as } = change;
  if (as === undefined || !single.includes(as)) return { ...draft, changes };
  // Another one had this place before.
  for (const other of draftFields({ ...draft, changes })) {
    if (other.column === column || other.as !== as) continue;
    const plain = as === 'time' ? 'date' : as === 'id' ? 'text' : asOf({ ...other.field, roles: [] });
    changes[other.column] = { ...changes[other.column], as: plain };
  }
  return { ...draft, changes };
}

export function draftFields({ look, changes }: Draft): readonly DraftField[] {
  return look.fields.map(({ field: guessed, question, form }) => {
    const column = nameInData(guessed);
    const change = Object.hasOwn(changes, column) ? changes[column] : undefined;
    const as = change?.as ?? asOf(guessed);
    return { column, field: meant(guessed, as, change), as, question, form: change?.form ?? form };
  });
}

function meant(guessed: Field, as: As, change: FieldChange | undefined): Field {
  const { roles = [], positive: likely, decimals, currency, unit, ...rest } = guessed;
  const sensitive = change?.sensitive ?? roles.includes('sensitive');
  const own = roleOf(as, guessed, change);
  const all: readonly Role[] = [...(own === undefined ? [] : [own]), ...(sensitive ? (['sensitive'] as const) : [])];
  const positive = as === 'label' ? (change?.positive ?? likely ?? (rest.type === 'boolean' ? true : undefined)) : undefined;
  const measure = change?.measure ?? (currency !== undefined ? { currency } : unit !== undefined ? { unit } : undefined);
  const measured = rest.type !== 'number' || measure === undefined || ('unit' in measure && measure.unit === '') ? {} : measure;
  const wordOf = own === 'key' ? likelyMeasure(rest.name) : undefined;
  return {
    ...rest,
    ...(rest.type !== 'number' || decimals === undefined || change?.anyDecimals === true ? {} : { decimals }),
    ...measured,
    ...(all.length === 0 ? {} : { roles: all }),
    ...(positive === undefined ? {} : { positive }),
    ...(wordOf === undefined ? {} : { measure: wordOf }),
  };
}

/** A guessed amount stays one; of those that have a currency only, the person says so. */
function roleOf(as: As, guessed: Field, change: FieldChange | undefined): Role | undefined {
  if (as === 'amount') return hasRole(guessed, 'amount') || change?.as === 'amount' ? 'amount' : undefined;
  return as === 'time' || as === 'key' || as === 'id' || as === 'label' ? as : undefined;
}

/** The source as the graph will have it, its file under this path. */
export function configOf(draft: Draft, path: string): SourceConfig {
  const kept = draftFields(draft).filter(({ as }) => as !== 'none');
  const { forms: _found, ...options } = draft.look.options;
  const forms = Object.fromEntries(kept.flatMap(({ field, form }) => {
    const said = form?.type === field.type ? withoutUtc(form) : undefined;
    return said === undefined ? [] : [[field.name, said] as const];
  }));
  const all: ReadOptions = { ...options, ...(Object.keys(forms).length === 0 ? {} : { forms }) };
  const named = (role: Role): string | undefined => kept.find(({ field }) => hasRole(field, role))?.field.name;
  const [time, id] = [named('time'), named('id')];
  return {
    event: { ...draft.event },
    fields: kept.map(({ field: { roles, values, ...field } }) => ({ ...field, ...(roles === undefined ? {} : { roles: [...roles] }), ...(values === undefined ? {} : { values: [...values] }) })),
    ...(time === undefined ? {} : { time }),
    ...(id === undefined ? {} : { id }),
    lateness: '0s',
    sample: { type: 'file', path, format: draft.look.format, options: JSON.parse(JSON.stringify(all)) },
  };
}

/** UTC is what is meant where nothing is said. */
export function withoutUtc(form: Form): Form | undefined {
  if (form.type !== 'time' || form.zone !== 'UTC') return form;
  return form.order === 'iso' ? undefined : { type: 'time', order: form.order };
}

/** Whether there are times that tell no offset, so that a zone has to be known. */
export const hasOpenTimes = (draft: Draft): boolean => draftFields(draft).some(({ field, form }) => field.type === 'time' && form?.type === 'time' && form.zone !== undefined);

/** What was chosen among several ways to read a date stays, in the other zone. */
export const inZone = (changes: Changes, zone: string): Changes =>
  Object.fromEntries(Object.entries(changes).map(([column, change]) => [column, change.form?.type === 'time' ? { ...change, form: { ...change.form, zone } } : change]));

/** What the whole of a file shows the beginning did not: numbers with more decimals than were seen. */
export function loosened(draft: Draft, facts: TableFacts): Draft | undefined {
  const exact = new Set(facts.reasons.flatMap(({ code, field }) => (code === 'decimals' && field !== undefined ? [field] : [])));
  const loose = draftFields(draft).filter(({ field, column }) => exact.has(field.name) && draft.changes[column]?.anyDecimals !== true);
  return loose.length === 0 ? undefined : withAnyDecimals(draft, loose);
}

/** Where nobody has seen the whole of a file, no number in it is refused for its decimals. */
export const unseen = (draft: Draft): Draft => withAnyDecimals(draft, draftFields(draft).filter(({ field }) => field.decimals !== undefined));

const withAnyDecimals = (draft: Draft, fields: readonly DraftField[]): Draft => fields.reduce((next, { column }) => withChange(next, column, { anyDecimals: true }), draft);
