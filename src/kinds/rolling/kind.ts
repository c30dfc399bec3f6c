import { durationInWords, perDuration } from '../../data/duration.ts';
import type { FlowField } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import { pick, words } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { eventWords, listInWords, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import type { Surroundings } from '../contract.ts';
import { aggregateField, aggregateReferences, aggregateSchema, checkAggregate, planAggregate, renameAggregate } from '../shared/aggregates.ts';
import type { Reach } from '../shared/aggregates.ts';
import { checkNewNames, checkTime, freeName } from '../shared/fields.ts';
import { checkKey, eachKey, keyReferences, likelyKey } from '../shared/keys.ts';
import { problem } from '../shared/problems.ts';
import { renamedFields } from '../shared/renames.ts';
import { durationSchema, keySchema, milliseconds } from '../shared/schema.ts';
import { findField, inputOf, isConnected, withFields } from '../shared/streams.ts';
import { rowsIn, rowsOut, said } from '../shared/words.ts';

/** What happened over each key's last minutes or days, added to every row. */

const featureSchema = aggregateSchema.extend({
  within: durationSchema,
  frame: z.enum(['through', 'before']).optional().describe('`through`, where left out, includes the row and its moment; `before` does not.'),
});
type Feature = z.infer<typeof featureSchema>;

const config = z.looseObject({
  key: keySchema,
  features: z
    .array(featureSchema)
    .describe('The fields to add: an aggregate (`fn`) of a field (`of`) over the time `within`, of the rows where `where` holds.'),
});
type Config = z.infer<typeof config>;

function reachOf({ within, frame = 'through' }: Feature, { key }: Config, around: Surroundings): Reach {
  const length = milliseconds(within);
  const stream = inputOf(around);
  const span = (lang: Lang): string => perDuration(length, lang);
  const inside = words((lang) => {
    if (lang === 'zh') return `${frame === 'before' ? '此前' : '近'}${span(lang).replaceAll(' ', '')}`;
    return frame === 'before' ? `in the ${spelled(length)} before` : `in ${spelled(length)}`;
  });
  const over = { en: inside.en.replace(/^in /, 'over '), zh: inside.zh };
  return { inside, over, withRow: frame === 'through', keyOptional: key.some((name) => findField(stream, name)?.optional ?? true) };
}

const spelled = (ms: number): string => durationInWords(ms, 'en');

function featureFields(settings: Config, around: Surroundings): readonly FlowField[] {
  const stream = inputOf(around);
  return settings.features.map((feature) => aggregateField(feature, stream, reachOf(feature, settings, around), around));
}

function blank(around: Surroundings): Config {
  const stream = inputOf(around);
  const taken = new Set(stream.fields.map((field) => field.name));
  const amount = stream.fields.find((field) => hasRole(field, 'amount') && field.type === 'number' && !field.tainted);
  const { many } = eventWords(stream.event, 'en');
  const named = (what: string): string => freeName(`${what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '') || 'rows'}_10m`, taken);
  const count = { name: named(many), fn: 'count', within: '10m' } as const;
  const sum = amount && ({ name: named(amount.name), fn: 'sum', of: amount.name, within: '10m' } as const);
  return { key: likelyKey(stream), features: sum === undefined ? [count] : [count, sum] };
}

export const rolling = defineKind<Config>({
  version: 1,
  family: 'transform',
  title: said('Rolling features', '滚动特征'),
  summary: said('Each key’s last minutes or days', '回看每个键最近几分钟或几天'),
  config,
  blank,
  ports: () => ({ inputs: [rowsIn], outputs: [rowsOut] }),
  flow: (settings, around) => ({ rows: withFields(inputOf(around), featureFields(settings, around)) }),

  check(settings, around) {
    const stream = inputOf(around);
    const made = settings.features.map(({ name }, index) => ({ name, at: ['features', index, 'name'] }));
    const noFeatures = problem(around, { code: 'nothing-added', severity: 'warning', en: 'Nothing is added to the rows: add a field', zh: '没有给行加上任何字段：请添加一个', at: ['features'] });
    const noLength = settings.features.flatMap(({ within }, index) =>
      milliseconds(within) > 0 ? [] : [problem(around, { code: 'no-duration', en: 'Choose a time longer than nothing', zh: '时间要大于零', at: ['features', index, 'within'] })],
    );
    if (!isConnected(around)) return noLength;
    return [
      ...(made.length === 0 ? [noFeatures] : []),
      ...checkKey(settings.key, stream, around, ['key']),
      ...noLength,
      ...settings.features.flatMap((feature, index) => checkAggregate(feature, stream, around, ['features', index], true)),
      ...checkNewNames(made, stream.fields.map((field) => field.name), around),
      ...checkTime(stream, around),
    ];
  },

  steps(settings, around, wiring) {
    const { node } = around;
    const stream = inputOf(around);
    const fields = featureFields(settings, around);
    const features = settings.features.flatMap((feature, index) => {
      const made = fields[index];
      if (made === undefined) return [];
      return [{ ...planAggregate(feature, made, stream, around), window: milliseconds(feature.within), frame: feature.frame ?? 'through' }];
    });
    return { steps: [{ op: 'rolling', id: node, node, input: wiring.input('in'), key: settings.key, features }], outputs: { rows: node } };
  },

  describe(settings, around, lang) {
    const stream = inputOf(around);
    const lengths = [...new Set(settings.features.map((feature) => milliseconds(feature.within)))].sort((a, b) => a - b);
    const spans = listInWords(lengths.map((length) => perDuration(length, lang)), 'and', lang);
    const each = eachKey(settings.key, stream, lang);
    const { one, many } = eventWords(stream.event, lang);
    if (spans === '') return pick(lang, `What came before each ${one}`, zh`每${eventWords(stream.event, lang).measure}${one}之前发生了什么`);
    if (lang === 'en') return each === undefined ? `All ${many} of the last ${spans}` : `What ${each} did in its last ${spans}`;
    return each === undefined ? zh`最近 ${spans}的全部${many}` : zh`${each}最近 ${spans}的${many}`;
  },

  references: ({ key, features }) => [
    ...keyReferences(key, 'in', ['key']),
    ...features.flatMap((feature, index) => aggregateReferences(feature, 'in', ['features', index])),
  ],
  rewrite: (settings, renames) => ({
    ...settings,
    key: renamedFields(settings.key, renames),
    features: settings.features.map((feature) => renameAggregate(feature, renames)),
  }),
});
