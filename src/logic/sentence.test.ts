import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import type { FlowField } from '../data/field.ts';
import { anyRow, testScope, wellTyped } from './arbitrary.ts';
import { check } from './check.ts';
import { call, field, list, number } from './expr.ts';
import type { Expr } from './expr.ts';
import { anyExpr } from './formula/arbitrary.ts';
import { parse } from './formula/parse.ts';
import { evaluate, holds } from './interpret.ts';
import type { Scope } from './scope.ts';
import { conditionInWords, sentence, valueInPhrase } from './sentence.ts';

const make = (name: string, type: FlowField['type'], en: string, zh: string, more: Partial<FlowField> = {}): FlowField => ({
  name, type, label: { en, zh }, origins: [], optional: false, tainted: false, ...more,
});

const scope: Scope = {
  fields: [
    make('amount', 'number', 'amount', '金额', { currency: 'EUR', decimals: 2, optional: true }),
    make('fee', 'number', 'fee', '手续费', { currency: 'EUR', decimals: 2 }),
    make('avg_30d', 'number', 'average over 30 days', '近30天均值', { currency: 'EUR' }),
    make('count_10m', 'number', 'payments in 10 minutes', '近10分钟笔数'),
    make('since', 'number', 'since last payment', '距上一笔时间', { unit: 'ms' }),
    make('age', 'number', 'age', '年龄'),
    make('share', 'number', 'share abroad', '境外占比', { unit: '%' }),
    make('country', 'text', 'country', '国家', { optional: true }),
    make('home', 'text', 'home country', '归属国'),
    make('merchant', 'text', 'merchant', '商户'),
    make('channel', 'text', 'channel', '渠道'),
    make('is_new', 'boolean', 'new device', '新设备'),
    make('coupon', 'boolean', 'has a coupon', '有优惠券'),
    make('verified', 'boolean', 'verified', '已验证'),
    make('small', 'number', 'payments under €5 in 10 minutes', '近 10 分钟 5 欧元以下付款笔数'),
    make('payee', 'boolean', 'payee is new', '新收款人'),
    make('tags', 'list', 'tags', '标签'),
    make('opened', 'time', 'card opened', '开卡时间'),
    make('at', 'time', 'time', '时间'),
  ],
  sets: [{ id: 'high_risk', name: { en: 'High-risk countries', zh: '高风险国家' }, type: 'text', values: ['KP', 'IR'] }],
  time: 'at',
  event: { one: { en: 'payment', zh: '付款' }, measure: '笔' },
};

