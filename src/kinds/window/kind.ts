import type { EventName, FlowField } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { eventWords } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import type { Surroundings } from '../contract.ts';
import { aggregateField, aggregateReferences, aggregateSchema, checkAggregate, planAggregate, renameAggregate } from '../shared/aggregates.ts';
import type { Reach } from '../shared/aggregates.ts';
import { checkNewNames, checkTime, freeName } from '../shared/fields.ts';
import { checkKey, eachKey, keyReferences, likelyKey } from '../shared/keys.ts';
import { problem } from '../shared/problems.ts';
import { renamedFields, renamedOwn } from '../shared/renames.ts';
import { fieldName, keySchema } from '../shared/schema.ts';
import { findField, inputOf, isConnected, plainField, withoutRoles } from '../shared/streams.ts';
import { rowsIn, rowsOut, said } from '../shared/words.ts';
import { checkShape, planShape, shapeInWords, shapeSchema } from './shape.ts';

/** One row for each key and window, with what its rows add up to. */

const config = z.looseObject({
  key: keySchema,
  shape: shapeSchema.describe('Days and weeks are calendar units in `zone`; hours and less are fixed.'),
  zone: z.string().optional().describe('The time zone of days and weeks; UTC where left out.'),
  aggregates: z.array(aggregateSchema).describe('What the rows of a window add up to.'),
  start: fieldName.optional().describe('The field for the start of the window.'),
  end: fieldName.optional().describe('The field for the end of the window.'),
});
type Config = z.infer<typeof config>;

const summary: EventName = { one: said('summary', '汇总'), many: said('summaries', '汇总'), measure: '条' };

const everything: Reach = { inside: said('', ''), over: said('', ''), withRow: true, keyOptional: false };

const namesOf = ({ start = 'window_start', end = 'window_end' }: Config): { readonly start: string; readonly end: string } => ({ start, end });

function edgeField(name: string, isEnd: boolean, around: Surroundings): FlowField {
  const label = isEnd ? said('end of the window', '窗口结束') : said('start of the window', '窗口开始');
  const roles = isEnd ? { roles: ['time'] as const } : {};
  return { name, type: 'time', label, ...roles, origins: [{ node: around.node, field: name }], optional: false, tainted: false };
}

const aggregateFields = ({ aggregates }: Config, around: Surroundings): readonly FlowField[] =>
  aggregates.map((each) => aggregateField(each, inputOf(around), everything, around));

function keyFields({ key }: Config, around: Surroundings): readonly FlowField[] {
  const stream = inputOf(around);
  return key.flatMap((name) => {
    const field = findField(stream, name);
    return field === undefined ? [] : [{ ...withoutRoles(field, ['time', 'id']), optional: false }];
  });
}

function checkAggregates(settings: Config, around: Surroundings): readonly Problem[] {
  const stream = inputOf(around);
  return settings.aggregates.flatMap((each, index) => {
    const at = ['aggregates', index];
    if (each.fn === 'sincePrevious') {
      return [problem(around, { code: 'not-in-window', en: 'A summary is of many rows, so there is no “time since the last”: use rolling features for it', zh: '汇总针对多行，没有“距上一条的时间”：请改用滚动特征', at: [...at, 'fn'] })];
    }
    return checkAggregate(each, stream, around, at, false);
  });
}

function blank(around: Surroundings): Config {
  const stream = inputOf(around);
  const key = likelyKey(stream);
  const taken = new Set(key);
  const amount = stream.fields.find((field) => hasRole(field, 'amount') && field.type === 'number' && !field.tainted);
  const count = { name: freeName('count', taken), fn: 'count' } as const;
  const sum = amount && ({ name: freeName(`total_${amount.name}`, taken), fn: 'sum', of: amount.name } as const);
  return { key, shape: { type: 'tumbling', size: '1h' }, zone: 'UTC', aggregates: sum === undefined ? [count] : [count, sum] };
}

export const window = defineKind<Config>({
  version: 1,
  family: 'transform',
  title: said('Window', '时间窗汇总'),
  summary: said('One summary row per period', '每个时段一条汇总'),
  config,
  blank,
  ports: () => ({ inputs: [rowsIn], outputs: [rowsOut] }),

  flow(settings, around) {
    const { start, end } = namesOf(settings);
    const edges = [edgeField(start, false, around), edgeField(end, true, around)];
    const fields = [...keyFields(settings, around), ...edges, ...aggregateFields(settings, around)];
    return { rows: { fields, event: summary, time: end, id: undefined, bases: [around.node] } };
  },

  check(settings, around) {
    const stream = inputOf(around);
    const { start, end } = namesOf(settings);
    const made = [
      { name: start, at: ['start'] },
      { name: end, at: ['end'] },
      ...settings.aggregates.map(({ name }, index) => ({ name, at: ['aggregates', index, 'name'] })),
    ];
    return [
      ...checkShape(settings.shape, settings.zone ?? 'UTC', around),
      ...checkNewNames(made, settings.key, around),
      ...(isConnected(around) ? [...checkKey(settings.key, stream, around, ['key']), ...checkAggregates(settings, around)] : []),
      ...checkTime(stream, around),
    ];
  },

  steps(settings, around, wiring) {
    const { node } = around;
    const { start, end } = namesOf(settings);
    const stream = inputOf(around);
    const made = aggregateFields(settings, around);
    const aggregates = settings.aggregates.flatMap((each, index) => {
      const field = made[index];
      return field === undefined ? [] : [planAggregate(each, field, stream, around)];
    });
    return {
      steps: [
        {
          op: 'window',
          id: node,
          node,
          input: wiring.input('in'),
          key: settings.key,
          shape: planShape(settings.shape, settings.zone ?? 'UTC'),
          aggregates,
          start: plainField(edgeField(start, false, around)),
          end: plainField(edgeField(end, true, around)),
        },
      ],
      outputs: { rows: node },
    };
  },

  describe({ key, shape }, around, lang) {
    const stream = inputOf(around);
    return shapeInWords(shape, eachKey(key, stream, lang), eventWords(stream.event, lang), lang);
  },

  references: ({ key, aggregates }) => [
    ...keyReferences(key, 'in', ['key']),
    ...aggregates.flatMap((each, index) => aggregateReferences(each, 'in', ['aggregates', index])),
  ],
  rewrite: (settings, renames) => {
    const { start, end } = namesOf(settings);
    return {
      ...settings,
      key: renamedFields(settings.key, renames),
      aggregates: settings.aggregates.map((each) => renameAggregate(each, renames)),
      ...(settings.start === undefined && renames.own?.has(start) !== true ? {} : { start: renamedOwn(start, renames) }),
      ...(settings.end === undefined && renames.own?.has(end) !== true ? {} : { end: renamedOwn(end, renames) }),
    };
  },
});
