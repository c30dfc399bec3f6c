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
  const subject = speaker.phrase(first, beside);
  const predicate = predicates[fn]({ speaker, lang: speaker.lang, subject, others });
  return { ...predicate, subject, others, about: first };
}

/** Stands in for an argument that is not there. */
export const missingPart: Constant = { kind: 'constant', type: 'missing', value: null };
