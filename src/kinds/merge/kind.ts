import type { EventName, FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { inLanguage, pick } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import { listInWords, quote, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { checkNewNames, checkTime, labelOf, typeInWords } from '../shared/fields.ts';
import { problem } from '../shared/problems.ts';
import { renamedOwn } from '../shared/renames.ts';
import { fieldName } from '../shared/schema.ts';
import { anyEvent, findField, plainField, withFields, withoutRoles } from '../shared/streams.ts';
import { rowsOut, said } from '../shared/words.ts';
import { alignFields } from '../../plan/align.ts';

/** Many streams as one, in order of time. */

const config = z.looseObject({
  source: fieldName.optional().describe('A new field that receives the id of the node a row came from: it stays the same in every language, and when the node gets another name.'),
  time: fieldName.optional().describe('The new field for the time, where the streams keep it under different names.'),
});
type Config = z.infer<typeof config>;

const defaultTime = 'event_time';

/** What leads into it, once each, in the order in which a plan lists it. */
function arriving(around: Surroundings): Surroundings['from'][string] {
  const all = (around.from['in'] ?? []).map((each) => [`${each.node}.${each.port}`, each] as const);
  return [...new Map(all.toReversed()).values()].toReversed();
}

const streamsOf = (around: Surroundings): readonly Stream[] => arriving(around).map((each) => each.stream);

/** The name that all streams share, if they do. */
function shared<T extends 'time' | 'id'>(streams: readonly Stream[], what: T): string | undefined {
  const names = new Set(streams.map((stream) => stream[what]));
  return names.size === 1 ? [...names][0] : undefined;
}

function sourceField(name: string, around: Surroundings): FlowField {
  return {
    name,
    type: 'text',
    label: said('source', '来源'),
    values: [...new Set(arriving(around).map((each) => each.node))],
    origins: [{ node: around.node, field: name }],
    optional: false,
    tainted: false,
  };
}

/** A new field for the time; undefined where the streams already have one in common. */
function timeField({ time = defaultTime }: Config, around: Surroundings): FlowField | undefined {
  const streams = streamsOf(around);
  if (streams.length === 0 || shared(streams, 'time') !== undefined || streams.some((each) => each.time === undefined)) return undefined;
  return {
    name: time,
    type: 'time',
    label: said('event time', '事件时间'),
    roles: ['time'],
    origins: [{ node: around.node, field: time }],
    optional: false,
    tainted: false,
  };
}

function merged(settings: Config, around: Surroundings): Stream {
  const streams = streamsOf(around);
  const made = timeField(settings, around);
  const time = made?.name ?? shared(streams, 'time');
  const id = shared(streams, 'id');
  const fields = alignFields(streams).map((field) =>
    withoutRoles(field, [...(field.name === time ? [] : ['time' as const]), ...(field.name === id ? [] : ['id' as const])]),
  );
  const added = [...(made === undefined ? [] : [made]), ...(settings.source === undefined ? [] : [sourceField(settings.source, around)])];
  return withFields({ fields, event: commonEvent(streams), time, id, bases: [around.node] }, added);
}

const sameText = (a: Text | undefined, b: Text | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const areAlike = ([first, ...others]: readonly Stream[]): boolean => others.every((each) => sameText(each.event.one, first?.event.one));

const commonEvent = (streams: readonly Stream[]): EventName => (areAlike(streams) ? (streams[0]?.event ?? anyEvent) : anyEvent);

/** Streams of the same events are meant to have the same fields: one that most have and a few lack was likely renamed. */
function gaps(around: Surroundings): readonly Problem[] {
  const all = arriving(around);
  if (!areAlike(all.map((each) => each.stream))) return [];
  const names = new Set(all.flatMap(({ stream }) => stream.fields.map((field) => field.name)));
  return [...names].flatMap((name) => {
    const lacking = all.filter(({ stream }) => findField(stream, name) === undefined);
    const having = all.find(({ stream }) => findField(stream, name) !== undefined);
    if (having === undefined || lacking.length === 0 || lacking.length * 2 >= all.length) return [];
    const said = (lang: Lang): string => listInWords(lacking.slice(0, 3).map((each) => quote(inLanguage(each.name, lang))), 'and', lang);
    const more = lacking.length - 3;
    return [
      problem(around, {
        code: 'merge-gap',
        severity: 'warning',
        en: `${said('en')}${more > 0 ? ` and ${more} more` : ''} ${lacking.length === 1 ? 'has' : 'have'} no field ${quote(name)}, which the other streams have: its values are missing there`,
        zh: zh`${said('zh')}${more > 0 ? `等 ${lacking.length} 路数据` : ''}没有其他数据流都有的字段${quote(name)}：合并后这些行里它是缺失的`,
        field: name,
      }),
    ];
  });
}

/** Fields that have one name and two meanings. */
function conflicts(around: Surroundings): readonly Problem[] {
  const first = new Map<string, { readonly field: FlowField; readonly name: Text }>();
  const told = new Set<string>();
  const problems: Problem[] = [];
  for (const { name, stream } of arriving(around)) {
    for (const field of stream.fields) {
      const other = first.get(field.name);
      if (other === undefined) {
        first.set(field.name, { field, name });
      } else if (!told.has(field.name) && differ(other.field, field)) {
        told.add(field.name);
        problems.push(conflict(around, other, { field, name }, stream));
      }
    }
  }
  return problems;
}

const differ = (a: FlowField, b: FlowField): boolean => a.type !== b.type || a.currency !== b.currency || a.unit !== b.unit;

interface Side {
  readonly field: FlowField;
  readonly name: Text;
}

function conflict(around: Surroundings, a: Side, b: Side, stream: Stream): Problem {
  const types = a.field.type !== b.field.type;
  const what = (side: Side, lang: 'en' | 'zh'): string =>
    types ? typeInWords(side.field.type, lang) : (side.field.currency ?? side.field.unit ?? pick(lang, 'a plain number', '纯数字'));
  const inOf = (side: Side, lang: 'en' | 'zh'): string => inLanguage(side.name, lang);
  return problem(around, {
    code: types ? 'merge-types' : 'merge-units',
    severity: types ? 'error' : 'warning',
    en: `“${labelOf(a.field.name, stream, 'en')}” is ${what(a, 'en')} in “${inOf(a, 'en')}”, but ${what(b, 'en')} in “${inOf(b, 'en')}”: convert or rename one of them first`,
    zh: zh`“${labelOf(a.field.name, stream, 'zh')}”在“${inOf(a, 'zh')}”里是${what(a, 'zh')}，在“${inOf(b, 'zh')}”里是${what(b, 'zh')}：请先转换或改名`,
    field: a.field.name,
  });
}

export const merge = defineKind<Config>({
  version: 1,
  family: 'transform',
  title: said('Merge', '合并'),
  summary: said('Many sources in order of time', '多个来源按时间合成一路'),
  config,
  blank: () => ({}),
  ports: () => ({ inputs: [{ id: 'in', label: said('rows', '行'), takes: 'many' }], outputs: [rowsOut] }),
  flow: (settings, around) => ({ rows: merged(settings, around) }),

  check(settings, around) {
    const streams = streamsOf(around);
    const existing = [...new Set(streams.flatMap((each) => each.fields.map((field) => field.name)))];
    const made = [
      ...(timeField(settings, around) === undefined ? [] : [{ name: settings.time ?? defaultTime, at: ['time'] }]),
      ...(settings.source === undefined ? [] : [{ name: settings.source, at: ['source'] }]),
    ];
    return [...conflicts(around), ...gaps(around), ...checkNewNames(made, existing, around), ...streams.flatMap((each) => checkTime(each, around))];
  },

  steps(settings, around, wiring) {
    const { node } = around;
    const { fields } = merged(settings, around);
    const source = settings.source === undefined ? undefined : findField({ ...merged(settings, around), fields }, settings.source);
    const time = timeField(settings, around);
    const names = arriving(around).map((each) => each.node);
    return {
      steps: [
        {
          op: 'merge',
          id: node,
          node,
          input: wiring.input('in'),
          ...(source === undefined ? {} : { source: { field: plainField(source), names } }),
          ...(time === undefined ? {} : { time: plainField(time) }),
        },
      ],
      outputs: { rows: node },
    };
  },

  describe(_, around, lang) {
    const names = arriving(around).map((each) => inLanguage(each.name, lang));
    const many = names.length > 3 ? pick(lang, `${names.length} streams`, zh`${names.length} 路数据`) : listInWords(names, 'and', lang);
    const what = many === '' ? pick(lang, 'Several streams', '多路数据') : many;
    return pick(lang, `${what} in one, in order of time`, zh`把${what}按时间合成一路`);
  },

  references: () => [],
  rewrite: (settings, renames) => ({
    ...settings,
    ...(settings.source === undefined ? {} : { source: renamedOwn(settings.source, renames) }),
    ...(settings.time === undefined && renames.own?.has(defaultTime) !== true ? {} : { time: renamedOwn(settings.time ?? defaultTime, renames) }),
  }),
});
