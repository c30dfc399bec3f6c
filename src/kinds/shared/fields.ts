import type { FieldType } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { badFieldName } from '../../data/schema.ts';
import { pick, words } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { fieldLabel, listInWords, nameInWords, quote, zh } from '../../data/words.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { closest } from '../../data/closest.ts';
import { problem, putInstead } from './problems.ts';
import type { Path } from './problems.ts';
import { findField } from './streams.ts';

/** Checks of the fields that a config names: those it reads, and those it makes. */

const typeWords: Readonly<Record<FieldType, readonly [en: string, zh: string]>> = {
  number: ['a number', '数字'],
  text: ['text', '文本'],
  boolean: ['yes or no', '是/否'],
  time: ['a time', '时间'],
  list: ['a list', '列表'],
};

export const typeInWords = (type: FieldType, lang: Lang): string => pick(lang, ...typeWords[type]);

/** What people call a field: its label, or its name in plain words where there is no such field. */
export function labelOf(name: string, stream: Stream, lang: Lang): string {
  const field = findField(stream, name);
  return field === undefined ? nameInWords(name) : fieldLabel(field, lang);
}

export interface Wanted {
  /** The types that will do; any, where left out. */
  readonly types?: readonly FieldType[] | undefined;
  /** True where a label may not be used: in rules, and in features of them. */
  readonly forRule?: boolean | undefined;
}

/** A field that is read: it must be there, be of a fitting type, and be no label where a rule reads it. */
export function checkField(name: string, stream: Stream, around: Surroundings, at: Path, wanted: Wanted = {}): readonly Problem[] {
  if (name === '') return [problem(around, { code: 'no-field', en: 'Choose a field', zh: '请选择一个字段', at })];
  const field = findField(stream, name);
  if (field === undefined) return [unknownField(name, stream, around, at, wanted)];
  const { types, forRule = false } = wanted;
  if (types !== undefined && !types.includes(field.type)) return [wrongType(name, stream, around, at, types)];
  if (forRule && field.tainted) return [taintedField(name, stream, around, at)];
  return [];
}

function unknownField(name: string, stream: Stream, around: Surroundings, at: Path, { types }: Wanted): Problem {
  const fitting = stream.fields.filter((field) => types?.includes(field.type) ?? true);
  const found = closest(name, fitting.map((field) => field.name)) ?? fitting.find((field) => isCalled(field.label, name))?.name;
  const meant = found === undefined ? undefined : findField(stream, found);
  // A field that was renamed in its source still has the label that its users know it by.
  const shown = (lang: Lang): string => (meant === undefined ? '' : fieldLabel(meant, lang) === name ? meant.name : fieldLabel(meant, lang));
  const [hintEn, hintZh] =
    meant === undefined
      ? ['choose another one', '请另选一个']
      : [`did you mean ${quote(shown('en'))}?`, `是不是${quote(shown('zh'))}？`];
  return problem(around, {
    code: 'unknown-field',
    en: `There is no field ${quote(name)} here: ${hintEn}`,
    zh: `这里没有字段${quote(name)}：${hintZh}`,
    at,
    field: name,
    fix: meant && putInstead(at, meant.name, words((lang) => useInstead(fieldLabel(meant, lang), lang))),
  });
}

const isCalled = (label: FlowLabel, name: string): boolean =>
  label !== undefined && (typeof label === 'string' ? label === name : Object.values(label).includes(name));
type FlowLabel = Stream['fields'][number]['label'];

export const useInstead = (label: string, lang: Lang): string => pick(lang, `Use ${quote(label)}`, `改用${quote(label)}`);

function wrongType(name: string, stream: Stream, around: Surroundings, at: Path, types: readonly FieldType[]): Problem {
  const is = findField(stream, name)?.type ?? 'text';
  const say = (lang: Lang): string => listInWords(types.map((type) => typeInWords(type, lang)), 'or', lang);
  return problem(around, {
    code: 'wrong-type',
    en: `${quote(labelOf(name, stream, 'en'))} is ${typeInWords(is, 'en')}, but ${say('en')} is needed here`,
    zh: `${quote(labelOf(name, stream, 'zh'))}是${typeInWords(is, 'zh')}，但这里需要${say('zh')}`,
    at,
    field: name,
  });
}

export function taintedField(name: string, stream: Stream, around: Surroundings, at: Path): Problem {
  return problem(around, {
    code: 'tainted-field',
    en: `${quote(labelOf(name, stream, 'en'))} comes from the label that results are measured against, so no rule may use it`,
    zh: `${quote(labelOf(name, stream, 'zh'))}来自用于衡量结果的标签，规则不能使用它`,
    at,
    field: name,
  });
}

