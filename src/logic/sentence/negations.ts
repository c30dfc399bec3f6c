import { pick } from '../../data/text.ts';
import { zh } from '../../data/words.ts';
import type { Call, Expr, FunctionName } from '../expr.ts';
import { about, simple } from './about.ts';
import { countOf } from './counts.ts';
import { flag } from './flags.ts';
import { inside } from './groups.ts';
import { isTestName } from './predicates.ts';
import type { TestName } from './predicates.ts';
import type { Clause, Pair, Speaker } from './speaker.ts';
import { tested } from './tested.ts';

/** A negation is also true where a value is missing, and says so. */
export function negation(speaker: Speaker, expr: Expr): Clause {
  const { lang } = speaker;
  if (expr.kind === 'field') return simple(flag(speaker, expr.name).no);
  if (expr.kind === 'call' && expr.fn === 'not' && expr.args[0]) return speaker.clause(expr.args[0]);
  const opposite = expr.kind === 'call' && isTestName(expr.fn) ? oppositeOf(speaker, expr, expr.fn) : undefined;
  if (opposite !== undefined) return opposite;
  const clause = speaker.clause(expr);
  if (lang === 'en' && clause.pair !== undefined) return notThePair(clause.pair);
  const text = inside(clause, lang);
  return { text: lang === 'zh' ? zh`并非${text}` : `it is not true that ${text}`, joins: clause.joins === 'values' ? 'values' : 'nothing' };
}

/** `not both A and B`, `neither A nor B`. */
function notThePair({ fn, first, second }: Pair): Clause {
  return { text: fn === 'and' ? `not both ${first} and ${second}` : `neither ${first} nor ${second}`, joins: 'clauses' };
}

const opposites: Partial<Record<TestName, TestName>> = { gt: 'le', le: 'gt', lt: 'ge', ge: 'lt' };

/** What is said of the subject instead, where no value but the subject itself can be missing. */
function oppositeOf(speaker: Speaker, { args }: Call, fn: TestName): Clause | undefined {
  const { lang } = speaker;
  const { subject, no, others, about: what } = tested(speaker, fn, args);
  if (others.some((other) => mayBeMissing(speaker, other))) return undefined;
  if (fn === 'isMissing' || fn === 'isPresent' || !mayBeMissing(speaker, what)) {
    const counted = lang === 'en' ? countOf(speaker, opposites[fn], args) : undefined;
    return counted === undefined ? about(subject, no, lang) : simple(counted);
  }
  return what.kind === 'field' ? about(subject, pick(lang, `is missing or ${no}`, zh`缺失或${no}`), lang) : undefined;
}

/** Functions that are missing only where an argument is. */
const alwaysThere = new Set<FunctionName>([
  'add', 'subtract', 'multiply', 'negate', 'min', 'max', 'abs', 'round', 'floor', 'ceil', 'lower', 'upper', 'trim', 'length', 'left', 'right',
  'concat', 'replace', 'toText', 'size', 'merge', 'year', 'month', 'day', 'hour', 'minute', 'weekday', 'difference',
]);

function mayBeMissing(speaker: Speaker, expr: Expr): boolean {
  if (expr.kind === 'field') return speaker.fields.get(expr.name)?.optional !== false;
  if (expr.kind === 'constant') return expr.value === null;
  if (expr.kind !== 'call') return expr.kind === 'raw';
  if (isCondition(expr)) return false;
  return !alwaysThere.has(expr.fn) || expr.args.some((arg) => mayBeMissing(speaker, arg));
}

const junctions = new Set<FunctionName>(['and', 'or', 'not', 'any', 'all', 'none']);

/** A test or a junction of tests, which is never missing. */
export const isCondition = (expr: Expr): boolean => expr.kind === 'call' && (isTestName(expr.fn) || junctions.has(expr.fn));