/** What each formula is in English and in Chinese. */
const spoken: readonly (readonly [formula: string, en: string, zh: string])[] = [
  ['amount > 3 * avg_30d AND country NOT IN ("CN", "HK")',
    'amount is more than 3 times the average over 30 days, and country is neither CN nor HK',
    '金额大于近30天均值的 3 倍，且国家不是 CN 或 HK'],
  ['amount >= 2000',
    'amount is at least € 2,000',
    '金额至少为 € 2,000'],
  ['amount > 500 AND amount < 1000',
    'amount is more than € 500, and amount is less than € 1,000',
    '金额大于 € 500，且金额小于 € 1,000'],
  ['amount >= 500 AND amount < 2000',
    'amount is € 500 to under € 2,000',
    '金额在 € 500（含）至 € 2,000（不含）之间'],
  ['amount between 5 and 10',
    'amount is from € 5 to € 10',
    '金额在 € 5 至 € 10 之间'],
  ['country = "CN"',
    'country is CN',
    '国家是 CN'],
  ['country != "CN"',
    'country is not CN',
    '国家不是 CN'],
  ['country in ("CN","HK","US")',
    'country is CN, HK or US',
    '国家是 CN、HK 或 US'],
  ['country not in ("CN","HK","US")',
    'country is none of CN, HK and US',
    '国家不是 CN、HK 或 US'],
  ['country in @high_risk',
    'country is in “High-risk countries”',
    '国家在“高风险国家”中'],
  ['country not in @high_risk',
    'country is not in “High-risk countries”',
    '国家不在“高风险国家”中'],
  ['country = home',
    'country is the same as home country',
    '国家与归属国相同'],
  ['country != home',
    'country differs from home country',
    '国家与归属国不同'],
  ['is_new',
    'new device',
    '是新设备'],
  ['NOT is_new',
    'not new device',
    '不是新设备'],
  ['NOT coupon',
    'has no coupon',
    '没有优惠券'],
  ['not verified',
    'not verified',
    '未验证'],
  ['is_new = false',
    'new device is no',
    '新设备为否'],
  ['coupon = true',
    'has a coupon',
    '有优惠券'],
  ['amount is missing',
    'amount is missing',
    '金额缺失'],
  ['amount is present',
    'amount has a value',
    '金额有值'],
  ['NOT amount is missing',
    'amount has a value',
    '金额有值'],
  ['NOT amount > 5',
    'amount is missing or is at most € 5',
    '金额缺失或最多为 € 5'],
  ['NOT fee > 5',
    'fee is at most € 5',
    '手续费最多为 € 5'],
  ['NOT country in ("CN","HK")',
    'country is missing or is neither CN nor HK',
    '国家缺失或不是 CN 或 HK'],
  ['NOT home = "CN"',
    'home country is not CN',
    '归属国不是 CN'],
  ['since < 5m',
    'since last payment is less than 5 minutes',
    '距上一笔时间小于 5 分钟'],
  ['since < 114000',
    'since last payment is less than 114 seconds',
    '距上一笔时间小于 114 秒'],
  ['share > 20',
    'share abroad is more than 20%',
    '境外占比大于 20%'],
  ['contains(merchant, "pay")',
    'merchant contains “pay”',
    '商户包含“pay”'],
  ['NOT startsWith(merchant,"x")',
    'merchant does not start with “x”',
    '商户不以“x”开头'],
  ['has(tags,"vip")',
    'tags include vip',
    '标签包含 vip'],
  ['hasAny(tags,{"a","b"})',
    'tags include a or b',
    '标签包含 a 或 b'],
  ['hasAll(tags,{"a","b"})',
    'tags include both a and b',
    '标签同时包含 a 和 b'],
  ['hasAll(tags,{"a","b","c"})',
    'tags include all of a, b and c',
    '标签同时包含 a、b 和 c'],
  ['hasAny(tags,@high_risk)',
    'tags include any of “High-risk countries”',
    '标签包含“高风险国家”中的任意一项'],
  ['any(tags, it = "vip")',
    'at least one of tags is vip',
    '标签中至少有一项是 vip'],
  ['all(tags, startsWith(it, "x"))',
    'each of tags starts with “x”',
    '标签中每一项都以“x”开头'],
  ['none(tags, it in ("a","b"))',
    'none of tags is a or b',
    '标签中没有一项是 a 或 b'],
  ['any(tags, it = "a" OR length(it) > 3)',
    'for at least one of tags, it is a, or the length of it is more than 3',
    '标签中至少有一项满足：该项是 a，或该项的长度大于 3'],
  ['amount + fee > 100',
    'amount plus fee is more than € 100',
    '金额加手续费大于 € 100'],
  ['amount - fee',
    'amount minus fee',
    '金额减手续费'],
  ['-amount',
    'minus amount',
    '负的金额'],
  ['(amount + fee) * 2 > avg_30d',
    '2 times (amount plus fee) is more than average over 30 days',
    '（金额加手续费）的 2 倍大于近30天均值'],
  ['amount / avg_30d > 3',
    'amount divided by average over 30 days is more than 3',
    '金额除以近30天均值大于 3'],
  ['amount % 10 = 0',
    'the remainder of amount divided by 10 is 0',
    '金额除以 10 的余数等于 0'],
  ['min(amount, fee, 5)',
    'the smallest of amount, fee and € 5',
    '金额、手续费和 € 5 中最小的值'],
  ['max(amount,fee)',
    'the larger of amount and fee',
    '金额和手续费中较大的值'],
  ['abs(amount - avg_30d) > 50',
    'the absolute value of (amount minus average over 30 days) is more than € 50',
    '（金额减近30天均值）的绝对值大于 € 50'],
  ['round(amount, 2)',
    'amount rounded to 2 decimals',
    '金额四舍五入到 2 位小数'],
  ['round(amount / 3)',
    '(amount divided by 3) rounded to a whole number',
    '（金额除以 3）四舍五入取整'],
  ['if(country = "CN", 5, 3)',
    '5 if country is CN, otherwise 3',
    '国家是 CN 时为 5，否则为 3'],
  ['if(amount > 5, fee, amount > 2, 1, 0) > 3',
    '(fee if amount is more than € 5, € 1 if amount is more than € 2, otherwise € 0) is more than € 3',
    '（金额大于 € 5 时为手续费，金额大于 € 2 时为 € 1，否则为 € 0）大于 € 3'],
  ['coalesce(amount, 0) > 5',
    'amount (or € 0 if missing) is more than € 5',
    '金额（缺失时取 € 0）大于 € 5'],
  ['lower(merchant) = "shop 1"',
    'merchant in lower case is “shop 1”',
    '商户的小写形式是“shop 1”'],
  ['left(merchant, 3) = "ABC"',
    'the first 3 characters of merchant are ABC',
    '商户的前 3 个字符是 ABC'],
  ['concat(country, "-", home)',
    'country, “-” and home country joined',
    '国家、“-”和归属国连成的文本'],
  ['replace(merchant, "a", "b")',
    'merchant with “b” in place of “a”',
    '商户（“a”换成“b”）'],
  ['length(merchant) > 20',
    'the length of merchant is more than 20',
    '商户的长度大于 20'],
  ['size(tags) >= 2',
    'the number of tags is at least 2',
    '标签的个数至少为 2'],
  ['hour(now(), "Europe/Berlin") >= 22',
    'the hour of the payment (Berlin time) is at least 22',
    '付款时间的小时（Berlin 时间）至少为 22'],
  ['weekday(now(), "UTC") IN (6, 7)',
    'the weekday of the payment is Saturday or Sunday',
    '付款时间是周六或周日'],
  ['weekday(at,"UTC") between 1 and 5',
    'the weekday of the payment is from Monday to Friday',
    '付款时间在周一至周五之间'],
  ['month(at,"UTC") = 12',
    'the month of the payment is December',
    '付款时间的月份是 12 月'],
  ['difference(opened, now(), "minutes") < 30',
    'the time from card opened to the payment is less than 30 minutes',
    '从开卡时间到付款时间的时长小于 30 分钟'],
  ['now() - opened < 1d',
    'the time from card opened to the payment is less than 1 day',
    '从开卡时间到付款时间的时长小于 1 天'],
  ['opened + 30d > now()',
    '30 days after card opened is after the time of the payment',
    '开卡时间之后 30 天晚于付款时间'],
  ['opened > time("2026-03-01")',
    'card opened is after 1 March 2026',
    '开卡时间晚于 2026 年 3 月 1 日'],
  ['opened - 10m',
    '10 minutes before card opened',
    '开卡时间之前 10 分钟'],
  ['is_new AND (country = "CN" OR hour(at,"UTC") < 6)',
    'new device, and either country is CN or the hour of the payment is less than 6',
    '是新设备，且（国家是 CN 或付款时间的小时小于 6）'],
  ['is_new AND (country in ("CN","HK") OR hour(at,"UTC") < 6) AND fee > 1',
    'new device, (country is CN or HK, or the hour of the payment is less than 6), and fee is more than € 1',
    '是新设备，（国家是 CN 或 HK，或付款时间的小时小于 6），且手续费大于 € 1'],
  ['is_new OR verified AND fee > 1',
    'new device, or both verified and fee is more than € 1',
    '是新设备，或（已验证且手续费大于 € 1）'],
  ['count_10m > 3 AND (count_10m >= 5 OR amount > 2000)',
    'more than 3 payments in 10 minutes, and either at least 5 payments in 10 minutes or amount is more than € 2,000',
    '近10分钟笔数大于 3，且（近10分钟笔数至少为 5 或金额大于 € 2,000）'],
  ['NOT (is_new AND verified)',
    'not both new device and verified',
    '并非（是新设备且已验证）'],
  ['(is_new AND verified) OR (NOT is_new AND fee > 5) OR country = "in store"',
    'both new device and verified, both not new device and fee is more than € 5, or country is “in store”',
    '（是新设备且已验证），（不是新设备且手续费大于 € 5），或国家是“in store”'],
  ['jsonlogic(\'{"var":"amount"}\')',
    'a JsonLogic expression over amount holds',
    '一段用到金额的 JsonLogic 成立'],
  ['unknownField > 5',
    'unknown field is more than 5',
    'unknown field 大于 5'],
  ['5 < amount',
    'amount is more than € 5',
    '金额大于 € 5'],
  ['true',
    'yes',
    '是'],
  ['merchant = "missing"',
    'merchant is “missing”',
    '商户是“missing”'],
  ['merchant = "5"',
    'merchant is “5”',
    '商户是“5”'],
  ['merchant = ""',
    'merchant is “”',
    '商户是“”'],
  ['gt(is_new, 5)',
    'new device is more than 5',
    '新设备大于 5'],
  ['if(is_new, amount > 5, fee > 3)',
    'if new device then amount is more than € 5, otherwise fee is more than € 3',
    '若是新设备则金额大于 € 5，否则手续费大于 € 3'],
  ['toText(amount)',
    'amount as text',
    '金额的文本形式'],
  ['channel < "m"',
    'channel comes before “m”',
    '渠道排在“m”之前'],
  ['coalesce(is_new, false)',
    'new device (or no if missing)',
    '新设备（缺失时取否）'],
  ['(amount > 5) = (fee > 5)',
    '(whether amount is more than € 5) is the same as (whether fee is more than € 5)',
    '（“金额大于 € 5”是否成立）与（“手续费大于 € 5”是否成立）相同'],
  ['amount > fee * count_10m',
    'amount is more than fee times payments in 10 minutes',
    '金额大于手续费乘以近10分钟笔数'],
  ['amount in (1,2)',
    'amount is € 1 or € 2',
    '金额等于 € 1 或 € 2'],
  ['has(tags,"vip") AND country IN ("CN","HK") AND channel IN ("a","b","c")',
    'tags include vip; country is CN or HK; and channel is a, b or c',
    '标签包含 vip，国家是 CN 或 HK，且渠道是 a、b 或 c'],
  ['merge(tags, {"a"})',
    'tags and the list of “a” together',
    '标签和由“a”组成的列表合起来'],
  ['size(merge(tags, {"a"})) > 2',
    'the number of (tags and the list of “a” together) is more than 2',
    '（标签和由“a”组成的列表合起来）的个数大于 2'],
  ['toNumber(merchant) > 5',
    'merchant as a number is more than 5',
    '商户转成的数字大于 5'],
  ['trim(merchant) = "x"',
    'merchant without spaces around it is x',
    '商户（去掉首尾空白）是 x'],
  ['NOT (is_new OR fee > 5)', 'neither new device nor fee is more than € 5', '并非（是新设备或手续费大于 € 5）'],
  ['verified OR NOT (is_new AND fee > 5)', 'verified, or (not both new device and fee is more than € 5)', '已验证，或并非（是新设备且手续费大于 € 5）'],
  ['NOT (is_new OR home IN ("CN", "HK"))', 'it is not true that (new device, or home country is CN or HK)', '并非（是新设备，或归属国是 CN 或 HK）'],
  ['difference(opened, now(), "days")', 'the days from card opened to the payment', '从开卡时间到付款时间的天数'],
  ['difference(opened, at, "hours") > age', 'the hours from card opened to the payment are more than age', '从开卡时间到付款时间的小时数大于年龄'],
  ['amount = missing', 'amount is the same as a missing value', '金额与缺失值相同'],
  ['"vip" IN tags', '“vip” is in tags', '“vip”在标签中'],
  ['small >= 4', 'at least 4 payments under €5 in 10 minutes', '近 10 分钟 5 欧元以下付款笔数至少为 4'],
  ['NOT payee', 'payee is not new', '不是新收款人'],
  ['count_10m = 0', 'no payments in 10 minutes', '近10分钟笔数等于 0'],
  ['count_10m <= 1', 'at most 1 payment in 10 minutes', '近10分钟笔数最多为 1'],
  ['NOT count_10m < 1000', 'at least 1,000 payments in 10 minutes', '近10分钟笔数至少为 1,000'],
  ['count_10m BETWEEN 2 AND 5', 'from 2 to 5 payments in 10 minutes', '近10分钟笔数在 2 至 5 之间'],
  ['count_10m > 3 * age', 'payments in 10 minutes are more than 3 times the age', '近10分钟笔数大于年龄的 3 倍'],
  ['count_10m IS MISSING', 'payments in 10 minutes are missing', '近10分钟笔数缺失'],
];

