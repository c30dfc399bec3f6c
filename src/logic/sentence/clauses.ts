import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { fieldLabel, numberInWords, zh } from '../../data/words.ts';
import type { Call, Constant, Expr, FunctionName } from '../expr.ts';
import { equalExpr } from '../walk.ts';
import { isTestName, predicates } from './predicates.ts';
import type { Predicate, TestName } from './predicates.ts';
import { bracketed } from './speaker.ts';
import type { Clause, Phrase, Speaker } from './speaker.ts';

/** Conditions as clauses. */

export function clauseOf(speaker: Speaker, expr: Expr): Clause {
  const { lang } = speaker;
  if (expr.kind === 'constant' && typeof expr.value === 'boolean') {
    return simple(expr.value ? pick(lang, 'always', '总是成立') : pick(lang, 'never', '从不成立'));
  }
  if (expr.kind === 'field') return simple(flag(speaker, expr.name).yes);
  if (expr.kind !== 'call') return holds(speaker, expr);
  const { fn, args } = expr;
  const [first, second] = args;
  if (first === undefined) return holds(speaker, expr);
  if (fn === 'and' || fn === 'or') return group(speaker, fn, args);
  if (fn === 'not') return negation(speaker, first);
  if (fn === 'if') return choice(speaker, args);
  if ((fn === 'any' || fn === 'all' || fn === 'none') && second) return onElements(speaker, fn, first, second);
  if (!isTestName(fn)) return holds(speaker, expr);
  const truth = onTruth(speaker, fn, first, second);
  if (truth) return truth;
  const { subject, yes } = tested(speaker, fn, args);
  return about(subject, yes, lang);
}

const simple = (text: string): Clause => ({ text, joins: 'nothing' });

/** Of a subject in the singular or, in English, the plural. */
function about(subject: Phrase, predicate: string, lang: Lang): Clause {
  const who = subject.clausal === true ? bracketed(subject, lang) : subject.text;
  if (lang === 'zh') return { text: zh`${who}${predicate}`, joins: joinsOf(who + predicate) };
  const text = `${who} ${subject.plural === true ? inPlural(predicate) : predicate}`;
  return { text, joins: joinsOf(text) };
}

const joiners = / (?:and|or|nor) |, |[和或且、，]/;
const enclosed = /\([^()]*\)|（[^（）]*）|“[^”]*”/g;
const joinsOf = (text: string): Clause['joins'] => (joiners.test(text.replaceAll(enclosed, '')) ? 'values' : 'nothing');

const plurals: Readonly<Record<string, string>> = {
  is: 'are', has: 'have', does: 'do', contains: 'contain', starts: 'start', ends: 'end', includes: 'include', differs: 'differ', comes: 'come',
};

/** `is missing or is more than 5` as `are missing or are more than 5`. */
const inPlural = (predicate: string): string =>
  predicate.replaceAll(/(?:^|(?<=^is missing or ))[a-z]+/g, (verb) => plurals[verb] ?? verb);

/** A value that is true or false, but no test: `new device (or no if missing) is yes`. */
function holds(speaker: Speaker, expr: Expr): Clause {
  const phrase = speaker.phrase(expr);
  if (expr.kind === 'raw') return about(phrase, pick(speaker.lang, 'holds', '成立'), speaker.lang);
  return about(phrase, pick(speaker.lang, 'is yes', '为是'), speaker.lang);
}

/** A yes-or-no field as a predicate: `new device` and `not new device`. */
function flag(speaker: Speaker, name: string): { yes: string; no: string } {
  const { lang } = speaker;
  const label = fieldLabel(speaker.fields.get(name) ?? { name }, lang);
  if (lang === 'en') {
    const bare = label.replace(/^is (?=\S)/i, '');
    const has = /^has (?:an? )?(?=\S)/i.exec(label)?.[0];
    return { yes: bare, no: has === undefined ? `not ${bare}` : `has no ${label.slice(has.length)}` };
  }
  const rest = label.slice(1);
  if (/^是否./.test(label)) return { yes: zh`是${label.slice(2)}`, no: zh`不是${label.slice(2)}` };
  if (/^已./.test(label)) return { yes: label, no: `未${rest}` };
  if (/^有./.test(label)) return { yes: label, no: `没${label}` };
  if (/^[是在可能]./.test(label)) return { yes: label, no: `不${label}` };
  if (/^[未无不没]./.test(label)) return { yes: label, no: `并非${label}` };
  return { yes: zh`是${label}`, no: zh`不是${label}` };
}

const flipped: Partial<Record<FunctionName, TestName>> = { eq: 'eq', ne: 'ne', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };

