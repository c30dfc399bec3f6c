import type { Value } from '../../data/field.ts';
import { numberInWords } from '../../data/words.ts';
import type { Explanation } from './model.ts';

/**
 * The same explanation without personal data: values that are marked as sensitive, and their texts wherever an author
 * has put them, in titles, messages and reasons. Ids of rows and alerts are hashes and stay.
 */
export function masked(explanation: Explanation, mask = '•••'): Explanation {
  const found: Found = { names: new Set(), texts: new Set() };
  gather(explanation, found);
  const { alerts, counted } = explanation;
  for (const { event } of [...alerts, ...counted.alerts.map(({ alert }) => alert)]) gatherRow(event, found);
  const { about } = explanation;
  const hide = hiding(found.texts, mask);
  const all = hidden(explanation, found.names, hide, mask) as Explanation;
  if (about.type === 'alert' || about.reason === undefined) return all;
  // Of a row that broke its contract nobody knows which of its values the reason names.
  const reason = about.reason.replaceAll(/“[^”]*”/g, `“${mask}”`);
  const told = JSON.stringify(all).replaceAll(JSON.stringify(hide(about.reason)), JSON.stringify(reason));
  return JSON.parse(told) as Explanation;
}

interface Found {
  readonly names: Set<string>;
  readonly texts: Set<string>;
}

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

/** A value that people are told; what it was aggregated of; a row that is named. */
function gather(value: unknown, found: Found): void {
  for (const part of listOf(value)) gather(part, found);
  if (!isPlain(value)) return;
  if (value['sensitive'] === true) {
    const name = value['name'] ?? value['field'];
    if (typeof name === 'string') found.names.add(name);
    add(value['value'], found);
    if (value['value'] !== null && isPlain(value['shown'])) Object.values(value['shown']).forEach((each) => add(each, found));
  }
  if (isPlain(value['values'])) {
    for (const name of listOf(value['sensitive'])) {
      found.names.add(String(name));
      add(value['values'][String(name)], found);
    }
  }
  if (isPlain(value['of']) && value['of']['sensitive'] === true)
    for (const row of listOf(value['rows'])) if (isPlain(row)) add(row['value'], found);
  Object.values(value).forEach((each) => gather(each, found));
}

function gatherRow(row: Readonly<Record<string, Value>>, found: Found): void {
  for (const [name, value] of Object.entries(row)) if (found.names.has(name)) add(value, found);
}

/** As templates render it too. Yes and no tell nothing by themselves, and stand in too many texts. */
function add(value: unknown, { texts }: Found): void {
  for (const each of listOf(value)) if (typeof each === 'string' && each !== '') texts.add(each);
  if (typeof value === 'string' && value !== '') texts.add(value);
  if (typeof value === 'number') {
    for (const text of [String(value), value.toFixed(2), numberInWords(value, undefined, 'en')]) texts.add(text);
    if (value > 1e11 && Number.isInteger(value)) texts.add(new Date(value).toISOString());
  }
}

/** Longer texts first: one may be part of another. A number is not looked for inside of another word. */
function hiding(texts: ReadonlySet<string>, mask: string): (text: string) => string {
  const all = [...texts].toSorted((a, b) => b.length - a.length);
  if (all.length === 0) return (text) => text;
  const parts = all.map((text) => {
    const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
    return /^[\p{Script=Latin}\d]/u.test(text) ? String.raw`(?<![\p{Script=Latin}\d])${escaped}(?![\p{Script=Latin}\d])` : escaped;
  });
  const pattern = new RegExp(parts.join('|'), 'gu');
  return (text) => text.replaceAll(pattern, mask);
}

/** Texts that hold what an author or the data says, beside the values themselves. */
const said = new Set(['title', 'message', 'key', 'event', 'reason', 'reasons', 'value', 'shown']);

function hidden(value: unknown, names: ReadonlySet<string>, hide: (text: string) => string, mask: string): unknown {
  const into = (each: unknown): unknown => hidden(each, names, hide, mask);
  const inText = (part: unknown): unknown => {
    if (typeof part === 'string') return hide(part);
    if (typeof part === 'number') return hide(String(part)) === mask ? mask : part;
    if (Array.isArray(part)) return part.map((each) => (typeof each === 'string' ? hide(each) : into(each)));
    return isPlain(part) ? mapped(part, (_, each) => inText(each)) : part;
  };
  const inRow = (row: Plain): Plain =>
    mapped(row, (name, each) => (names.has(name) && each !== null ? mask : typeof each === 'number' ? each : inText(each)));
  if (Array.isArray(value)) return value.map(into);
  if (!isPlain(value)) return value;
  // That there is none is no secret.
  const isMasked = value['sensitive'] === true && 'shown' in value && value['value'] !== null;
  return mapped(value, (name, part) => {
    if (isMasked && name === 'value') return mask;
    if (isMasked && name === 'shown') return { en: mask, zh: mask };
    if (name === 'rows' && isPlain(value['of']) && value['of']['sensitive'] === true)
      return listOf(part).map((row) => (isPlain(row) && row['value'] !== null ? { ...row, value: mask } : row));
    // Of an alert its row, and not what rows are called.
    if (isPlain(part) && (name === 'values' || (name === 'event' && 'title' in value))) return inRow(part);
    const isText = said.has(name) && !(name === 'event' && isPlain(part)) && !(name === 'value' && isPlain(part));
    return isText && (name !== 'value' || typeof part === 'string') ? inText(part) : into(part);
  });
}

const mapped = (value: Plain, map: (name: string, part: unknown) => unknown): Plain =>
  Object.fromEntries(Object.entries(value).map(([name, part]) => [name, map(name, part)]));