test.each(spoken)('%s', (formula, en, zh) => {
  const { expr, problems } = parse(formula);
  expect(problems).toEqual([]);
  expect(expr && { en: sentence(expr, scope, 'en'), zh: sentence(expr, scope, 'zh') }).toEqual({ en, zh });
});

describe('a limit', () => {
  const among = parse('country IN ("CN", "HK", "US", "NL", "FR", "DE", "IT", "ES", "PT", "BE")').expr ?? number(0);
  const many = call('and', ...Array.from({ length: 2000 }, (_, i) => call('gt', field('amount'), number(i))));

  test('cuts lists and groups to what fits, and says how much is left', () => {
    expect(sentence(among, scope, 'en', { limit: 40 })).toBe('country is CN, HK, US, NL or 6 more');
    expect(sentence(among, scope, 'zh', { limit: 20 })).toBe('国家是 CN、HK、US 或另外 7 个');
    expect(sentence(many, scope, 'en', { limit: 80 })).toBe('amount is more than € 0, amount is more than € 1, and 1,998 more conditions');
    expect(sentence(many, scope, 'zh', { limit: 80 })).toMatch(/，且另外 1,99\d 个条件$/);
    expect(sentence(many, scope, 'en', { limit: 12 })).toBe('amount is…');
  });

  test('is only kept where one is given', () => {
    expect(sentence(many, scope, 'en').split(', ')).toHaveLength(2000);
  });
});

