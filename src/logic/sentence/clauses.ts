import { pick } from '../../data/text.ts';
import { zh } from '../../data/words.ts';
import type { Expr } from '../expr.ts';
import { about, simple } from './about.ts';
import { countOf } from './counts.ts';
import { flag } from './flags.ts';
import { group, inside } from './groups.ts';
import { isCondition, negation } from './negations.ts';
import { isTestName } from './predicates.ts';
import type { TestName } from './predicates.ts';
import { bracketed } from './speaker.ts';
import type { Clause, Speaker } from './speaker.ts';
import { tested } from './tested.ts';

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
  const counted = lang === 'en' ? countOf(speaker, fn, args) : undefined;
  if (counted !== undefined) return simple(counted);
  const { subject, yes } = tested(speaker, fn, args);
  return about(subject, yes, lang);
}

/** A value that is true or false, but no test: `new device (or no if missing) is yes`. */
function holds(speaker: Speaker, expr: Expr): Clause {
  const phrase = speaker.phrase(expr);
  if (expr.kind === 'raw') return about(phrase, pick(speaker.lang, 'holds', '成立'), speaker.lang);
  return about(phrase, pick(speaker.lang, 'is yes', '为是'), speaker.lang);
}

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
