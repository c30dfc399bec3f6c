import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { numberInWords, zh } from '../../data/words.ts';
import type { Call, Expr } from '../expr.ts';
import { equalExpr } from '../walk.ts';
import { about, enclosed, simple } from './about.ts';
import type { Clause, Speaker } from './speaker.ts';
import { missingPart } from './tested.ts';

/** Conditions joined. What joins others itself stands in brackets, or as "either … or …". */
export function group(speaker: Speaker, fn: 'and' | 'or', args: readonly Expr[]): Clause {
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
  const [first, second, third] = texts;
  const isPair = plain && first !== undefined && second !== undefined && third === undefined;
  return { text, joins: 'clauses', pair: isPair ? { fn, first, second } : undefined };
}

function moreConditions(n: number, lang: Lang): string {
  const count = numberInWords(n, undefined, lang);
  return pick(lang, `${count} more condition${n === 1 ? '' : 's'}`, `另外 ${count} 个条件`);
}

/** A clause as it stands in another. */
export function inside({ text, joins, pair }: Clause, lang: Lang): string {
  if (joins !== 'clauses') return text;
  if (pair === undefined) return pick(lang, `(${text})`, `（${text}）`);
  const { fn, first, second } = pair;
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
