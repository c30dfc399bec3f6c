import type { FieldType } from '../../data/field.ts';
import { inLanguage, languages, pick } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import { functionNames } from '../expr.ts';
import { functions } from '../functions.ts';
import type { Scope } from '../scope.ts';
import { expectedAfter } from './diagnose.ts';
import type { Token } from './diagnose.ts';
import { tokensOf } from './parse.ts';
import { fieldName, quoted } from './print.ts';
import { isBareSet } from './tokens.ts';

/** What can be written at a place in a formula. */

export interface Completions {
  /** What is written there already, and would be replaced. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

export interface Completion {
  readonly kind: 'field' | 'function' | 'set' | 'value' | 'keyword';
  readonly insert: string;
  /** The reader's word for it. */
  readonly label: string;
  /** What it is or does. */
  readonly detail: string;
}

interface Candidate extends Completion {
  /** Whatever it may be found by. */
  readonly words: readonly string[];
}

export function completionsAt(formula: string, position: number, scope: Scope, lang: Lang): Completions {
  const before = formula.slice(0, position);
  const partial = /(?:@[\p{L}\p{M}\p{N}_-]*|[[【［][^\]】］]*|[\p{L}_][\p{L}\p{M}\p{N}_.]*)$/u.exec(before)?.[0] ?? '';
  const from = position - partial.length;
  const tokens = tokensOf(before.slice(0, from));
  const sought = partial.replace(/^[@[【［]/u, '').toLowerCase();
  const all = partial.startsWith('@') ? setsIn(scope, lang) : candidates(tokens, scope, lang);
  const ranks = all.map(({ words }) => Math.min(...words.map((word) => rankOf(word.toLowerCase(), sought))));
  const options = [0, 1, 2].flatMap((rank) => all.filter((_, i) => ranks[i] === rank));
  return { from, to: position, options: options.map(({ kind, insert, label, detail }) => ({ kind, insert, label, detail })) };
}

/** 0 where it begins with what is sought, 1 where a word of it does, 2 where it has it anywhere. */
function rankOf(word: string, sought: string): number {
  if (word.startsWith(sought)) return 0;
  if (word.split(/[\s._]/u).some((part) => part.startsWith(sought))) return 1;
  return sought.length > 1 && word.includes(sought) ? 2 : Infinity;
}

function candidates(tokens: readonly Token[], scope: Scope, lang: Lang): readonly Candidate[] {
  if (tokens.at(-1)?.name.startsWith('Unclosed') === true) return [];
  const { value = true, compared = false } = expectedAfter(tokens) ?? {};
  if (!value) return [...(compared ? [] : comparisonsOf(typeAt(tokens, scope), lang)), ...junctions(lang)];
  const sets = afterIn(tokens) ? setsIn(scope, lang) : [];
  return [...valuesAfter(tokens, scope), ...fieldsIn(scope, lang), ...functionsIn(lang), ...sets, ...constants(lang)];
}

const wordsOf = (text: Text | undefined): readonly string[] =>
  text === undefined ? [] : languages.map((lang) => inLanguage(text, lang));

const types: Readonly<Record<FieldType, readonly [en: string, zh: string]>> = {
  number: ['number', '数字'], text: ['text', '文本'], boolean: ['yes or no', '是/否'], time: ['time', '时间'], list: ['list', '列表'],
};

function fieldsIn(scope: Scope, lang: Lang): Candidate[] {
  return scope.fields.map((field) => ({
    kind: 'field',
    insert: fieldName(field.name),
    label: fieldLabel(field, lang),
    detail: pick(lang, ...types[field.type]),
    words: [field.name, ...wordsOf(field.label)],
  }));
}

function functionsIn(lang: Lang): Candidate[] {
  return functionNames
    .filter((name) => !infix.has(name))
    .map((name) => ({ kind: 'function', insert: `${name}(`, label: name, detail: functions[name].summary[lang], words: [name, ...wordsOf(functions[name].summary)] }));
}

/** What is written with signs and keywords instead. */
const infix = new Set<string>([
  'and', 'or', 'not', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between', 'in', 'notIn', 'isMissing', 'isPresent',
  'add', 'subtract', 'multiply', 'divide', 'modulo', 'negate',
]);

function setsIn(scope: Scope, lang: Lang): Candidate[] {
  return scope.sets.map(({ id, name, values }) => ({
    kind: 'set',
    insert: isBareSet(id) ? `@${id}` : `set(${quoted(id)})`,
    label: inLanguage(name, lang),
    detail: values.slice(0, 5).join(', ') + (values.length > 5 ? ', …' : ''),
    words: [id, ...wordsOf(name)],
  }));
}

const keyword = (insert: string, en: string, zh: string, lang: Lang): Candidate => ({
  kind: 'keyword', insert, label: insert, detail: pick(lang, en, zh), words: [insert, en, zh],
});

const constants = (lang: Lang): Candidate[] => [
  keyword('NOT', 'the condition does not hold', '条件不成立', lang),
  keyword('true', 'yes', '是', lang),
  keyword('false', 'no', '否', lang),
  keyword('now()', 'the time of the event', '事件时间', lang),
];

const junctions = (lang: Lang): Candidate[] => [
  keyword('AND', 'both hold', '且', lang),
  keyword('OR', 'one of them holds', '或', lang),
];

function comparisonsOf(type: FieldType | undefined, lang: Lang): Candidate[] {
  const ordered = type !== 'text' && type !== 'boolean' && type !== 'list';
  const listed = type !== 'time' && type !== 'boolean' && type !== 'list';
  return [
    ...(type === 'list' ? [] : [keyword('=', 'is', '等于', lang), keyword('!=', 'is not', '不等于', lang)]),
    ...(ordered ? [keyword('>', 'more than', '大于', lang), keyword('>=', 'at least', '至少为', lang)] : []),
    ...(ordered ? [keyword('<', 'less than', '小于', lang), keyword('<=', 'at most', '最多为', lang)] : []),
    ...(ordered ? [keyword('BETWEEN', 'from … to …', '介于', lang)] : []),
    ...(listed ? [keyword('IN', 'is one of', '属于', lang), keyword('NOT IN', 'is none of', '不属于', lang)] : []),
    keyword('IS MISSING', 'has no value', '缺失', lang),
    keyword('IS PRESENT', 'has a value', '有值', lang),
  ];
}

const fieldAt = (token: Token | undefined, scope: Scope): Scope['fields'][number] | undefined => {
  if (token?.name !== 'Identifier' && token?.name !== 'BracketName') return undefined;
  const name = token.name === 'Identifier' ? token.source : token.source.slice(1, -1).replaceAll(']]', ']');
  return scope.fields.find((field) => field.name === name || wordsOf(field.label).includes(name));
};

const typeAt = (tokens: readonly Token[], scope: Scope): FieldType | undefined => fieldAt(tokens.at(-1), scope)?.type;

const afterIn = (tokens: readonly Token[]): boolean => ['In', 'NotIn'].includes(tokens.at(-1)?.name ?? '');

/** The values that a field's contract allows, after `country =` and inside `country IN (`. */
function valuesAfter(tokens: readonly Token[], scope: Scope): Candidate[] {
  let at = tokens.length - 1;
  while (['Text', 'Comma', 'Open'].includes(tokens[at]?.name ?? '')) at -= 1;
  const operator = tokens[at]?.name ?? '';
  if (!['Equals', 'NotEquals', 'In', 'NotIn'].includes(operator)) return [];
  const before = tokens[at - 1]?.name === 'Not' ? tokens[at - 2] : tokens[at - 1];
  return (fieldAt(before, scope)?.values ?? []).map((value) => ({ kind: 'value', insert: quoted(value), label: value, detail: '', words: [value] }));
}