/** The names of fields that a node makes: usable, not there yet, not twice, and no clash of `a` with `a.b`. */
export function checkNewNames(
  made: readonly { readonly name: string; readonly at: Path }[],
  existing: readonly string[],
  around: Surroundings,
): readonly Problem[] {
  const taken = new Set(existing);
  const problems: Problem[] = [];
  for (const { name, at } of made) {
    const found = badName(name, around, at) ?? clash(name, taken, around, at);
    if (found !== undefined) problems.push(found);
    taken.add(name);
  }
  return problems;
}

/** What is wrong with a name by itself. */
export function badName(name: string, around: Surroundings, at: Path): Problem | undefined {
  switch (badFieldName(name)) {
    case undefined:
      return undefined;
    case 'empty':
      return problem(around, {
        code: 'bad-field-name',
        en: name.trim() === '' ? 'Give the field a name' : `${quote(name)} is no name for a field: something must stand on both sides of each dot`,
        zh: name.trim() === '' ? '请给字段起个名字' : `${quote(name)}不能作字段名：每个点的两边都要有内容`,
        at,
      });
    case 'reserved':
      return problem(around, {
        code: 'bad-field-name',
        en: `${quote(name)} is reserved, so choose another name`,
        zh: `${quote(name)}是保留字，请换一个名字`,
        at,
        field: name,
        fix: putInstead(at, `${name}_`, words((lang) => useInstead(`${name}_`, lang))),
      });
    case 'long':
      return problem(around, {
        code: 'bad-field-name',
        en: 'This name is too long: 200 characters are the most',
        zh: '名字太长：最多 200 个字符',
        at,
        field: name,
        fix: putInstead(at, name.slice(0, 60), { en: 'Shorten it', zh: '缩短' }),
      });
  }
}

function clash(name: string, taken: ReadonlySet<string>, around: Surroundings, at: Path): Problem | undefined {
  const free = freeName(name, taken);
  const fix = putInstead(at, free, words((lang) => useInstead(free, lang)));
  if (taken.has(name)) {
    return problem(around, {
      code: 'name-taken',
      en: `There is a field ${quote(name)} already, so choose another name`,
      zh: `已有字段${quote(name)}，请换一个名字`,
      at,
      field: name,
      fix,
    });
  }
  const other = [...taken].find((each) => nests(each, name) || nests(name, each));
  if (other === undefined) return undefined;
  return problem(around, {
    code: 'name-clash',
    en: `${quote(name)} and ${quote(other)} can’t both be fields: a dot steps into nested data`,
    zh: `${quote(name)}和${quote(other)}不能同时作字段名：点表示进入嵌套数据`,
    at,
    field: name,
    fix,
  });
}

const nests = (outer: string, inner: string): boolean => inner.startsWith(`${outer}.`);

/** The name itself, or with the first number that makes it free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const isFree = (each: string): boolean => !taken.has(each) && ![...taken].some((other) => nests(each, other) || nests(other, each));
  const flat = isFree(name) ? name : name.replaceAll('.', '_');
  if (isFree(flat)) return flat;
  for (let n = 2; ; n += 1) if (isFree(`${flat}_${n}`)) return `${flat}_${n}`;
}

/** Why rows without a time can't go on, and the field that might hold it. */
export function checkTime(stream: Stream, around: Surroundings, port?: string): readonly Problem[] {
  if (stream.time !== undefined || stream.bases.length === 0) return [];
  const likely = stream.fields.find((field) => field.type === 'time');
  const source = likely?.origins.find((origin) => stream.bases.includes(origin.node));
  const [hintEn, hintZh] =
    likely === undefined
      ? ['choose the time in the source', '请在数据源里指定时间字段']
      : [`choose it in the source, where ${quote(fieldLabel(likely, 'en'))} looks right`, zh`请在数据源里指定，${quote(fieldLabel(likely, 'zh'))}看来合适`];
  const label = likely === undefined ? undefined : words((lang) => pick(lang, `Use ${quote(fieldLabel(likely, lang))} as the time`, `用${quote(fieldLabel(likely, lang))}作为时间`));
  return [
    problem(around, {
      code: 'no-time',
      en: `These rows have no time, and this step goes by it: ${hintEn}`,
      zh: `这些行没有时间，而这一步要按时间处理：${hintZh}`,
      at: port === undefined ? [] : [port],
      field: likely?.name,
      ...(source === undefined || label === undefined ? {} : { fix: { label, node: source.node, at: ['time'], value: source.field } }),
    }),
  ];
}