describe('no sentence has two meanings', () => {
  type Holds = (flags: number) => boolean;
  const flags = ['a', 'b', 'c', 'd'];
  const leaves: readonly (readonly [Expr, Holds])[] = flags.flatMap((name, i) => [
    [field(name), (row) => ((row >> i) & 1) === 1],
    [call('in', field(`${name}_code`), list(['x', 'y'])), (row) => ((row >> (i + 4)) & 1) === 1],
  ]);
  const tree = fc.letrec<{ node: readonly [Expr, Holds] }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.constantFrom(...leaves),
      tie('node').map(([expr, holds]): readonly [Expr, Holds] => [call('not', expr), (row) => !holds(row)]),
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
        .map(([fn, parts]): readonly [Expr, Holds] => [
          call(fn, ...parts.map(([expr]) => expr)),
          (row) => (fn === 'and' ? parts.every(([, holds]) => holds(row)) : parts.some(([, holds]) => holds(row))),
        ]),
    ),
  })).node;
  const truth = ([, holds]: readonly [Expr, Holds]): string => Array.from({ length: 256 }, (_, row) => (holds(row) ? '1' : '0')).join('');
  const plain: Scope = {
    fields: flags.flatMap((name) => [make(name, 'boolean', name, name), make(`${name}_code`, 'text', `${name} code`, `${name}码`)]),
    sets: [],
  };

  test.each(['en', 'zh'] as const)('in %s', (lang) => {
    const meanings = new Map<string, string>();
    for (const node of fc.sample(tree, { seed: 5, numRuns: 5000 })) {
      const said = sentence(node[0], plain, lang);
      const meaning = truth(node);
      expect({ said, meaning: meanings.get(said) ?? meaning }).toEqual({ said, meaning });
      meanings.set(said, meaning);
    }
    expect(meanings.size).toBeGreaterThan(1500);
  });
});

