import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { listInWords, quote, zh } from '../../data/words.ts';
import type { Expr, FunctionName } from '../expr.ts';
import { bracketed } from './speaker.ts';
import type { Phrase, Speaker } from './speaker.ts';
import { amongInWords, membersInWords } from './values.ts';

/** How each test is said of its subject, and how its opposite is, among values that are not missing. */
export interface Predicate {
  readonly yes: string;
  readonly no: string;
}

export interface Tested {
  readonly speaker: Speaker;
  readonly lang: Lang;
  readonly subject: Phrase;
  /** All arguments but the subject. */
  readonly others: readonly Expr[];
}

type Saying = (tested: Tested) => Predicate;

const other = ({ speaker, subject, others, lang }: Tested, i = 0): string => {
  const expr = others[i];
  if (expr === undefined) return '…';
  const phrase = speaker.phrase(expr, subject.measure);
  return phrase.clausal === true ? bracketed(phrase, lang) : phrase.text;
};

/** The end of a range, whose own "to" must not be read as a part of it. */
const bound = ({ speaker, subject, others, lang }: Tested, i: number): string =>
  others[i] === undefined ? '…' : bracketed(speaker.phrase(others[i], subject.measure), lang);

const inQuotes = (tested: Tested): string => {
  const [expr] = tested.others;
  return expr?.kind === 'constant' && typeof expr.value === 'string' ? quote(expr.value) : other(tested);
};

const both = (tested: Tested, en: readonly [string, string], chinese: readonly [string, string], value = other(tested)): Predicate => {
  if (tested.lang === 'en') return { yes: `${en[0]} ${value}`, no: `${en[1]} ${value}` };
  return { yes: zh`${chinese[0]}${value}`, no: zh`${chinese[1]}${value}` };
};

const equal: Saying = (tested) => {
  const { subject, others, lang } = tested;
  const [expr] = others;
  if (expr?.kind === 'constant' && expr.value !== null) {
    if (typeof expr.value === 'boolean') return both(tested, ['is', 'is not'], ['为', '不为']);
    const isNumber = subject.type === 'number' && subject.measure?.named === undefined;
    return both(tested, ['is', 'is not'], isNumber ? ['等于', '不等于'] : ['是', '不是']);
  }
  // "is missing" is another test.
  const value = expr?.kind === 'constant' ? pick(lang, 'a missing value', '缺失值') : other(tested);
  if (lang === 'en') return { yes: `is the same as ${value}`, no: `differs from ${value}` };
  return { yes: zh`与${value}相同`, no: zh`与${value}不同` };
};

type Pair = readonly [yes: string, no: string];

interface Order {
  readonly en: Pair;
  readonly zh: Pair;
  readonly time: { readonly en: Pair; readonly zh: Pair };
  readonly text: { readonly en: Pair; readonly zh: readonly [yes: string, no: string, after: string] };
}

const ordered = (order: Order): Saying => (tested) => {
  const { subject, others, speaker, lang } = tested;
  const types = [subject.type, others[0] && speaker.phrase(others[0]).type];
  if (types.includes('time')) return both(tested, order.time.en, order.time.zh);
  if (types.includes('text')) {
    const [yes, no, after] = order.text.zh;
    if (lang === 'en') return both(tested, order.text.en, [yes, no], inQuotes(tested));
    return { yes: zh`${yes}${inQuotes(tested)}${after}`, no: zh`${no}${inQuotes(tested)}${after}` };
  }
  return both(tested, order.en, order.zh);
};

const upward: Order = {
  en: ['is more than', 'is at most'],
  zh: ['大于', '最多为'],
  time: { en: ['is after', 'is not after'], zh: ['晚于', '不晚于'] },
  text: { en: ['comes after', 'does not come after'], zh: ['排在', '不排在', '之后'] },
};
const downward: Order = {
  en: ['is less than', 'is at least'],
  zh: ['小于', '至少为'],
  time: { en: ['is before', 'is not before'], zh: ['早于', '不早于'] },
  text: { en: ['comes before', 'does not come before'], zh: ['排在', '不排在', '之前'] },
};

