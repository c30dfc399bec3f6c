import type { EventName, Field, Row } from '../../data/field.ts';
import { durationInWords, parseDuration } from '../../data/duration.ts';
import { hasRole } from '../../data/field.ts';
import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { countInWords, eventWords, fieldLabel, measureOf, numberInWords, plural, valueInWords, zh } from '../../data/words.ts';
import { asClocksShow } from '../../data/zones.ts';
import type { FieldFacts, TableFacts } from '../../lab/starter/facts.ts';
import { mostDifferent } from '../../lab/starter/facts.ts';
import type { Tried } from '../../lab/starter/tried.ts';
import { glossary, phrases } from '../words.ts';
import type { DraftField } from './draft.ts';

/** What was found in a file, in words. */

const two = (part: number): string => String(part).padStart(2, '0');

/** `2026-03-18 14:31`, by the clock of the file: one form that aligns in every language. */
export function momentInShort(ms: number, withClock = false, zone?: string): string {
  const at = new Date(asClocksShow(ms, zone));
  if (Number.isNaN(at.getTime())) return String(ms);
  const day = at.toISOString().slice(0, 10);
  const [hours, minutes, seconds] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  if (!withClock && at.getTime() % 86_400_000 === 0) return day;
  return `${day} ${two(hours)}:${two(minutes)}${seconds === 0 ? '' : `:${two(seconds)}`}`;
}

/** A value as an example stands in a list: short. */
export function exampleInWords({ example, hours, zone }: FieldFacts, field: Field, lang: Lang): string {
  if (example === null) return '';
  if (field.type === 'time' && typeof example === 'number') return momentInShort(example, hours !== undefined, zone);
  const { unit: _unit, currency: _currency, ...plain } = field;
  return valueInWords(example, plain, lang);
}

export interface Remark {
  readonly text: string;
  /** Worth a look. */
  readonly warns: boolean;
}

/** What is worth knowing of a field beside its type: how many values it has, and how many are missing. */
export function remarkOn({ field, as }: DraftField, { filled, missing, different, range }: FieldFacts, lang: Lang): Remark | undefined {
  const plain = (text: string): Remark => ({ text, warns: false });
  if (filled === 0) return { text: glossary.alwaysEmpty[lang], warns: true };
  if (missing > 0) return { text: phrases.empty(missing, lang), warns: true };
  if (as === 'time') return plain(glossary.orderedBy[lang]);
  if (as === 'id' && different === filled) return plain(glossary.noRepeats[lang]);
  if (field.type === 'number' && range !== undefined) return plain(rangeInWords(range, lang));
  if (field.type === 'time' || field.type === 'list') return undefined;
  return plain(phrases.kinds(different, different >= mostDifferent, as === 'key' ? measureOf(field) : undefined, lang));
}

function rangeInWords([least, most]: readonly [number, number], lang: Lang): string {
  const [from, to] = [least, most].map((value) => numberInWords(Number(value.toPrecision(6)), undefined, lang));
  return least === most ? (from ?? '') : pick(lang, `${from} to ${to}`, `${from} 至 ${to}`);
}

/** How many hits there are, and of how many keys: the number, and what follows it. */
export function hitsInWords({ rule, hits, keys }: Tried, fields: readonly Field[], event: EventName, lang: Lang): { readonly before: string; readonly hits: string; readonly after: string } {
  const said = numberInWords(hits, undefined, lang);
  const { one, many, measure } = eventWords(event, lang);
  const key = 'key' in rule ? fields.find(({ name }) => name === rule.key) : undefined;
  const of = key === undefined || keys === undefined ? undefined : { label: fieldLabel(key, lang), count: numberInWords(keys, undefined, lang), key };
  if (lang === 'zh') return { before: '命中', hits: said, after: `${measure}${of === undefined ? '' : zh`，涉及 ${of.count} ${measureOf(of.key)}${subjectOf(of.label)}`}` };
  return { before: '', hits: said, after: `${hits === 1 ? one : many}${of === undefined ? '' : `, ${of.count} ${keys === 1 ? of.label : plural(of.label)}`}` };
}

/** 会员号 names a number; what it counts are 会员. */
const subjectOf = (label: string): string => label.replace(/(?:编号|号码|号|ID|id)$/, '') || label;

/** One real case. */
export function caseInWords(tried: Tried, fields: readonly Field[], event: EventName, facts: TableFacts, lang: Lang): string | undefined {
  const { rule, example } = tried;
  if (rule.kind === 'group') return ratesInWords(rule.of, rule.value, fields, facts, lang);
  if (example === undefined) return undefined;
  const { row, rank } = example;
  const said = (name: string): string => {
    const field = fields.find((each) => each.name === name);
    return valueInWords(row[name] ?? null, field, lang);
  };
  const when = dayInRow(row, fields, facts, lang);
  const parts = (...all: readonly (string | undefined)[]): string => all.filter((part) => part !== undefined).join(pick(lang, ', ', '，'));
  const number = typeof rank === 'number' ? rank : 0;
  switch (rule.kind) {
    case 'often': {
      const span = durationInWords(parseDuration(rule.within) ?? 0, lang);
      return parts(said(rule.key), when, lang === 'zh' ? zh`${span}内 ${countInWords(number, event, lang)}` : `${countInWords(number, event, lang)} in ${span}`);
    }
    case 'several': {
      const of = fields.find((each) => each.name === rule.of);
      const label = of === undefined ? rule.of : fieldLabel(of, lang);
      return parts(said(rule.key), when, lang === 'zh' ? zh`${number} ${measureOf(of)}${label}` : `${number} ${plural(label)}`);
    }
    case 'far': {
      const of = fields.find((each) => each.name === rule.of);
      const usual = typeof row['usual'] === 'number' ? valueInWords(row['usual'], of === undefined ? undefined : { ...of, decimals: of.decimals ?? 2 }, lang) : '';
      return parts(said(rule.key), pick(lang, `usually ${usual}`, zh`平时 ${usual}`), pick(lang, `here ${said(rule.of)}`, zh`这${eventWords(event, lang).measure} ${said(rule.of)}`));
    }
    case 'hours':
      return momentInShort(Number(row[rule.time] ?? Number.NaN), false, rule.zone);
    case 'high':
      return parts(said(rule.of), when);
  }
}

function ratesInWords(of: string, value: string, fields: readonly Field[], { fields: known, labelled, positive }: TableFacts, lang: Lang): string | undefined {
  const label = fields.find((field) => hasRole(field, 'label'));
  const group = known.find(({ name }) => name === of)?.groups?.find((each) => each.value === value);
  if (label === undefined || group === undefined || group.labelled === 0 || labelled === group.labelled) return undefined;
  const share = (part: number, all: number): string => `${((part / all) * 100).toPrecision(2).replace(/\.0+$/, '')}%`;
  const [here, there] = [share(group.positive, group.labelled), share(positive - group.positive, labelled - group.labelled)];
  return pick(lang, `${fieldLabel(label, lang)} in ${here} of these, in ${there} of the others`, zh`其中${fieldLabel(label, lang)}占 ${here}，其余只占 ${there}`);
}

function dayInRow(row: Row, fields: readonly Field[], { fields: known }: TableFacts, lang: Lang): string | undefined {
  const name = fields.find((field) => hasRole(field, 'time'))?.name ?? '';
  const time = row[name];
  if (typeof time !== 'number') return undefined;
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(asClocksShow(time, known.find((each) => each.name === name)?.zone));
}
