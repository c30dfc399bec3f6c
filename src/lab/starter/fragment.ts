import { parseDuration, perDuration, durationInWords } from '../../data/duration.ts';
import type { EventName, Field } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { Json, StoredExpression } from '../../data/schema.ts';
import { words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { capitalised, eventWords, fieldLabel, measureOf, numberInWords, plural, zh } from '../../data/words.ts';
import type { RuleEdge, RuleNode } from '../../graph/document.ts';
import { kinds } from '../../kinds/registry.ts';
import type { KindName } from '../../kinds/registry.ts';
import { reasonsName } from '../../plan/plan.ts';
import { fewestBefore, usualWithin } from './rules.ts';
import type { StarterRule } from './rules.ts';

/** A starter rule as a part of a graph: what leads to it, the rule, its alert. */
export interface Fragment {
  readonly nodes: readonly RuleNode[];
  readonly edges: readonly RuleEdge[];
  /** Where its hits leave. */
  readonly hits: { readonly node: string; readonly port: string };
  /** The field that says how far a hit is from what is usual. */
  readonly rank: string | undefined;
}

/** What a rule is drawn onto. */
export interface StarterSource {
  readonly node: string;
  readonly event: EventName;
  readonly fields: readonly Field[];
  /** Undefined where rows have none: then no rule looks back. */
  readonly time: string | undefined;
}

/** How far cards stand apart: to the right, and one rule below another. */
export const pitch = { x: 290, y: 210 } as const;

/** `alertAt` is the column that its alert stands in, however short the way there is: alerts stand below one another. */
export function fragmentOf(rule: StarterRule, source: StarterSource, [left, top]: readonly [x: number, y: number], alertAt: number): Fragment {
  const nodes: RuleNode[] = [];
  const edges: RuleEdge[] = [];
  let last = source.node;
  const add = (id: string, kind: KindName, name: Words, config: Record<string, unknown>, from = last): void => {
    nodes.push({ id, kind, ...(kinds[kind].version === 1 ? {} : { version: kinds[kind].version }), name, at: [left + nodes.length * pitch.x, top], config });
    edges.push({ from, to: id });
    last = id;
  };
  const said = titleOf(rule, source);
  const { hits, rank } = draw(rule, source, add, said);
  add(`${rule.kind}-alert`, 'alert', alertNames[rule.kind], alertOf(rule, source, said), `${hits}.match`);
  const alert = nodes.at(-1);
  if (alert !== undefined) alert.at = [left + alertAt * pitch.x, top];
  return { nodes, edges, hits: { node: hits, port: 'match' }, rank };
}

/** How many cards lead to its alert. */
export const cardsOf = (rule: StarterRule): number => (rule.kind === 'often' || rule.kind === 'several' || (rule.kind === 'far' && rule.least > 0) ? 2 : 1);

type Add = (id: string, kind: KindName, name: Words, config: Record<string, unknown>, from?: string) => void;

/** Draws what leads to the hits, and says which node they leave by `match`. */
function draw(rule: StarterRule, source: StarterSource, add: Add, said: Words): { readonly hits: string; readonly rank: string | undefined } {
  const logic = (when: Json): StoredExpression => ({ logic: when });
  const id: string = rule.kind;
  switch (rule.kind) {
    case 'often': {
      const name = freeName(`count_${rule.within}`, source);
      add(`${id}-count`, 'rolling', names.count, { key: [rule.key], features: [{ name, fn: 'count', within: rule.within }] });
      add(id, 'condition', ruleNames.often, { when: logic({ '>': [{ var: name }, rule.more] }), reason: reasonWith(rule, source, name) });
      return { hits: id, rank: name };
    }
    case 'several': {
      const name = freeName(`different_${rule.within}`, source);
      add(`${id}-count`, 'rolling', names.different, { key: [rule.key], features: [{ name, fn: 'distinct', of: rule.of, within: rule.within }] });
      add(id, 'condition', ruleNames.several, { when: logic({ '>': [{ var: name }, rule.more] }), reason: reasonWith(rule, source, name) });
      return { hits: id, rank: name };
    }
    case 'far': {
      const score = freeName('times_usual', source);
      const usual = freeName('usual', source);
      const config = { key: [rule.key], of: rule.of, within: usualWithin, method: 'ratio', direction: 'above', threshold: rule.times, min: fewestBefore, score, usual, reason: said };
      if (rule.least <= 0) {
        add(id, 'anomaly', ruleNames.far, config);
        return { hits: id, rank: score };
      }
      add(`${id}-usual`, 'anomaly', ruleNames.far, config);
      add(id, 'filter', names.large, { when: logic({ '>=': [{ var: rule.of }, rule.least] }) }, `${id}-usual.match`);
      return { hits: id, rank: score };
    }
    case 'group':
      add(id, 'condition', ruleNames.group, { when: logic({ '===': [{ var: rule.of }, rule.value] }), reason: said });
      return { hits: id, rank: undefined };
    case 'hours': {
      const hour = { hour: [{ var: rule.time }, rule.zone ?? 'UTC'] };
      const [from, to] = [{ '>=': [hour, rule.from] }, { '<': [hour, rule.to] }];
      add(id, 'condition', ruleNames.hours, { when: logic({ [rule.from < rule.to ? 'and' : 'or']: [from, to] }), reason: said });
      return { hits: id, rank: undefined };
    }
    case 'high':
      add(id, 'condition', ruleNames.high, { when: logic({ '>=': [{ var: rule.of }, rule.least] }), reason: said });
      return { hits: id, rank: rule.of };
  }
}

const names = {
  count: { en: 'Recent count', zh: '近期次数' },
  different: { en: 'Different values', zh: '不同值数量' },
  large: { en: 'Large enough', zh: '金额够大' },
} as const satisfies Record<string, Words>;

const ruleNames: Readonly<Record<StarterRule['kind'], Words>> = {
  often: { en: 'Too often', zh: '过于频繁' },
  several: { en: 'Too many different', zh: '关联过多' },
  far: { en: 'Far above usual', zh: '远高于平时' },
  group: { en: 'Risky group', zh: '高风险类别' },
  hours: { en: 'Unusual hour', zh: '异常时段' },
  high: { en: 'Very high', zh: '数值过高' },
};

const alertNames: Readonly<Record<StarterRule['kind'], Words>> = {
  often: { en: 'Frequency alert', zh: '频繁预警' },
  several: { en: 'Variety alert', zh: '关联预警' },
  far: { en: 'Unusual amount alert', zh: '异常金额预警' },
  group: { en: 'Group alert', zh: '类别预警' },
  hours: { en: 'Hour alert', zh: '时段预警' },
  high: { en: 'High value alert', zh: '高值预警' },
};

const severity: Readonly<Record<StarterRule['kind'], string>> = { often: 'high', far: 'high', several: 'high', group: 'medium', hours: 'low', high: 'medium' };

/** The field an alert is about: the rule's own key, or what names whose row it is. */
function keyOf(rule: StarterRule, { fields }: StarterSource): string | undefined {
  return 'key' in rule ? rule.key : fields.find((field) => hasRole(field, 'key') && !hasRole(field, 'label'))?.name;
}

function alertOf(rule: StarterRule, source: StarterSource, said: Words): Record<string, unknown> {
  const { fields, time } = source;
  const key = keyOf(rule, source);
  const amount = fields.find((field) => hasRole(field, 'amount') && !hasRole(field, 'sensitive'));
  const told = [fields.find((field) => field.name === key && !hasRole(field, 'sensitive')), amount].filter((field) => field !== undefined);
  const message = words((lang) => {
    const facts = told.map((field) => `${escaped(fieldLabel(field, lang))} {${field.name}}`).join(lang === 'zh' ? '，' : ', ');
    return [facts, `{${reasonsName}}`].filter((part) => part !== '').join(lang === 'zh' ? '。' : '. ');
  });
  const once = time === undefined || key === undefined ? {} : { once: rule.kind === 'several' ? '1d' : '1h' };
  return { severity: severity[rule.kind], key: key === undefined ? [] : [key], title: said, message, ...once, channels: [] };
}

/** Braces mean fields in what alerts say. */
const escaped = (text: string): string => text.replaceAll('{', '{{').replaceAll('}', '}}');

function freeName(wanted: string, { fields }: StarterSource): string {
  const taken = new Set(fields.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The rule as one would name it: `More than 3 payments by one card in 10 minutes`. */
export const titleOf = (rule: StarterRule, source: StarterSource): Words => words((lang) => escaped(capitalised(titleIn(rule, source, lang))));

function titleIn(rule: StarterRule, { fields, event }: StarterSource, lang: Lang): string {
  const field = (name: string): Field | undefined => fields.find((each) => each.name === name);
  const label = (name: string): string => { const found = field(name); return found === undefined ? name : fieldLabel(found, lang); };
  const { one, many, measure } = eventWords(event, lang);
  const number = (value: number, of?: string): string => numberInWords(value, of === undefined ? undefined : field(of), lang);
  switch (rule.kind) {
    case 'often': {
      const span = durationInWords(parseDuration(rule.within) ?? 0, lang);
      if (lang === 'zh') return zh`同一${label(rule.key)}在 ${span}内${one}超过 ${number(rule.more)} ${measure}`;
      return `more than ${number(rule.more)} ${rule.more === 1 ? one : many} by one ${label(rule.key)} in ${span}`;
    }
    case 'several': {
      const length = parseDuration(rule.within) ?? 0;
      if (lang === 'zh') return zh`同一${label(rule.key)}在 ${durationInWords(length, lang)}内有超过 ${number(rule.more)} 个不同的${label(rule.of)}`;
      return `one ${label(rule.key)} with more than ${number(rule.more)} different ${plural(label(rule.of))} in ${perDuration(length, lang) === 'day' ? 'a day' : durationInWords(length, lang)}`;
    }
    case 'far': {
      if (lang === 'zh') return zh`${label(rule.of)}超过该${label(rule.key)}平时的 ${number(rule.times)} 倍`;
      return `${label(rule.of)} more than ${number(rule.times)} times what the ${label(rule.key)} usually has`;
    }
    case 'group':
      return lang === 'zh' ? zh`${label(rule.of)}是${rule.value}` : `${label(rule.of)} is ${rule.value}`;
    case 'hours':
      return lang === 'zh' ? zh`在 ${rule.from} 点到 ${rule.to} 点之间的${one}` : `${one} between ${rule.from}:00 and ${rule.to}:00`;
    case 'high':
      return lang === 'zh' ? zh`${label(rule.of)}达到 ${number(rule.least, rule.of)}` : `${label(rule.of)} of ${number(rule.least, rule.of)} or more`;
  }
}

/** Why a row hit, with what was counted for it. */
function reasonWith(rule: StarterRule & { readonly within: string }, { fields, event }: StarterSource, counted: string): Words {
  return words((lang) => {
    const span = durationInWords(parseDuration(rule.within) ?? 0, lang);
    const of = rule.kind === 'several' ? fields.find((each) => each.name === rule.of) : undefined;
    const { one, many, measure } = eventWords(event, lang);
    if (of === undefined) return lang === 'zh' ? zh`${span}内有 {${counted}} ${escaped(measure)}${escaped(one)}` : `{${counted}} ${escaped(many)} in ${span}`;
    const label = escaped(fieldLabel(of, lang));
    return lang === 'zh' ? zh`${span}内有 {${counted}} ${measureOf(of)}不同的${label}` : `{${counted}} different ${plural(label)} in ${span}`;
  });
}
