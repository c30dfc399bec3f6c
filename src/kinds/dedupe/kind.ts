import { durationInWords } from '../../data/duration.ts';
import { pick } from '../../data/text.ts';
import { eventWords, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import { checkTime } from '../shared/fields.ts';
import { checkKey, eachKey, keyReferences, likelyKey } from '../shared/keys.ts';
import { problem } from '../shared/problems.ts';
import { renamedFields } from '../shared/renames.ts';
import { durationSchema, keySchema, milliseconds } from '../shared/schema.ts';
import { inputOf, isConnected } from '../shared/streams.ts';
import { rowsIn, rowsOut, said } from '../shared/words.ts';

/** Keeps the first row of each key, and no other of that key until the period is over. */

const config = z.looseObject({
  key: keySchema,
  within: durationSchema.describe('How long other rows of the key are left out, from the one that was kept.'),
});

export const dedupe = defineKind({
  version: 1,
  family: 'transform',
  title: said('Dedupe', '去重'),
  summary: said('Only the first per key and period', '每个键在一段时间内只留第一条'),
  config,
  blank: (around) => ({ key: likelyKey(inputOf(around)), within: '1h' }),
  ports: () => ({ inputs: [rowsIn], outputs: [rowsOut] }),
  flow: (_, around) => ({ rows: inputOf(around) }),

  check({ key, within }, around) {
    if (!isConnected(around)) return [];
    const stream = inputOf(around);
    const noKey = problem(around, { code: 'no-key', en: 'Choose what tells repeats apart, such as the card', zh: '请选择按什么判断重复，例如卡', at: ['key'] });
    const noPeriod = problem(around, { code: 'no-duration', en: 'Choose a time longer than nothing', zh: '时间要大于零', at: ['within'] });
    return [
      ...(key.length === 0 ? [noKey] : checkKey(key, stream, around, ['key'])),
      ...(milliseconds(within) === 0 ? [noPeriod] : []),
      ...checkTime(stream, around),
    ];
  },

  steps({ key, within }, around, wiring) {
    const { node } = around;
    return {
      steps: [{ op: 'dedupe', id: node, node, input: wiring.input('in'), key, period: milliseconds(within) }],
      outputs: { rows: node },
    };
  },

  describe({ key, within }, around, lang) {
    const stream = inputOf(around);
    const { one, many, measure } = eventWords(stream.event, lang);
    const each = eachKey(key, stream, lang);
    const period = durationInWords(milliseconds(within), lang);
    if (each === undefined) return pick(lang, `Only the first of repeated ${many} in ${period}`, zh`${period}内重复的${one}只留第一${measure}`);
    return pick(lang, `Only the first ${one} of ${each} in ${period}`, zh`${each}在 ${period}内只留第一${measure}${one}`);
  },

  references: ({ key }) => keyReferences(key, 'in', ['key']),
  rewrite: (settings, renames) => ({ ...settings, key: renamedFields(settings.key, renames) }),
});