/** The subject of a test and what is said of it. A constant never is the subject where something else can be. */
function tested(speaker: Speaker, fn: TestName, args: readonly Expr[]): Predicate & { subject: Phrase; others: readonly Expr[]; about: Expr } {
  const [first = missingPart, ...others] = args;
  const [second] = others;
  const other = flipped[fn];
  if (other !== undefined && first.kind === 'constant' && second !== undefined && second.kind !== 'constant') {
    return tested(speaker, other, [second, first]);
  }
  const beside = others.map((expr) => speaker.phrase(expr).measure).find((measure) => measure !== undefined);
  const subject = speaker.phrase(first, beside);
  const predicate = predicates[fn]({ speaker, lang: speaker.lang, subject, others });
  return { ...predicate, subject, others, about: first };
}

const missingPart: Constant = { kind: 'constant', type: 'missing', value: null };

/** Comparisons with yes and no. A test is never missing, so that "is not true" is its opposite; a field can be. */
function onTruth(speaker: Speaker, fn: TestName, first: Expr, second: Expr | undefined): Clause | undefined {
  if ((fn !== 'eq' && fn !== 'ne') || second === undefined) return undefined;
  if (first.kind === 'constant' && second.kind !== 'constant') return onTruth(speaker, fn, second, first);
  if (second.kind !== 'constant' || typeof second.value !== 'boolean') return undefined;
  const wanted = (fn === 'eq') === second.value;
  if (first.kind === 'field') {
    if (wanted) return simple(flag(speaker, first.name).yes);
    return about(speaker.phrase(first), pick(speaker.lang, 'is no', '为否'), speaker.lang);
  }
  if (!isCondition(first)) return undefined;
  return wanted ? speaker.clause(first) : negation(speaker, first);
}

const junctions = new Set<FunctionName>(['and', 'or', 'not', 'any', 'all', 'none']);
const isCondition = (expr: Expr): boolean => expr.kind === 'call' && (isTestName(expr.fn) || junctions.has(expr.fn));

/** Conditions joined. What joins others itself stands in brackets, or as "either … or …". */
function group(speaker: Speaker, fn: 'and' | 'or', args: readonly Expr[]): Clause {
  const { lang, most } = speaker;
  const parts = fn === 'and' ? withRanges(args) : args;
  const shown = parts.length > most ? parts.slice(0, Math.max(1, most - 1)) : parts;
  const clauses = shown.map((part) => (part.kind === 'span' ? span(speaker, part) : speaker.clause(part)));
  const more = parts.length - shown.length;
  if (more > 0) clauses.push(simple(moreConditions(more, lang)));
  const [only] = clauses;
  if (clauses.length === 1 && only !== undefined) return only;
  const texts = clauses.map((clause) => inside(clause, lang));
  const plain = clauses.every((clause) => clause.joins === 'nothing');
  const text = lang === 'zh' ? joinedInChinese(texts, fn) : joinedInEnglish(texts, fn);
  return { text, joins: 'clauses', inside: plain && texts.length === 2 ? pair(texts, fn, lang) : undefined };
}

function moreConditions(n: number, lang: Lang): string {
  const count = numberInWords(n, undefined, lang);
  return pick(lang, `${count} more condition${n === 1 ? '' : 's'}`, `另外 ${count} 个条件`);
}

function inside({ text, joins, inside: own }: Clause, lang: Lang): string {
  if (joins !== 'clauses') return text;
  return own ?? pick(lang, `(${text})`, `（${text}）`);
}

function pair([first = '', second = '']: readonly string[], fn: 'and' | 'or', lang: Lang): string {
  if (lang === 'zh') return `（${zh`${first}${fn === 'and' ? '且' : '或'}${second}`}）`;
  return fn === 'and' ? `both ${first} and ${second}` : `either ${first} or ${second}`;
}

function joinedInEnglish(texts: readonly string[], fn: 'and' | 'or'): string {
  const comma = texts.length > 2 && texts.some((text) => text.replaceAll(enclosed, '').includes(', ')) ? ';' : ',';
  return `${texts.slice(0, -1).join(`${comma} `)}${comma} ${fn} ${texts.at(-1) ?? ''}`;
}

function joinedInChinese(texts: readonly string[], fn: 'and' | 'or'): string {
  return `${texts.slice(0, -1).join('，')}，${zh`${fn === 'and' ? '且' : '或'}${texts.at(-1) ?? ''}`}`;
}

/** `x >= a AND x < b`, which reads best as one range. */
interface Span {
  readonly kind: 'span';
  readonly from: Call;
  readonly to: Call;
}

