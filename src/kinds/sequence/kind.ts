import { durationInWords } from '../../data/duration.ts';
import type { FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { expressionSchema, idSchema, textSchema } from '../../data/schema.ts';
import { inLanguage, pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { capitalised, fieldLabel, listInWords, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { boolean } from '../../logic/expr.ts';
import { defineKind } from '../contract.ts';
import type { Surroundings } from '../contract.ts';
import { checkExpression, compileExpression, expressionReferences, renameExpression } from '../shared/expressions.ts';
import { checkField, checkNewNames, checkTime, typeInWords } from '../shared/fields.ts';
import { checkKey, keyReferences, likelyKey, sameKey } from '../shared/keys.ts';
import { problem, putInstead } from '../shared/problems.ts';
import { renamedFields, renamedOwn } from '../shared/renames.ts';
import { durationSchema, fieldName, keySchema, milliseconds } from '../shared/schema.ts';
import { findField, inputOf, isConnected, noRows, plainField } from '../shared/streams.ts';
import { matchOut, said } from '../shared/words.ts';
import { keptFields } from './fields.ts';

/** Rows of one key in a given order within a time; or, with `absent`, the last of them failing to come. */

const stepSchema = z.looseObject({
  id: idSchema,
  name: textSchema.describe('What happens in this step, in a few words.'),
  when: expressionSchema.optional(),
  key: keySchema,
  keep: z.array(fieldName).optional().describe('The fields that a match keeps of this step; all, where left out.'),
});
type StepConfig = z.infer<typeof stepSchema>;

const config = z.looseObject({
  steps: z.array(stepSchema).describe('Each is an input port of its own; `key` says whose row it is, in the same order in each step.'),
  within: durationSchema.describe('How long the whole chain may take.'),
  absent: z.boolean().optional().describe('The last step must not come.'),
  time: fieldName.optional().describe('With `absent`: the new field for when it was certain.'),
});
type Config = z.infer<typeof config>;

const defaultTime = 'missed_at';

/** The position of the last step that a match has a row of. */
const anchorOf = ({ steps, absent = false }: Config): number => Math.max(0, steps.length - (absent ? 2 : 1));

const keptOf = (settings: Config, around: Surroundings) =>
  keptFields(settings.steps, anchorOf(settings), settings.absent === true, around);

const timeField = ({ time = defaultTime }: Config, around: Surroundings): FlowField => ({
  name: time,
  type: 'time',
  label: said('time it was missed', '确认未发生的时间'),
  roles: ['time'],
  origins: [{ node: around.node, field: time }],
  optional: false,
  tainted: false,
});

function checkStep(step: StepConfig, index: number, settings: Config, around: Surroundings): readonly Problem[] {
  const at = ['steps', index];
  const stream = inputOf(around, step.id);
  const twice = settings.steps.findIndex((each) => each.id === step.id) !== index;
  const noKey = problem(around, { code: 'no-key', en: 'Choose whose events belong together, such as the customer', zh: '请选择按什么把事件归到一起，例如客户', at: [...at, 'key'] });
  return [
    ...(twice ? [problem(around, { code: 'duplicate-id', en: `Two steps have the id “${step.id}”: give one of them another`, zh: `有两步的标识都是“${step.id}”：请改掉其中一个`, at: [...at, 'id'], fix: putInstead([...at, 'id'], `${step.id}-${index + 1}`, said(`Use “${step.id}-${index + 1}”`, `改用“${step.id}-${index + 1}”`)) })] : []),
    ...(step.key.length === 0 ? [noKey] : []),
    ...(isConnected(around, step.id) ? [
      ...checkKey(step.key, stream, around, [...at, 'key']),
      ...checkSameKey(step, index, settings, around),
      ...(step.when === undefined ? [] : checkExpression(step.when, stream, around, 'boolean', [...at, 'when'], { forRule: true })),
      ...(step.keep ?? []).flatMap((name, position) => checkField(name, stream, around, [...at, 'keep', position])),
      ...checkTime(stream, around),
    ] : []),
  ];
}

/** Keys are compared in order, so each must have what the first step's has. */
function checkSameKey({ id, key }: StepConfig, index: number, { steps: [first] }: Config, around: Surroundings): readonly Problem[] {
  if (first === undefined || index === 0 || key.length === 0 || first.key.length === 0) return [];
  const at = ['steps', index, 'key'];
  if (key.length !== first.key.length) {
    return [problem(around, { code: 'key-lengths', en: 'Each step needs as many key fields as the first one, in the same order', zh: '每一步的键字段个数和顺序都要与第一步相同', at })];
  }
  return key.flatMap((name, position) => {
    const own = findField(inputOf(around, id), name);
    const other = findField(inputOf(around, first.id), first.key[position] ?? '');
    if (own === undefined || other === undefined || own.type === other.type) return [];
    return [
      problem(around, {
        code: 'key-types',
        en: `“${fieldLabel(own, 'en')}” is ${typeInWords(own.type, 'en')}, but “${fieldLabel(other, 'en')}” in the first step is ${typeInWords(other.type, 'en')}, so they never match: convert one of them`,
        zh: `“${fieldLabel(own, 'zh')}”是${typeInWords(own.type, 'zh')}，而第一步的“${fieldLabel(other, 'zh')}”是${typeInWords(other.type, 'zh')}，永远对不上：请转换其中一个`,
        at: [...at, position],
        field: name,
      }),
    ];
  });
}

/** A step's id stands before its fields, so it must not be the name of one of the last step's. */
function checkNames(settings: Config, around: Surroundings): readonly Problem[] {
  const kept = keptOf(settings, around);
  const anchor = anchorOf(settings);
  const own = (kept[anchor] ?? []).map(({ field }) => field.name);
  const nested = kept.flatMap((fields, index) => {
    const [first] = index === anchor ? [] : fields;
    return first === undefined ? [] : checkNewNames([{ name: first.field.name, at: ['steps', index, 'id'] }], own, around);
  });
  const all = kept.flat().map(({ field }) => field.name);
  const time = settings.absent === true ? checkNewNames([{ name: settings.time ?? defaultTime, at: ['time'] }], all, around) : [];
  return [...nested.map(({ fix: _fix, ...found }) => found), ...time];
}

function blank(around: Surroundings): Config {
  const first = likelyKey(inputOf(around, 'first'));
  const then = likelyKey(inputOf(around, 'then'));
  return {
    steps: [
      { id: 'first', name: said('first event', '先发生的事'), key: first },
      { id: 'then', name: said('next event', '后发生的事'), key: then },
    ],
    within: '1h',
  };
}

export const sequence = defineKind<Config>({
  version: 1,
  family: 'transform',
  title: said('Sequence', '先后顺序'),
  summary: said('A, then B, within a time', '先 A 后 B，限定时间'),
  config,
  blank,

  ports: ({ steps }) => ({
    inputs: steps.map(({ id, name }) => ({ id, label: name })),
    outputs: [matchOut],
  }),

  flow(settings, around) {
    const { steps, absent = false } = settings;
    const anchor = steps[anchorOf(settings)];
    const stream = anchor === undefined ? noRows : inputOf(around, anchor.id);
    const kept = keptOf(settings, around);
    const own = kept[anchorOf(settings)] ?? [];
    const others = kept.flatMap((fields, index) => (index === anchorOf(settings) ? [] : fields));
    const fields = [...own, ...others].map(({ field }) => field);
    const missed = absent ? [timeField(settings, around)] : [];
    return {
      match: {
        fields: [...fields, ...missed],
        event: stream.event,
        time: absent ? (settings.time ?? defaultTime) : stream.time,
        id: undefined,
        bases: [around.node],
      },
    };
  },

  check(settings, around) {
    const { steps, within } = settings;
    const tooFew = problem(around, { code: 'too-few-steps', en: 'An order needs two steps or more: add one', zh: '先后顺序至少要有两步：请添加一步', at: ['steps'] });
    const noLength = problem(around, { code: 'no-duration', en: 'Choose a time longer than nothing', zh: '时间要大于零', at: ['within'] });
    return [
      ...(steps.length < 2 ? [tooFew] : []),
      ...(milliseconds(within) === 0 ? [noLength] : []),
      ...steps.flatMap((step, index) => checkStep(step, index, settings, around)),
      ...checkNames(settings, around),
    ];
  },

  steps(settings, around, wiring) {
    const { node } = around;
    const { steps, within, absent = false } = settings;
    const kept = keptOf(settings, around);
    const parts = steps.map(({ id, key, when }, index) => ({
      input: wiring.input(id),
      key,
      when: when === undefined ? boolean(true) : compileExpression(when, inputOf(around, id), around),
      fields: (kept[index] ?? []).map(({ name, field }) => ({ name, field: plainField(field) })),
    }));
    const time = absent ? { time: plainField(timeField(settings, around)) } : {};
    return {
      steps: [{ op: 'sequence', id: node, node, steps: parts, within: milliseconds(within), absent, ...time }],
      outputs: { match: node },
    };
  },

  describe: inOneSentence,

  references: ({ steps }) =>
    steps.flatMap(({ id, key, when, keep = [] }, index) => [
      ...keyReferences(key, id, ['steps', index, 'key']),
      ...expressionReferences(when, id, ['steps', index, 'when']),
      ...keyReferences(keep, id, ['steps', index, 'keep']),
    ]),
  rewrite: (settings, renames) => ({
    ...settings,
    steps: settings.steps.map((step) => ({
      ...step,
      key: renamedFields(step.key, renames, step.id),
      ...(step.when === undefined ? {} : { when: renameExpression(step.when, renames, step.id) }),
      ...(step.keep === undefined ? {} : { keep: renamedFields(step.keep, renames, step.id) }),
    })),
    ...(settings.time === undefined && renames.own?.has(defaultTime) !== true ? {} : { time: renamedOwn(settings.time ?? defaultTime, renames) }),
  }),
});

function inOneSentence({ steps, within, absent = false }: Config, around: Surroundings, lang: Lang): string {
  const names = steps.map(({ name }) => inLanguage(name, lang));
  const time = durationInWords(milliseconds(within), lang);
  const last = names.at(-1) ?? '';
  const before = names.slice(0, -1);
  const [first] = steps;
  const same = first === undefined || first.key.length === 0 ? undefined : sameKey(first.key, inputOf(around, first.id), lang);
  if (before.length === 0) return pick(lang, 'Events in a given order', '按先后顺序发生的事件');
  if (lang === 'en') {
    const chain = capitalised(before.join(', then '));
    return `${chain}, ${absent ? 'but no' : 'then'} ${last} within ${time}${same === undefined ? '' : `, for ${same}`}`;
  }
  const who = same === undefined ? '' : `${same}：`;
  if (absent) return zh`${who}${listInWords(before, 'and', lang)}之后 ${time}内没有${last}`;
  return zh`${who}${time}内先${before.join('，再')}，再${last}`;
}
