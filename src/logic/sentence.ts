import type { Value } from '../data/field.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { timeInWords, valueInWords } from '../data/words.ts';
import type { Expr } from './expr.ts';
import { functions } from './functions.ts';
import type { Scope } from './scope.ts';
import { clauseOf } from './sentence/clauses.ts';
import { phraseOf } from './sentence/phrases.ts';
import { quantity } from './sentence/speaker.ts';
import type { Measure, Speaker } from './sentence/speaker.ts';
import { deepest, depthOf } from './walk.ts';

/** An expression as a colleague would say it. */

export interface Brevity {
  /** At most this many characters: lists and groups are cut to "3 more". */
  readonly limit?: number | undefined;
}

/** A condition as a clause, a value as a noun phrase. Without a full stop or a capital. */
export function sentence(expr: Expr, scope: Scope, lang: Lang, brevity: Brevity = {}): string {
  return (isConditionIn(expr, scope) ? conditionInWords : valueInPhrase)(expr, scope, lang, brevity);
}

/** Also where the type is unknown: `new device`, `amount is more than € 5`. */
export const conditionInWords = (expr: Expr, scope: Scope, lang: Lang, brevity: Brevity = {}): string =>
  shortest((most) => speakerIn(scope, lang, most).clause(expr).text, expr, lang, brevity);

export const valueInPhrase = (expr: Expr, scope: Scope, lang: Lang, brevity: Brevity = {}): string =>
  shortest((most) => speakerIn(scope, lang, most).phrase(expr).text, expr, lang, brevity);

/** A value that the expression has, in the measure of its words: `€ 1,200` for 3 times an amount's average. */
export function valueOfInWords(expr: Expr, value: Value, scope: Scope, lang: Lang): string {
  if (expr.kind === 'field') return valueInWords(value, scope.fields.find((field) => field.name === expr.name), lang, scope.zone);
  if (typeof value !== 'number' || depthOf(expr) > deepest) return valueInWords(value, undefined, lang);
  const { type, measure } = speakerIn(scope, lang, Infinity).phrase(expr);
  if (type === 'time') return timeInWords(value, lang, scope.zone);
  if (measure?.named !== undefined || measure?.time !== undefined) return quantity(Number(value.toFixed(2)), measure, lang);
  const { unit, currency } = measure ?? {};
  return valueInWords(value, { name: '', type: 'number', unit, currency, ...(currency === undefined ? {} : { decimals: 2 }) }, lang);
}

function isConditionIn(expr: Expr, scope: Scope): boolean {
  if (expr.kind === 'raw') return true;
  if (expr.kind === 'field') return scope.fields.find((field) => field.name === expr.name)?.type === 'boolean';
  if (expr.kind !== 'call') return false;
  if (functions[expr.fn].test) return true;
  const [, value] = expr.args;
  return expr.fn === 'if' && value !== undefined && isConditionIn(value, scope);
}

function speakerIn(scope: Scope, lang: Lang, most: number): Speaker {
  const fields = new Map(scope.fields.map((field) => [field.name, field]));
  const speakAs = (element: string): Speaker => {
    const speaker: Speaker = {
      lang,
      scope,
      fields,
      element,
      most,
      clause: once((expr) => clauseOf(speaker, expr)),
      phrase: once((expr, beside) => phraseOf(speaker, expr, beside)),
      withElement: speakAs,
    };
    return speaker;
  };
  return speakAs(pick(lang, 'it', '该项'));
}

/** Remembers what was said of each part: sentences ask for a part several times, which would double with each level. */
function once<Said>(say: (expr: Expr, beside?: Measure) => Said): (expr: Expr, beside?: Measure) => Said {
  const said = new Map<Expr, Map<string, Said>>();
  return (expr, beside) => {
    const key = beside === undefined ? '' : [beside.unit, beside.currency, beside.decimals, beside.named, beside.time].join('/');
    const known = said.get(expr)?.get(key);
    if (known !== undefined) return known;
    const fresh = say(expr, beside);
    said.set(expr, (said.get(expr) ?? new Map<string, Said>()).set(key, fresh));
    return fresh;
  };
}

function shortest(say: (most: number) => string, expr: Expr, lang: Lang, { limit = Infinity }: Brevity): string {
  if (depthOf(expr) > deepest) return pick(lang, 'an expression too deep to say', '嵌套太深，无法用一句话说清的表达式');
  let text = '';
  for (const most of limit === Infinity ? [Infinity] : [Infinity, 8, 5, 4, 3, 2]) {
    text = say(most);
    if (text.length <= limit) return text;
  }
  const cut = text.slice(0, Math.max(1, limit - 1));
  // Between words, where there is one not far back; Chinese has its commas.
  const word = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('，'), cut.lastIndexOf('、'));
  return `${(word > cut.length / 2 ? cut.slice(0, word) : cut).replace(/[\s,，、]+$/, '')}…`;
}