function withRanges(args: readonly Expr[]): readonly (Expr | Span)[] {
  const parts: (Expr | Span)[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const [one, other] = [args[i], args[i + 1]];
    if (one === undefined) continue;
    if (isBound(one, 'ge') && isBound(other, 'lt') && one.args[0] && other.args[0] && equalExpr(one.args[0], other.args[0])) {
      parts.push({ kind: 'span', from: one, to: other });
      i += 1;
    } else parts.push(one);
  }
  return parts;
}

const isBound = (expr: Expr | undefined, fn: 'ge' | 'lt'): expr is Call =>
  expr?.kind === 'call' && expr.fn === fn && expr.args[0]?.kind !== 'constant' && expr.args[1]?.kind === 'constant';

function span(speaker: Speaker, { from, to }: Span): Clause {
  const [value = missingPart, low = missingPart] = from.args;
  const [, high = missingPart] = to.args;
  const subject = speaker.phrase(value);
  const [start, end] = [low, high].map((bound) => speaker.phrase(bound, subject.measure).text);
  if (speaker.lang === 'en') return about(subject, `is ${start} to under ${end}`, 'en');
  return about(subject, zh`在${start ?? ''}（含）至${end ?? ''}（不含）之间`, 'zh');
}

/** A negation is also true where a value is missing, and says so. */
function negation(speaker: Speaker, expr: Expr): Clause {
  const { lang } = speaker;
  if (expr.kind === 'field') return simple(flag(speaker, expr.name).no);
  if (expr.kind === 'call' && expr.fn === 'not' && expr.args[0]) return speaker.clause(expr.args[0]);
  if (expr.kind === 'call' && isTestName(expr.fn)) {
    const { subject, no, others, about: what } = tested(speaker, expr.fn, expr.args);
    const never = expr.fn === 'isMissing' || expr.fn === 'isPresent' || !mayBeMissing(speaker, what);
    if (never && !others.some((other) => mayBeMissing(speaker, other))) return about(subject, no, lang);
    if (what.kind === 'field' && !others.some((other) => mayBeMissing(speaker, other))) {
      return about(subject, pick(lang, `is missing or ${no}`, zh`缺失或${no}`), lang);
    }
  }
  const clause = speaker.clause(expr);
  const text = inside(clause, lang);
  return { text: lang === 'zh' ? zh`并非${text}` : `it is not true that ${text}`, joins: clause.joins === 'values' ? 'values' : 'nothing' };
}

const alwaysThere = new Set<FunctionName>(['lower', 'upper', 'trim', 'length', 'concat', 'abs', 'round', 'floor', 'ceil', 'negate', 'size']);

function mayBeMissing(speaker: Speaker, expr: Expr): boolean {
  if (expr.kind === 'field') return speaker.fields.get(expr.name)?.optional !== false;
  if (expr.kind === 'constant') return expr.value === null;
  if (expr.kind === 'call') {
    if (isCondition(expr)) return false;
    return !alwaysThere.has(expr.fn) || expr.args.some((arg) => mayBeMissing(speaker, arg));
  }
  return expr.kind === 'raw';
}

/** `if A, then B, otherwise C`, all of them conditions. */
function choice(speaker: Speaker, args: readonly Expr[]): Clause {
  const { lang } = speaker;
  const said = args.map((arg) => inside(speaker.clause(arg), lang));
  const cases = said.flatMap((text, i) => {
    if (i % 2 === 1) return [];
    const then = said[i + 1];
    if (then === undefined) return [lang === 'zh' ? zh`否则${text}` : `otherwise ${text}`];
    return [lang === 'zh' ? zh`若${text}则${then}` : `if ${text} then ${then}`];
  });
  return { text: cases.join(pick(lang, ', ', '，')), joins: 'clauses' };
}

const quantified = {
  any: { en: 'at least one of', zh: '中至少有一项' },
  all: { en: 'each of', zh: '中每一项都' },
  none: { en: 'none of', zh: '中没有一项' },
} as const;

/** A condition on the elements of a list. A plain test takes the elements as its subject. */
function onElements(speaker: Speaker, fn: keyof typeof quantified, list: Expr, condition: Expr): Clause {
  const { lang } = speaker;
  const whole = bracketed(speaker.phrase(list), lang);
  const who = lang === 'zh' ? zh`${whole}${quantified[fn].zh}` : `${quantified[fn].en} ${whole}`;
  if (isPlainTest(condition)) return speaker.withElement(who).clause(condition);
  const { text } = speaker.withElement(pick(lang, 'it', '该项')).clause(condition);
  return { text: pick(lang, `for ${who}, ${text}`, `${who}满足：${text}`), joins: 'clauses' };
}

function isPlainTest(condition: Expr): boolean {
  if (condition.kind !== 'call' || !isTestName(condition.fn)) return false;
  const [first, ...others] = condition.args;
  return first?.kind === 'element' && others.every((other) => other.kind === 'constant' || other.kind === 'set');
}
