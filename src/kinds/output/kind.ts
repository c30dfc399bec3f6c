import { hasRole } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { expressionSchema, jsonSchema } from '../../data/schema.ts';
import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { eventWords, listInWords, nameInWords, quote, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import type { Port, Surroundings } from '../contract.ts';
import { checkExpression, compileExpression, expressionReferences, renameExpression } from '../shared/expressions.ts';
import { badName, checkField, labelOf } from '../shared/fields.ts';
import { checkPath } from '../shared/paths.ts';
import { problem } from '../shared/problems.ts';
import { renamedFields } from '../shared/renames.ts';
import { fieldName } from '../shared/schema.ts';
import { checkSecrets } from '../shared/secrets.ts';
import { findField, inputOf, isConnected } from '../shared/streams.ts';
import { rowsIn, said } from '../shared/words.ts';

/** Sends rows on, as they are or as an outcome for somebody. */

export const targetTypes = ['file', 'webhook', 'topic', 'list', 'table'] as const;
export type TargetType = (typeof targetTypes)[number];

/** The outcomes the product has words for. Any other text is an outcome in the author's words. */
export const outcomeTypes = ['tag', 'recommend', 'discount', 'advert', 'price', 'promote'] as const;

const config = z.looseObject({
  target: z.looseObject({
    type: z.enum(targetTypes),
    settings: z.record(z.string(), jsonSchema).describe('What the target needs: `path` of a file, `url` of a webhook, `topic`, `list` or `table`. Secrets only as ${NAME}.'),
  }).describe('Where the rows go. Settings: `path` of a file, `url` of a webhook, `topic`, `list` or `table`; secrets only as `${NAME}`.'),
  fields: z.array(fieldName).optional().describe('The fields to send, in this order; all where left out.'),
  outcome: z
    .looseObject({
      type: z.string().min(1).max(60).describe('tag, recommend, discount, advert, price, promote, or a word of your own.'),
      values: z.array(z.looseObject({ name: z.string().max(200), to: expressionSchema })),
    })
    .optional()
    .describe('What follows for whom the row is about: a type such as tag, recommend, discount, advert, price or promote, and its values.'),
});
type Config = z.infer<typeof config>;

const rows: Port = { id: 'rows', label: said('rows', '行'), role: 'outcome' };

interface TargetWords {
  /** The setting that says where to. */
  readonly setting: string;
  readonly ask: readonly [en: string, zh: string];
}

const targets: Readonly<Record<TargetType, TargetWords>> = {
  file: { setting: 'path', ask: ['Choose a file to write to', '请选择要写入的文件'] },
  webhook: { setting: 'url', ask: ['Say which address to call', '请填写要调用的地址'] },
  topic: { setting: 'topic', ask: ['Name the topic to send to', '请填写要发送到的主题'] },
  list: { setting: 'list', ask: ['Name the list', '请填写名单的名称'] },
  table: { setting: 'table', ask: ['Name the table to write to', '请填写要写入的表'] },
};

function placeOf({ target }: Config): string {
  const value = target.settings[targets[target.type].setting];
  return typeof value === 'string' ? value.trim() : '';
}

function checkTarget(settings: Config, around: Surroundings): readonly Problem[] {
  const { type } = settings.target;
  const { setting, ask } = targets[type];
  const at = ['target', 'settings', setting];
  const place = placeOf(settings);
  const secrets = checkSecrets(settings.target.settings, around, ['target', 'settings']);
  if (place === '') return [problem(around, { code: 'no-target', en: ask[0], zh: ask[1], at }), ...secrets];
  if (type === 'file') return [...checkPath(place, around, at), ...secrets];
  if (type === 'webhook' && !/^(https?:\/\/[^\s/]+|\$\{[A-Za-z_]\w*\})/i.test(place)) {
    return [problem(around, { code: 'bad-address', en: `${quote(place)} is not an address: it starts with https://`, zh: `${quote(place)}不是网址：网址以 https:// 开头`, at }), ...secrets];
  }
  return secrets;
}

function checkFields({ fields }: Config, around: Surroundings): readonly Problem[] {
  const stream = inputOf(around);
  if (fields === undefined) return [];
  if (fields.length === 0) return [problem(around, { code: 'no-field', en: 'Choose at least one field to send, or send all', zh: '请至少选择一个要发送的字段，或发送全部', at: ['fields'] })];
  return fields.flatMap((name, index) => {
    const at = ['fields', index];
    if (fields.indexOf(name) < index) return [problem(around, { code: 'field-twice', severity: 'warning', en: `${quote(labelOf(name, stream, 'en'))} is sent twice: take one away`, zh: `${quote(labelOf(name, stream, 'zh'))}会发送两次：请去掉一个`, at, field: name })];
    return checkField(name, stream, around, at);
  });
}

function checkOutcome({ outcome }: Config, around: Surroundings): readonly Problem[] {
  if (outcome === undefined) return [];
  const { values } = outcome;
  return values.flatMap(({ name, to }, index) => {
    const at = ['outcome', 'values', index];
    const bad = badName(name, around, [...at, 'name']);
    const twice = values.findIndex((each) => each.name === name) < index ? [problem(around, { code: 'name-taken', en: `${quote(name)} is given twice: choose another name`, zh: `${quote(name)}出现了两次：请换一个名字`, at: [...at, 'name'] })] : [];
    return [...(bad === undefined ? twice : [bad]), ...(isConnected(around) ? checkExpression(to, inputOf(around), around, undefined, [...at, 'to'], { forRule: true }) : [])];
  });
}

/** Sensitive fields that leave the house, in one hint. */
function checkSensitive({ fields, target }: Config, around: Surroundings): readonly Problem[] {
  const stream = inputOf(around);
  const sent = fields === undefined ? stream.fields : fields.flatMap((name) => findField(stream, name) ?? []);
  const sensitive = sent.filter((field) => hasRole(field, 'sensitive'));
  if (sensitive.length === 0 || target.type === 'list') return [];
  const named = (lang: Lang): string => listInWords(sensitive.slice(0, 3).map((field) => quote(labelOf(field.name, stream, lang))), 'and', lang);
  return [problem(around, { code: 'sensitive-sent', severity: 'hint', en: `${named('en')} ${sensitive.length === 1 ? 'is sensitive and leaves' : 'are sensitive and leave'} with these rows: choose the fields to send`, zh: `${named('zh')}是敏感信息，会随这些行一起发出：请选择要发送的字段`, at: ['fields'] })];
}

const outcomeWords: Readonly<Record<(typeof outcomeTypes)[number], readonly [en: (one: string) => string, zh: (each: string) => string]>> = {
  tag: [(one) => `Tags each ${one}`, (each) => `给${each}打上标签`],
  recommend: [(one) => `Recommends something for each ${one}`, (each) => `为${each}给出推荐`],
  discount: [(one) => `A discount for each ${one}`, (each) => `为${each}发放优惠`],
  advert: [(one) => `An advert for each ${one}`, (each) => `为${each}投放广告`],
  price: [(one) => `A price for each ${one}`, (each) => `为${each}定价`],
  promote: [(one) => `A promotion for each ${one}`, (each) => `为${each}安排促销`],
};

const isKnown = (type: string): type is keyof typeof outcomeWords => Object.hasOwn(outcomeWords, type);

function describe(settings: Config, around: Surroundings, lang: Lang): string {
  const { one, measure } = eventWords(inputOf(around).event, lang);
  const where = destination(settings, lang);
  const each = zh`每${measure}${one}`;
  if (settings.outcome === undefined) return pick(lang, `Each ${one} ${where}`, `把${each}${where}`);
  const { type } = settings.outcome;
  const what = isKnown(type) ? outcomeWords[type][lang === 'zh' ? 1 : 0](lang === 'zh' ? each : one) : pick(lang, `${quote(nameInWords(type))} for each ${one}`, `为${each}作出${quote(type)}`);
  return pick(lang, `${what}, sent ${where}`, `${what}，${where}`);
}

/** `to the topic offers`, `写入文件 reviews.csv`. */
function destination(settings: Config, lang: Lang): string {
  const { type, settings: own } = settings.target;
  const place = type === 'webhook' ? hostOf(placeOf(settings)) : placeOf(settings);
  const to: Readonly<Record<TargetType, readonly [string, string]>> = {
    file: [`to the file ${place}`, zh`写入文件 ${place}`],
    webhook: [`to ${place}`, zh`发送到 ${place}`],
    topic: [`to the topic ${place}`, zh`发送到主题 ${place}`],
    list: own['action'] === 'remove' ? [`out of the list ${quote(place)}`, `移出名单${quote(place)}`] : [`to the list ${quote(place)}`, `加入名单${quote(place)}`],
    table: [`to the table ${place}`, zh`写入表 ${place}`],
  };
  const open: Readonly<Record<TargetType, readonly [string, string]>> = {
    file: ['to a file', '写入文件'], webhook: ['to a webhook', '发送到网址'], topic: ['to a topic', '发送到主题'], list: own['action'] === 'remove' ? ['out of a list', '移出名单'] : ['to a list', '加入名单'], table: ['to a table', '写入表'],
  };
  return pick(lang, ...(place === '' ? open : to)[type]).trim();
}

const hostOf = (url: string): string => /^https?:\/\/(?:[^@/]*@)?([^/?#\s]+)/i.exec(url)?.[1] ?? url;

export const output = defineKind<Config>({
  version: 1,
  family: 'alert',
  title: said('Output', '输出'),
  summary: said('Send rows to a file or a topic', '把行发送到文件或主题'),
  config,
  blank: () => ({ target: { type: 'file', settings: { path: 'output.csv' } } }),
  ports: () => ({ inputs: [rowsIn], outputs: [rows] }),
  flow: () => ({}),

  check(settings, around) {
    return [
      ...checkTarget(settings, around),
      ...(isConnected(around) ? [...checkFields(settings, around), ...checkSensitive(settings, around)] : []),
      ...checkOutcome(settings, around),
    ];
  },

  steps({ target, fields, outcome }, around, wiring) {
    const { node } = around;
    const values = outcome?.values.map(({ name, to }) => ({ name, to: compileExpression(to, inputOf(around), around) })) ?? [];
    return {
      steps: [
        {
          op: 'output', id: node, node, input: wiring.input('in'),
          target: { type: target.type, settings: target.settings },
          ...(fields === undefined ? {} : { fields }),
          ...(outcome === undefined ? {} : { outcome: { type: outcome.type, values } }),
        },
      ],
      outputs: {},
    };
  },

  describe,

  references: ({ fields = [], outcome }) => [
    ...fields.map((name, index) => ({ to: 'field', name, input: 'in', at: ['fields', index] }) as const),
    ...(outcome?.values ?? []).flatMap(({ to }, index) => expressionReferences(to, 'in', ['outcome', 'values', index, 'to'])),
  ],
  rewrite: (settings, renames) => ({
    ...settings,
    ...(settings.fields === undefined ? {} : { fields: renamedFields(settings.fields, renames) }),
    ...(settings.outcome === undefined
      ? {}
      : { outcome: { ...settings.outcome, values: settings.outcome.values.map((value) => ({ ...value, to: renameExpression(value.to, renames) })) } }),
  }),
});
