import { z } from '../../data/zod.ts';
import { hasRole } from '../../data/field.ts';
import type { FlowField, Value } from '../../data/field.ts';
import { inLanguage, pick } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import { parseTime } from '../../data/time.ts';
import { capitalised, fieldLabel, numberInWords, timeInWords, valueInWords } from '../../data/words.ts';
import { asText } from '../../engine/flow/render.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { Fact, ToldAlert } from './message.ts';

/** An alert as runs have stored it. */
export interface StoredAlert {
  readonly seq: number;
  readonly graph: string;
  readonly id: string;
  readonly node: string;
  readonly severity: AlertSeverity;
  readonly time: number | null;
  readonly key: string | null;
  /** As `ruleloom simulate` prints it. */
  readonly body: string;
}

/** What is known of the rule that raised it. */
export interface RuleFacts {
  readonly graph: Text;
  readonly rule: Text;
  readonly zone: string | undefined;
  /** Of its events. */
  readonly fields: readonly FlowField[];
  readonly key: readonly string[];
}

export interface Reader {
  readonly lang: Lang;
  /** Whether they may see sensitive values. */
  readonly sensitive: boolean;
  /** Where people open the app. */
  readonly address: string | undefined;
}

export const hidden = '•••';
const mostFacts = 6;

const bodySchema = z.looseObject({ title: z.string(), message: z.string(), event: z.record(z.string(), z.unknown()).default({}), heldBack: z.number().default(0) });

/** What a channel is told of an alert: in its language, and with sensitive values only where it may have them. */
export function toldAlert(alert: StoredAlert, facts: RuleFacts | undefined, { lang, sensitive, address }: Reader): ToldAlert {
  const { id, severity, time, key, node, graph } = alert;
  const { title, message, event, heldBack } = bodySchema.parse(JSON.parse(alert.body));
  const base = {
    id,
    severity,
    graph: facts === undefined ? graph : inLanguage(facts.graph, lang) || graph,
    rule: facts === undefined ? node : inLanguage(facts.rule, lang) || node,
    ...(time === null ? {} : { at: time, time: timeInWords(time - (time % 1000), lang, facts?.zone) }),
    ...(address === undefined ? {} : { link: linkTo(address, graph) }),
  };
  // Nobody knows any more what of this is sensitive.
  if (facts === undefined && !sensitive) return { ...base, title: pick(lang, 'An alert', '一条预警'), message: '', facts: [] };

  const secret = (field: FlowField): boolean => !sensitive && hasRole(field, 'sensitive');
  const fields = facts?.fields ?? [];
  const hide = hiding(fields.filter(secret).flatMap((field) => renderings(valueIn(event, field), field, facts?.zone)));
  const told = (field: FlowField): Fact => ({ label: capitalised(fieldLabel(field, lang)), value: secret(field) ? hidden : valueInWords(valueIn(event, field), field, lang, facts?.zone) });
  const keyFields = (facts?.key ?? []).flatMap((name) => fields.find((field) => field.name === name) ?? []);
  const amounts = fields.filter((field) => hasRole(field, 'amount') && !keyFields.includes(field) && valueIn(event, field) !== null);
  const reasons = fields.filter(({ name }) => name === reasonsName).filter((field) => !secret(field) && valueIn(event, field) !== null);
  const held = heldBack === 0 ? [] : [{ label: pick(lang, 'Held back since the last one', '上次以来重复未发'), value: numberInWords(heldBack, undefined, lang) }];
  return {
    ...base,
    title: hide(title),
    message: hide(message),
    ...(key === null ? {} : { key: hide(key) }),
    facts: [...[...keyFields, ...amounts].slice(0, mostFacts).map(told), ...reasons.map(told), ...held].map(({ label, value }) => ({ label, value: hide(value) })),
  };
}

export const linkTo = (address: string, graph: string): string => `${address.replace(/\/+$/, '')}/#/live/${encodeURIComponent(graph)}`;

/** A value of an event as it is printed: names with dots nested, times in ISO 8601. */
export function valueIn(event: Readonly<Record<string, unknown>>, { name, type }: FlowField): Value {
  let value: unknown = event;
  for (const part of name.split('.')) value = typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? (value as Readonly<Record<string, unknown>>)[part] : undefined;
  if (type === 'time' && typeof value === 'string') return parseTime(value) ?? value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(String) : null;
}

/** All the ways in which the value may stand in a text. */
export function renderings(value: Value, field: FlowField, zone: string | undefined): readonly string[] {
  if (value === null || typeof value === 'boolean') return [];
  const items = Array.isArray(value) ? value.map(String) : [];
  const each = (['en', 'zh'] as const).flatMap((lang) => [asText(value, field, lang, zone), valueInWords(value, field, lang, zone)]);
  return [...items, ...each, ...(typeof value === 'number' ? [String(value)] : [])];
}

/** Shorter ones stand in other words by chance. */
const shortest = 4;

export function hiding(values: readonly string[]): (text: string) => string {
  const all = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))].sort((a, b) => b.length - a.length);
  if (all.length === 0) return (text) => text;
  const pattern = all.map((value) => (value.length < shortest ? `(?<![\\p{L}\\p{N}])${escaped(value)}(?![\\p{L}\\p{N}])` : escaped(value))).join('|');
  const expression = new RegExp(pattern, 'gu');
  return (text) => text.replace(expression, hidden);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
