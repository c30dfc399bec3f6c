import { durationInWords } from '../../data/duration.ts';
import type { FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { pick, words } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { eventWords, fieldLabel, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import type { Surroundings } from '../contract.ts';
import { checkField, checkNewNames, checkTime, typeInWords, useInstead } from '../shared/fields.ts';
import { keyTypes, likelyKey, sameKey } from '../shared/keys.ts';
import { problem, putInstead } from '../shared/problems.ts';
import { renamedField, renamedOwn } from '../shared/renames.ts';
import { durationSchema, fieldName, milliseconds } from '../shared/schema.ts';
import { findField, inputOf, isConnected, plainField } from '../shared/streams.ts';
import { rowsOut, said } from '../shared/words.ts';
import { joinedFields } from './fields.ts';
import type { JoinedField } from './fields.ts';

/** Pairs of rows from two streams that have the same key and are near in time. */

const config = z.looseObject({
  on: z.array(z.looseObject({ left: fieldName, right: fieldName })).describe('Fields that must be equal on both sides.'),
  within: z
    .looseObject({ before: durationSchema.optional(), after: durationSchema.optional() })
    .describe('How long before and after the left row the right one may come.'),
  mode: z.enum(['inner', 'outer']).describe('`outer` also gives out left rows that nothing was paired with.'),
  prefix: z.string().optional().describe('Stands before the names of right fields that the left row has too.'),
  time: fieldName.optional().describe('The new field for the time of the pair.'),
});
type Config = z.infer<typeof config>;

const defaultTime = 'joined_at';
const defaultPrefix = 'right_';

function fieldsOf({ on, prefix = defaultPrefix, mode }: Config, around: Surroundings): readonly JoinedField[] {
  return joinedFields(inputOf(around, 'left'), inputOf(around, 'right'), on, { prefix, outer: mode === 'outer', node: around.node });
}

const timeField = ({ time = defaultTime }: Config, around: Surroundings): FlowField => ({
  name: time,
  type: 'time',
  label: said('time of the pair', '配对时间'),
  roles: ['time'],
  origins: [{ node: around.node, field: time }],
  optional: false,
  tainted: false,
});

function checkPair({ left, right }: { readonly left: string; readonly right: string }, around: Surroundings, index: number): readonly Problem[] {
  const wanted = { types: keyTypes, forRule: true };
  const wrong = [
    ...(isConnected(around, 'left') ? checkField(left, inputOf(around, 'left'), around, ['on', index, 'left'], wanted) : []),
    ...(isConnected(around, 'right') ? checkField(right, inputOf(around, 'right'), around, ['on', index, 'right'], wanted) : []),
  ];
  const a = findField(inputOf(around, 'left'), left);
  const b = findField(inputOf(around, 'right'), right);
  if (wrong.length > 0 || a === undefined || b === undefined || a.type === b.type) return wrong;
  return [
    problem(around, {
      code: 'key-types',
      en: `“${fieldLabel(a, 'en')}” is ${typeInWords(a.type, 'en')}, but “${fieldLabel(b, 'en')}” is ${typeInWords(b.type, 'en')}, so they never match: convert one of them`,
      zh: `“${fieldLabel(a, 'zh')}”是${typeInWords(a.type, 'zh')}，而“${fieldLabel(b, 'zh')}”是${typeInWords(b.type, 'zh')}，永远对不上：请转换其中一个`,
      at: ['on', index, 'right'],
      field: right,
    }),
  ];
}

/** Names that the prefix makes must be usable and free; so must the name of the new time. */
function checkNames(settings: Config, around: Surroundings): readonly Problem[] {
  const fields = fieldsOf(settings, around);
  const prefixed = fields.filter(({ clashes }) => clashes);
  const others = fields.filter((each) => !prefixed.includes(each)).map(({ field }) => field.name);
  const [wrong] = checkNewNames(prefixed.map(({ field }) => ({ name: field.name, at: ['prefix'] })), others, around);
  const free = ['right_', 'other_', 'second_', 'paired_'].find((prefix) => prefixed.every(({ name }) => !others.includes(`${prefix}${name}`)));
  const fix = free === undefined ? {} : { fix: putInstead(['prefix'], free, words((lang) => useInstead(free, lang))) };
  const names = fields.map(({ field }) => field.name);
  return [
    ...(wrong === undefined ? [] : [{ ...wrong, ...fix }]),
    ...checkNewNames([{ name: settings.time ?? defaultTime, at: ['time'] }], names, around),
  ];
}

/** `in the 5 minutes before`, `前 5 分钟内`. */
function nearness({ within }: Config, lang: Lang): string {
  const before = milliseconds(within.before ?? '0s');
  const after = milliseconds(within.after ?? '0s');
  const say = (ms: number): string => durationInWords(ms, lang);
  if (before === 0 && after === 0) return pick(lang, 'at the same moment', '同一时刻');
  if (after === 0) return pick(lang, `in the ${say(before)} before`, `前 ${say(before)}内`);
  if (before === 0) return pick(lang, `in the ${say(after)} after`, `后 ${say(after)}内`);
  if (before === after) return pick(lang, `within ${say(before)}`, `前后 ${say(before)}内`);
  return pick(lang, `from ${say(before)} before to ${say(after)} after`, `前 ${say(before)}到后 ${say(after)}内`);
}

export const join = defineKind<Config>({
  version: 1,
  family: 'transform',
  title: said('Join', '关联'),
  summary: said('Pair up two streams by key', '把两路数据按键配对'),
  config,

  blank(around) {
    const left = likelyKey(inputOf(around, 'left'));
    const right = inputOf(around, 'right');
    const on = left.map((name) => ({ left: name, right: findField(right, name)?.name ?? likelyKey(right)[0] ?? '' }));
    const [base] = right.bases;
    return { on, within: { before: '10m' }, mode: 'inner', prefix: base === undefined ? defaultPrefix : `${base.replaceAll('-', '_')}_` };
  },

  ports: () => ({
    inputs: [
      { id: 'left', label: said('each of these', '以此为主') },
      { id: 'right', label: said('paired with', '与此配对') },
    ],
    outputs: [rowsOut],
  }),

  flow(settings, around) {
    const time = timeField(settings, around);
    const fields = fieldsOf(settings, around).map(({ field }) => field);
    return { rows: { fields: [...fields, time], event: inputOf(around, 'left').event, time: time.name, id: undefined, bases: [around.node] } };
  },

  check(settings, around) {
    const { on } = settings;
    const noKey = problem(around, { code: 'no-key', en: 'Choose the fields that must be equal on both sides', zh: '请选择两边必须相等的字段', at: ['on'] });
    return [
      ...(on.length === 0 ? [noKey] : on.flatMap((pair, index) => checkPair(pair, around, index))),
      ...checkNames(settings, around),
      ...(['left', 'right'] as const).flatMap((port) => checkTime(inputOf(around, port), around)),
    ];
  },

  steps(settings, around, wiring) {
    const { node } = around;
    const { on, within, mode } = settings;
    return {
      steps: [
        {
          op: 'join',
          id: node,
          node,
          left: wiring.input('left'),
          right: wiring.input('right'),
          on: on.map(({ left, right }) => ({ left, right })),
          from: 0 - milliseconds(within.before ?? '0s'),
          to: milliseconds(within.after ?? '0s'),
          mode,
          fields: fieldsOf(settings, around).map(({ side, name, field }) => ({ side, name, field: plainField(field) })),
          time: plainField(timeField(settings, around)),
        },
      ],
      outputs: { rows: node },
    };
  },

  describe(settings, around, lang) {
    const left = inputOf(around, 'left');
    const right = eventWords(inputOf(around, 'right').event, lang);
    const { one, measure } = eventWords(left.event, lang);
    const key = settings.on.map((pair) => pair.left);
    const near = nearness(settings, lang);
    if (lang === 'en') {
      const of = key.length === 0 ? '' : ` of ${sameKey(key, left, lang)}`;
      return `Pairs each ${one} with ${right.many}${of} ${near}${settings.mode === 'outer' ? ', or keeps it alone' : ''}`;
    }
    const of = key.length === 0 ? '' : sameKey(key, left, lang);
    return zh`每${measure}${one}配上${of}${near}的${right.one}${settings.mode === 'outer' ? '，没有的也保留' : ''}`;
  },

  references: ({ on }) =>
    on.flatMap(({ left, right }, index) => [
      { to: 'field', name: left, input: 'left', at: ['on', index, 'left'] } as const,
      { to: 'field', name: right, input: 'right', at: ['on', index, 'right'] } as const,
    ]),
  rewrite: (settings, renames) => ({
    ...settings,
    on: settings.on.map((pair) => ({ ...pair, left: renamedField(pair.left, renames, 'left'), right: renamedField(pair.right, renames, 'right') })),
    ...(settings.time === undefined && renames.own?.has(defaultTime) !== true ? {} : { time: renamedOwn(settings.time ?? defaultTime, renames) }),
  }),
});
