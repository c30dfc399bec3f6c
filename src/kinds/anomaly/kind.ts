import { durationInWords } from '../../data/duration.ts';
import { hasRole } from '../../data/field.ts';
import type { Field, FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { textSchema } from '../../data/schema.ts';
import { pick, words } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import { capitalised, numberInWords, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { call, field as fieldRef, number } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { Change, RollingFeature, Template } from '../../plan/plan.ts';
import { defineKind } from '../contract.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { checkField, checkNewNames, checkTime, freeName, labelOf } from '../shared/fields.ts';
import { checkKey, eachKey, keyInWords, keyReferences, likelyKey } from '../shared/keys.ts';
import { problem } from '../shared/problems.ts';
import { checkReasons, foreignReferences, reasonOf, renameReason, withReasons } from '../shared/reasons.ts';
import { renamedField, renamedFields, renamedOwn } from '../shared/renames.ts';
import { durationSchema, fieldName, keySchema, milliseconds } from '../shared/schema.ts';
import { derivedFrom, findField, inputOf, isConnected, plainField, withFields } from '../shared/streams.ts';
import { checkTemplate, planTemplate } from '../shared/templates.ts';
import { matchOut, restOut, rowsIn, said } from '../shared/words.ts';

/** How far a value is from what its key usually has, before this moment. */

const config = z.looseObject({
  key: keySchema,
  of: fieldName.describe('The number that is watched.'),
  within: durationSchema.describe('How far back the baseline reaches.'),
  method: z.enum(['z', 'ratio']).describe('`z`: in standard deviations from the average. `ratio`: as a multiple of the average.'),
  direction: z.enum(['above', 'below', 'both']).describe('On which side of the average a value is far.'),
  threshold: z.number().describe('More than this many deviations, or times the average; below: less than one part of that many.'),
  min: z.int().min(2).max(1_000_000).optional().describe('The fewest values a baseline is made of; 10 where left out.'),
  score: fieldName.describe('The field that receives how far the value is.'),
  usual: fieldName.optional().describe('A field that receives the average.'),
  reason: textSchema.optional().describe('Words for why, with {field} placeholders; the name of the node where left out.'),
});
type Config = z.infer<typeof config>;

/** How many values a baseline needs where nothing else is said. */
export const usualSamples = 10;

/** Scores are rounded to these digits and kept within this size, so that every one is a number a row may hold. */
const scoreDecimals = 6;
const largestScore = 1_000_000;

function madeFields(settings: Config, around: Surroundings): { readonly score: FlowField; readonly usual: FlowField | undefined } {
  const stream = inputOf(around);
  const of = findField(stream, settings.of);
  const derived = derivedFrom(of === undefined ? [] : [of]);
  const origin = (name: string) => ({ name, origins: [{ node: around.node, field: name }], optional: true, ...derived });
  const label = (en: (label: string) => string, chinese: (label: string) => string): Text => words((lang) => (lang === 'zh' ? chinese : en)(labelOf(settings.of, stream, lang)));
  const score: FlowField = {
    type: 'number', decimals: scoreDecimals, onGrid: true,
    min: settings.method === 'ratio' && (of?.min ?? -1) >= 0 ? 0 : -largestScore, max: largestScore,
    label: settings.method === 'z' ? label((of_) => `deviations of ${of_}`, (of_) => zh`${of_}偏离几个标准差`) : label((of_) => `${of_} against the usual`, (of_) => zh`${of_}与平时之比`),
    ...origin(settings.score),
  };
  if (settings.usual === undefined) return { score, usual: undefined };
  const measured = { ...(of?.unit === undefined ? {} : { unit: of.unit }), ...(of?.currency === undefined ? {} : { currency: of.currency }) };
  return { score, usual: { type: 'number', ...measured, label: label((of_) => `usual ${of_}`, (of_) => zh`平时${of_}`), ...origin(settings.usual) } };
}

const withScore = (settings: Config, around: Surroundings): Stream => {
  const { score, usual } = madeFields(settings, around);
  return withFields(inputOf(around), usual === undefined ? [score] : [score, usual]);
};

/** Names for what is needed on the way and dropped at the end. */
function temporaryNames(settings: Config, around: Surroundings): { readonly average: string; readonly spread: string; readonly count: string } {
  const taken = new Set([...inputOf(around).fields.map((field) => field.name), settings.score, reasonsName]);
  const name = (what: string): string => {
    const free = freeName(`${around.node.replaceAll('-', '_')}_${what}`, taken);
    taken.add(free);
    return free;
  };
  return { average: settings.usual ?? name('average'), spread: name('spread'), count: name('count') };
}

function scoreOf(settings: Config, names: ReturnType<typeof temporaryNames>): Expr {
  const value = fieldRef(settings.of);
  const average = fieldRef(names.average);
  const enough = call('ge', fieldRef(names.count), number(settings.min ?? usualSamples));
  const [sound, distance] =
    settings.method === 'z'
      ? [call('gt', fieldRef(names.spread), number(0)), call('divide', call('subtract', value, average), fieldRef(names.spread))]
      : [call('gt', average, number(0)), call('divide', value, average)];
  const kept = call('min', call('max', distance, number(-largestScore)), number(largestScore));
  return call('if', call('and', enough, sound), call('round', kept, number(scoreDecimals)));
}

/** Whether a row is far off, by its score. */
export function isFar({ score, method, direction, threshold }: Config): Expr {
  const above = call('gt', fieldRef(score), number(threshold));
  const below = method === 'z' ? call('lt', fieldRef(score), number(-threshold)) : call('lt', call('multiply', fieldRef(score), number(threshold)), number(1));
  if (direction === 'both') return call('or', above, below);
  return direction === 'above' ? above : below;
}

function features(settings: Config, names: ReturnType<typeof temporaryNames>, usual: Field | undefined): readonly RollingFeature[] {
  const base = { of: settings.of, window: milliseconds(settings.within), frame: 'before' } as const;
  const here = call('isPresent', fieldRef(settings.of));
  const spread: RollingFeature = { ...base, into: { name: names.spread, type: 'number' }, fn: 'stddev' };
  return [
    { ...base, into: usual ?? { name: names.average, type: 'number' }, fn: 'average' },
    ...(settings.method === 'z' ? [spread] : []),
    { into: { name: names.count, type: 'number', decimals: 0 }, fn: 'count', where: here, window: base.window, frame: 'before' },
  ];
}

function checkSettings(settings: Config, around: Surroundings): readonly Problem[] {
  const { key, within, method, threshold } = settings;
  const least = method === 'ratio' ? 1 : 0;
  return [
    ...(key.length === 0 ? [problem(around, { code: 'no-key', severity: 'warning', en: 'Everything is compared with everything: choose whose habit counts, such as the card', zh: '现在是所有行放在一起比较：请选择看谁的习惯，例如卡', at: ['key'] })] : []),
    ...(milliseconds(within) === 0 ? [problem(around, { code: 'no-duration', en: 'Choose a time longer than nothing', zh: '时间要大于零', at: ['within'] })] : []),
    ...(threshold > least && threshold <= largestScore ? [] : [problem(around, { code: 'bad-threshold', en: method === 'ratio' ? 'Choose a multiple of more than 1' : 'Choose a distance of more than 0', zh: method === 'ratio' ? '倍数要大于 1' : '偏离程度要大于 0', at: ['threshold'] })]),
  ];
}

function blank(around: Surroundings): Config {
  const stream = inputOf(around);
  const usable = stream.fields.filter((field) => field.type === 'number' && !field.tainted);
  const of = usable.find((field) => hasRole(field, 'amount')) ?? usable[0];
  const taken = new Set([...stream.fields.map((field) => field.name), reasonsName]);
  return { key: likelyKey(stream), of: of?.name ?? '', within: '30d', method: 'z', direction: 'above', threshold: 3, score: freeName('deviation', taken) };
}

/** `Amount more than 3 deviations above each card’s 30-day average`. */
function describe(settings: Config, around: Surroundings, lang: Lang): string {
  const stream = inputOf(around);
  const of = settings.of === '' ? pick(lang, 'a number', '数值') : labelOf(settings.of, stream, lang);
  const times = numberInWords(settings.threshold, undefined, lang);
  const period = durationInWords(milliseconds(settings.within), lang);
  const { method, direction } = settings;
  if (lang === 'zh') {
    const usual = zh`${eachKey(settings.key, stream, lang) ?? '全部'}近 ${period}均值`;
    if (method === 'z') return direction === 'both' ? zh`${of}偏离${usual}超过 ${times} 个标准差` : zh`${of}比${usual}${direction === 'above' ? '高' : '低'}出 ${times} 个标准差以上`;
    const over = zh`超过${usual}的 ${times} 倍`;
    if (direction === 'above') return zh`${of}${over}`;
    return direction === 'below' ? zh`${of}不到${usual}的 1/${times}` : zh`${of}${over}，或不到其 1/${times}`;
  }
  const said = keyInWords(settings.key, stream, lang);
  const usual = `${said === '' ? 'the' : `each ${said}’s`} ${period.replace(' ', '-').replace(/s$/, '')} average`;
  if (method === 'z') return capitalised(`${of} more than ${times} deviations ${direction === 'both' ? 'away from' : direction} ${usual}`);
  if (direction === 'above') return capitalised(`${of} more than ${times} times ${usual}`);
  return capitalised(direction === 'below' ? `${of} less than 1/${times} of ${usual}` : `${of} over ${times} times or under 1/${times} of ${usual}`);
}

const ownNames = ({ score, usual }: Config): ReadonlySet<string> => new Set(usual === undefined ? [score] : [score, usual]);

export const anomaly = defineKind<Config>({
  version: 1,
  family: 'rule',
  title: said('Anomaly', '异常'),
  summary: said('Far from this key’s own habit', '与该键平时的习惯相差很远'),
  config,
  blank,
  ports: () => ({ inputs: [rowsIn], outputs: [matchOut, restOut] }),

  flow(settings, around) {
    const rows = withReasons(withScore(settings, around), around, [reasonOf(settings.reason, around)]);
    return { match: rows, rest: rows };
  },

  check(settings, around) {
    const shape = checkSettings(settings, around);
    if (!isConnected(around)) return shape;
    const stream = inputOf(around);
    const made = [{ name: settings.score, at: ['score'] }, ...(settings.usual === undefined ? [] : [{ name: settings.usual, at: ['usual'] }])];
    return [
      ...shape,
      ...checkKey(settings.key, stream, around, ['key']),
      ...checkField(settings.of, stream, around, ['of'], { types: ['number'], forRule: true }),
      ...checkNewNames(made, [...new Set([...stream.fields.map((field) => field.name), reasonsName])], around),
      ...(settings.reason === undefined ? [] : checkTemplate(settings.reason, withScore(settings, around), around, ['reason'])),
      ...checkTime(stream, around),
      ...checkReasons(stream, around),
    ];
  },

  steps(settings, around, wiring) {
    const { node, lang } = around;
    const { score, usual } = madeFields(settings, around);
    const names = temporaryNames(settings, around);
    const baseline = `${node}:baseline`;
    const scored = `${node}:score`;
    const gone = [...(usual === undefined ? [names.average] : []), ...(settings.method === 'z' ? [names.spread] : []), names.count];
    const changes: readonly Change[] = [{ set: plainField(score), to: scoreOf(settings, names) }, ...gone.map((drop) => ({ drop }))];
    const reason: Template = planTemplate(reasonOf(settings.reason, around), lang);
    const { key } = settings;
    return {
      steps: [
        { op: 'rolling', id: baseline, node, input: wiring.input('in'), key, features: features(settings, names, usual === undefined ? undefined : plainField(usual)) },
        { op: 'project', id: scored, node, input: [baseline], changes },
        { op: 'select', id: node, node, input: [scored], branches: [{ port: 'match', when: isFar(settings), ...(reason.length === 0 ? {} : { reason }) }] },
      ],
      outputs: { match: `${node}.match`, rest: `${node}.rest` },
    };
  },

  describe,

  references: (settings) => [
    ...keyReferences(settings.key, 'in', ['key']),
    ...(settings.of === '' ? [] : [{ to: 'field', name: settings.of, input: 'in', at: ['of'] } as const]),
    ...foreignReferences(settings.reason, ownNames(settings), ['reason']),
  ],
  rewrite: (settings, renames) => ({
    ...settings,
    key: renamedFields(settings.key, renames),
    of: renamedField(settings.of, renames),
    score: renamedOwn(settings.score, renames),
    ...(settings.usual === undefined ? {} : { usual: renamedOwn(settings.usual, renames) }),
    ...(settings.reason === undefined ? {} : { reason: renameReason(settings.reason, renames, ownNames(settings)) }),
  }),
});
