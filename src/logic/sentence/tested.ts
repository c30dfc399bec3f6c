import { quote } from '../../data/words.ts';
import type { Constant, Expr, FunctionName } from '../expr.ts';
import { predicates } from './predicates.ts';
import type { Predicate, TestName } from './predicates.ts';
import type { Phrase, Speaker } from './speaker.ts';

const flipped: Partial<Record<FunctionName, TestName>> = { eq: 'eq', ne: 'ne', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };

/** The subject of a test and what is said of it. A constant never is the subject where something else can be. */
export function tested(speaker: Speaker, fn: TestName, args: readonly Expr[]): Predicate & { subject: Phrase; others: readonly Expr[]; about: Expr } {
  const [first = missingPart, ...others] = args;
  const [second] = others;
  const other = flipped[fn];
  if (other !== undefined && first.kind === 'constant' && second !== undefined && second.kind !== 'constant') {
    return tested(speaker, other, [second, first]);
  }
  const beside = others.map((expr) => speaker.phrase(expr).measure).find((measure) => measure !== undefined);
  const subject = subjectOf(speaker.phrase(first, beside), first, others);
  const predicate = predicates[fn]({ speaker, lang: speaker.lang, subject, others });
  return { ...predicate, subject, others, about: first };
}

/** Stands in for an argument that is not there. */
export const missingPart: Constant = { kind: 'constant', type: 'missing', value: null };

/** Texts as subjects are quoted, to tell them from fields. A unit that the value beside it names is left out. */
function subjectOf(phrase: Phrase, expr: Expr, others: readonly Expr[]): Phrase {
  if (expr.kind === 'constant' && typeof expr.value === 'string') return { ...phrase, text: quote(expr.value) };
  const named = phrase.unitless !== undefined && others.length > 0 && others.every(isNumber);
  return named ? { ...phrase, text: phrase.unitless ?? phrase.text, plural: false } : phrase;
}

const isNumber = (expr: Expr): boolean => expr.kind === 'constant' && (expr.type === 'number' || expr.type === 'numbers');
