import type { Field, Row, Value } from '../../src/data/field.ts';
import type { Lang } from '../../src/data/text.ts';
import { pick } from '../../src/data/text.ts';
import { printTimeIn } from '../../src/data/zones.ts';
import { reasonsName } from '../../src/plan/plan.ts';
import type { AlertSeverity, AlertStep, OutputStep, Telling, Template } from '../../src/plan/plan.ts';
import { firstOfPeriod } from './chains.ts';
import type { Prepared } from './expressions.ts';
import { digest, keyOf, valueOf } from './row.ts';
import type { ReferenceRow } from './row.ts';

export interface ReferenceAlert {
  readonly id: string;
  readonly node: string;
  readonly severity: AlertSeverity;
  readonly time: number | null;
  /** As text; null where part of it is missing, or where there is no key. */
  readonly key: string | null;
  readonly title: string;
  readonly message: string;
  /** The whole row. */
  readonly event: Row;
  /** How many of its key were held back since the last one. */
  readonly heldBack: number;
}

/** A template as text that no language of the reader changes. */
export function render(template: Template, row: ReferenceRow, fields: readonly Field[], { lang, zone }: Telling): string {
  return template.map((part) => (typeof part === 'string' ? part : asText(valueOf(row, part.field), findField(fields, part.field), lang, zone))).join('');
}

const findField = (fields: readonly Field[], name: string): Field | undefined => fields.find((field) => field.name === name);

export function asText(value: Value, field: Field | undefined, lang: Lang, zone?: string): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.join(pick(lang, '; ', '；'));
  if (typeof value !== 'number') return String(value);
  if (field?.type === 'time') return printTimeIn(value, zone);
  if (field?.decimals === undefined) return String(value);
  const text = value.toFixed(field.decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

export function raise(step: AlertStep, rows: readonly ReferenceRow[], fields: readonly Field[], telling: Telling): { alerts: readonly ReferenceAlert[]; held: readonly ReferenceRow[]; unreported: number } {
  const sent = step.suppress === undefined ? rows.map(() => true) : firstOfPeriod(rows, step.key, step.suppress.period);
  const waiting = new Map<string, number>();
  const alerts: ReferenceAlert[] = [];
  rows.forEach((row, index) => {
    const key = keyOf(row, step.key);
    const name = JSON.stringify(key ?? null);
    const heldBack = key === undefined ? 0 : (waiting.get(name) ?? 0);
    waiting.set(name, sent[index] === true ? 0 : heldBack + 1);
    if (sent[index] === true) alerts.push({ ...alertOf(step, row, fields, telling), heldBack });
  });
  return { alerts, held: rows.filter((_, index) => sent[index] !== true), unreported: [...waiting.values()].reduce((a, b) => a + b, 0) };
}

function alertOf(step: AlertStep, row: ReferenceRow, fields: readonly Field[], telling: Telling): Omit<ReferenceAlert, 'heldBack'> {
  const key = keyOf(row, step.key);
  const parts = key?.map((value, index) => asText(value, findField(fields, step.key[index] ?? ''), telling.lang)) ?? [];
  return {
    id: digest([step.node, ...step.key.map((name) => valueOf(row, name)), row.time, row.id]),
    node: step.node,
    severity: step.severity,
    time: row.time,
    key: parts.length === 0 ? null : parts.join(', '),
    title: render(step.title, row, fields, telling),
    message: render(step.message, row, fields, telling),
    event: wholeRow(row, fields),
  };
}

/** Every field of the stream, in its order, and the reasons. */
function wholeRow(row: ReferenceRow, fields: readonly Field[]): Row {
  const names = fields.map((field) => field.name).filter((name) => name !== reasonsName);
  const all = names.length < fields.length ? [...names, reasonsName] : names;
  return Object.fromEntries(all.map((name) => [name, valueOf(row, name)]));
}

export interface ReferenceOutput {
  readonly node: string;
  /** The id of the row: with the node, what a target knows it by. */
  readonly id: string;
  readonly time: number | null;
  readonly row: Row;
  readonly outcome?: { readonly type: string; readonly values: Row };
}

export function send(step: OutputStep, rows: readonly ReferenceRow[], fields: readonly Field[], { evaluate }: Prepared): readonly ReferenceOutput[] {
  const { outcome } = step;
  return rows.map((row) => ({
    node: step.node,
    id: row.id,
    time: row.time,
    row: step.fields === undefined ? wholeRow(row, fields) : Object.fromEntries(step.fields.map((name) => [name, valueOf(row, name)])),
    ...(outcome === undefined
      ? {}
      : { outcome: { type: outcome.type, values: Object.fromEntries(outcome.values.map(({ name, to }) => [name, evaluate(to, row)])) } }),
  }));
}