test.each(['en', 'zh'] as const)('typed expressions with one sentence have one answer on every row, in %s', (lang) => {
  const rows = fc.sample(anyRow, { seed: 7, numRuns: 40 });
  const answers = new Map<string, string>();
  for (const expr of fc.sample(wellTyped(3), runs(1500, 11))) {
    const { type } = check(expr, testScope);
    const said = `${type}: ${sentence(expr, testScope, lang)}`;
    const answer = JSON.stringify(rows.map((row) => (type === 'boolean' ? holds(expr, row, testScope) : evaluate(expr, row, testScope))));
    expect({ said, answer: answers.get(said) ?? answer }).toEqual({ said, answer });
    answers.set(said, answer);
  }
  expect(answers.size).toBeGreaterThan(500);
});

describe('whatever the expression', () => {
  test('there is a sentence, without a trace of the machine in it', () => {
    fc.assert(
      fc.property(anyExpr, fc.constantFrom('en', 'zh'), (expr, lang) => {
        for (const say of [sentence, conditionInWords, valueInPhrase]) {
          const text = say(expr, scope, lang);
          expect(text).not.toBe('');
          expect(text).not.toMatch(/undefined|\[object|NaN/);
        }
      }),
      runs(2000),
    );
  });

  test('depth neither overflows nor doubles the work at each level', () => {
    const deep = (levels: number): Expr => {
      let expr: Expr = field('amount');
      for (let i = 0; i < levels; i += 1) expr = call('add', call('max', expr, number(i)), call('if', call('gt', field('fee'), number(1)), number(2)));
      return expr;
    };
    expect(sentence(deep(200), scope, 'en')).toContain('€ 199');
    expect(sentence(deep(100_000), scope, 'zh')).toBe('嵌套太深，无法用一句话说清的表达式');
  });
});