const among: Saying = (tested) => {
  const { others, subject, speaker, lang } = tested;
  const [expr] = others;
  if (expr?.kind === 'constant' && Array.isArray(expr.value)) {
    const members = membersInWords(expr.value as readonly (string | number)[], subject.measure, speaker);
    const { yes, no } = amongInWords(members, lang);
      if (lang === 'en') return { yes: `is ${yes}`, no: `is ${no}` };
    const isNumber = subject.type === 'number' && subject.measure?.named === undefined;
    return { yes: zh`${isNumber ? '等于' : '是'}${yes}`, no: zh`${isNumber ? '不等于' : '不是'}${no}` };
  }
  const value = other(tested);
  return { yes: pick(lang, `is in ${value}`, zh`在${value}中`), no: pick(lang, `is not in ${value}`, zh`不在${value}中`) };
};

/** Lists against lists: each of the members, or one of them. */
const share = (joiner: 'and' | 'or'): Saying => (tested) => {
  const { others, subject, speaker, lang } = tested;
  const [expr] = others;
  const one = joiner === 'or';
  if (expr?.kind === 'constant' && Array.isArray(expr.value) && expr.value.length > 0) {
    const members = membersInWords(expr.value as readonly (string | number)[], subject.measure, speaker);
    const listed = joinedMembers(members, joiner, lang);
    const verb = one || members.length < 2 ? ['包含', '不包含'] as const : ['同时包含', '不同时包含'] as const;
      if (lang === 'zh') return { yes: zh`${verb[0]}${listed}`, no: zh`${verb[1]}${listed}` };
    return { yes: `includes ${listed}`, no: `does not include ${listed}` };
  }
  const value = other(tested);
  return {
    yes: pick(lang, `includes ${one ? 'any' : 'all'} of ${value}`, zh`包含${value}中的${one ? '任意一项' : '每一项'}`),
    no: pick(lang, `does not include ${one ? 'any' : 'all'} of ${value}`, zh`不包含${value}中的${one ? '任意一项' : '每一项'}`),
  };
};

function joinedMembers(members: readonly string[], joiner: 'and' | 'or', lang: Lang): string {
  const listed = listInWords(members, joiner, lang);
  if (lang === 'zh' || joiner === 'or' || members.length < 2) return listed;
  return members.length === 2 ? `both ${listed}` : `all of ${listed}`;
}

export const predicates = {
  isMissing: ({ lang }) => ({ yes: pick(lang, 'is missing', '缺失'), no: pick(lang, 'has a value', '有值') }),
  isPresent: ({ lang }) => ({ yes: pick(lang, 'has a value', '有值'), no: pick(lang, 'is missing', '缺失') }),
  eq: equal,
  ne: (tested) => opposite(equal(tested)),
  gt: ordered(upward),
  le: (tested) => opposite(ordered(upward)(tested)),
  lt: ordered(downward),
  ge: (tested) => opposite(ordered(downward)(tested)),
  between: (tested) => {
    const [low, high] = [bound(tested, 0), bound(tested, 1)];
    if (tested.lang === 'en') return { yes: `is from ${low} to ${high}`, no: `is not from ${low} to ${high}` };
    return { yes: zh`在${low}至${high}之间`, no: zh`不在${low}至${high}之间` };
  },
  in: among,
  notIn: (tested) => opposite(among(tested)),
  contains: (tested) => both(tested, ['contains', 'does not contain'], ['包含', '不包含'], inQuotes(tested)),
  startsWith: (tested) =>
    tested.lang === 'en'
      ? both(tested, ['starts with', 'does not start with'], ['', ''], inQuotes(tested))
      : { yes: zh`以${inQuotes(tested)}开头`, no: zh`不以${inQuotes(tested)}开头` },
  endsWith: (tested) =>
    tested.lang === 'en'
      ? both(tested, ['ends with', 'does not end with'], ['', ''], inQuotes(tested))
      : { yes: zh`以${inQuotes(tested)}结尾`, no: zh`不以${inQuotes(tested)}结尾` },
  has: (tested) => both(tested, ['includes', 'does not include'], ['包含', '不包含']),
  hasAny: share('or'),
  hasAll: share('and'),
} as const satisfies Partial<Record<FunctionName, Saying>>;

const opposite = ({ yes, no }: Predicate): Predicate => ({ yes: no, no: yes });

export type TestName = keyof typeof predicates;
export const isTestName = (fn: FunctionName): fn is TestName => Object.hasOwn(predicates, fn);
