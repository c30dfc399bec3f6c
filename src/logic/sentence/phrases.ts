import { inLanguage, pick } from '../../data/text.ts';
import { eventWords, fieldLabel, listInWords, nameInWords, quote, zh } from '../../data/words.ts';
import type { Call, Constant, Expr, FunctionName } from '../expr.ts';
import { functions } from '../functions.ts';
import { fieldsOf } from '../walk.ts';
import { headOf } from './counts.ts';
import { onTheClock, sayings } from './sayings.ts';
import type { ValueFunction } from './sayings.ts';
import { bracketed } from './speaker.ts';
import type { Measure, Phrase, Speaker } from './speaker.ts';
import { constantInWords } from './values.ts';

/** Values as noun phrases. */

export function phraseOf(speaker: Speaker, expr: Expr, beside: Measure | undefined): Phrase {
  const { lang, scope } = speaker;
  switch (expr.kind) {
    case 'constant':
      return { text: constantInWords(expr, beside, speaker), type: typeOfConstant(expr) };
    case 'field':
      return fieldPhrase(speaker, expr.name);
    case 'element':
      return { text: speaker.element, type: 'text' };
    case 'set': {
      const set = scope.sets.find((each) => each.id === expr.id);
      return { text: quote(set === undefined ? expr.id : inLanguage(set.name, lang)), type: 'list' };
    }
    case 'now': {
      const { one } = eventWords(scope.event, lang);
      return { text: lang === 'zh' ? zh`${one}时间` : `the time of the ${one}`, type: 'time', moment: momentOf(speaker) };
    }
    case 'raw':
      return raw(speaker, expr);
    case 'call':
      return called(speaker, expr, beside);
  }
}

function fieldPhrase(speaker: Speaker, name: string): Phrase {
  const { lang, scope } = speaker;
  const known = speaker.fields.get(name);
  if (known === undefined) return { text: nameInWords(name) };
  const text = fieldLabel(known, lang);
  const plural = lang === 'en' && known.type !== 'boolean' && isPlural(text);
  const measure = known.type === 'number' ? known : undefined;
  return { text, type: known.type, measure, plural, moment: name === scope.time ? momentOf(speaker) : undefined };
}

function momentOf({ lang, scope }: Speaker): string {
  const { one } = eventWords(scope.event, lang);
  return lang === 'zh' ? zh`${one}时间` : `the ${one}`;
}

/** Whether the word that an English label is about is a plural: `payments in 10 minutes`. */
function isPlural(label: string): boolean {
  const head = headOf(label);
  return /[a-z]s$/.test(head) && !/(?:ss|us|is|as|ics)$/.test(head);
}

const typeOfConstant = ({ type }: Constant): Phrase['type'] => {
  if (type === 'duration') return 'number';
  return type === 'numbers' || type === 'missing' ? undefined : type;
};

function raw({ lang, fields }: Speaker, expr: Expr): Phrase {
  const over = fieldsOf(expr).map((name) => fieldLabel(fields.get(name) ?? { name }, lang));
  if (over.length === 0) return { text: pick(lang, 'a JsonLogic expression', '一段 JsonLogic') };
  const names = listInWords(over, 'and', lang);
  return { text: lang === 'zh' ? zh`一段用到${names}的 JsonLogic` : `a JsonLogic expression over ${names}` };
}

/** Functions whose result is counted as their arguments are. */
const keepsMeasure = new Set<FunctionName>(['add', 'subtract', 'min', 'max', 'abs', 'round', 'floor', 'ceil', 'negate', 'coalesce']);

const isValueFunction = (fn: FunctionName): fn is ValueFunction => fn in sayings;

function called(speaker: Speaker, expr: Call, beside: Measure | undefined): Phrase {
  const { fn, args } = expr;
  if (fn === 'if') return choice(speaker, expr, beside);
  if (!isValueFunction(fn)) return whether(speaker, expr);
  const alone = args.map((arg) => speaker.phrase(arg));
  const keeps = keepsMeasure.has(fn);
  const shared = alone.find((arg) => arg.measure !== undefined)?.measure ?? beside;
  const phrases = keeps ? args.map((arg, i) => speaker.phrase(arg, fn === 'round' && i > 0 ? undefined : shared)) : alone;
  const said = onTheClock(fn, phrases, speaker.lang) ?? sayings[fn]({ phrases, args, lang: speaker.lang });
  const { result } = functions[fn];
  const type = result === 'same' || result === 'sum' ? phrases.find((arg) => arg.type !== undefined)?.type : result;
  return { type: type === 'numbers' ? undefined : type, measure: keeps ? shared : undefined, ...said };
}

/** A condition used as a value. */
function whether(speaker: Speaker, expr: Call): Phrase {
  const { text } = speaker.clause(expr);
  return { text: pick(speaker.lang, `whether ${text}`, `“${text}”是否成立`), type: 'boolean', composite: true, clausal: true };
}

/** `€ 5 if country is CN, otherwise € 3`. */
function choice(speaker: Speaker, { args }: Call, beside: Measure | undefined): Phrase {
  const { lang } = speaker;
  const values = args.filter((_, i) => i % 2 === 1 || i === args.length - 1);
  const shared = values.map((value) => speaker.phrase(value).measure).find((measure) => measure !== undefined) ?? beside;
  const said = values.map((value) => speaker.phrase(value, shared));
  const cases = said.map((value, i) => {
    const condition = args[2 * i];
    if (condition === undefined || 2 * i === args.length - 1) return pick(lang, `otherwise ${bracketed(value, lang)}`, `否则${zhText(value)}`);
    const { text, joins } = speaker.clause(condition);
    const when = joins === 'clauses' ? pick(lang, `(${text})`, `（${text}）`) : text;
    return lang === 'zh' ? zh`${when}时为${bracketed(value, lang)}` : `${bracketed(value, lang)} if ${when}`;
  });
  return { text: cases.join(pick(lang, ', ', '，')), type: said[0]?.type, measure: shared, composite: true, clausal: true };
}

const zhText = (value: Phrase): string => zh`为${bracketed(value, 'zh')}`;
