import { perDuration } from '../../data/duration.ts';
import { hasRole } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { textSchema } from '../../data/schema.ts';
import { inLanguage, languages, pick } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import { eventWords, fieldLabel, listInWords, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { reasonsName } from '../../plan/plan.ts';
import { defineKind } from '../contract.ts';
import type { Port, Stream, Surroundings } from '../contract.ts';
import { checkTime, labelOf } from '../shared/fields.ts';
import { checkKey, eachKey, keyReferences, likelyKey } from '../shared/keys.ts';
import { problem } from '../shared/problems.ts';
import { renamedFields } from '../shared/renames.ts';
import { durationSchema, keySchema, milliseconds } from '../shared/schema.ts';
import { severities, severityWords } from '../shared/severity.ts';
import { findField, inputOf, isConnected } from '../shared/streams.ts';
import { checkTemplate, planTemplate, renameTemplate, templateReferences } from '../shared/templates.ts';
import { rowsIn, said } from '../shared/words.ts';
import { handlingSchema } from './handling.ts';

/** Tells people, once per key and period. */

const config = z.looseObject({
  severity: z.enum(severities).describe('How much it matters.'),
  key: keySchema,
  title: textSchema.describe('One line, with {field} placeholders.'),
  message: textSchema.describe('What to know and what to do, with {field} placeholders.'),
  once: durationSchema.optional().describe('Further alerts of the same key are held back for this long.'),
  channels: z.array(z.string()).describe('Who is told, by logical name: the server knows where each leads.'),
  handling: handlingSchema.optional().describe('How cases of this rule are dealt with, where that differs from what is usual on the server.'),
});
type Config = z.infer<typeof config>;

const sent: Port = { id: 'sent', label: said('sent', '已发出'), role: 'outcome' };
const held: Port = { id: 'held', label: said('held back', '重复未发'), role: 'outcome' };

function blank(around: Surroundings): Config {
  const stream = inputOf(around);
  const key = likelyKey(stream);
  const { one } = eventWords(stream.event, around.lang);
  const { measure } = eventWords(stream.event, 'zh');
  const title = pick(around.lang, `Check this ${one}`, zh`请核查这${measure}${one}`);
  return { severity: 'medium', key, title, message: likelyMessage(stream, key, around.lang), ...(stream.time === undefined ? {} : { once: '1h' }), channels: [] };
}

/** The key, the amount and the reasons, as far as there are such. */
function likelyMessage(stream: Stream, key: readonly string[], lang: Lang): string {
  const amount = stream.fields.find((field) => hasRole(field, 'amount') && !field.tainted);
  const told = [...key.flatMap((name) => findField(stream, name) ?? []), ...(amount === undefined ? [] : [amount])].filter((field) => !hasRole(field, 'sensitive'));
  const facts = told.map((field) => `${fieldLabel(field, lang)} {${field.name}}`);
  const reasons = findField(stream, reasonsName) === undefined ? [] : [`{${reasonsName}}`];
  return [facts.join(pick(lang, ', ', '，')), ...reasons].filter((part) => part !== '').join(pick(lang, '. ', '。'));
}

const isBlank = (text: Text): boolean => languages.every((lang) => inLanguage(text, lang).trim() === '');

function checkChannels(channels: readonly string[], around: Surroundings): readonly Problem[] {
  if (channels.length === 0) {
    return [problem(around, { code: 'no-channel', severity: 'hint', en: 'Nobody is told yet: the alert only stands in the list. Name a channel, such as “fraud desk”', zh: '还没有通知任何人：预警只会出现在列表里。请填写渠道，例如“反欺诈组”', at: ['channels'] })];
  }
  return channels.flatMap((channel, index) => {
    const at = ['channels', index];
    if (channel.trim() === '') return [problem(around, { code: 'no-channel', en: 'Give the channel a name, or remove it', zh: '请给渠道起个名字，或把它删掉', at })];
    if (/^[a-z][a-z0-9+.-]*:\/\/|@.+\./i.test(channel)) {
      return [problem(around, { code: 'channel-is-address', severity: 'warning', en: `“${channel}” is an address: name a channel here, such as “fraud desk”, and set on the server where it leads`, zh: `“${channel}”是一个地址：这里请写渠道名，例如“反欺诈组”，并在服务器上设置它通向哪里`, at })];
    }
    if (channels.indexOf(channel) < index) return [problem(around, { code: 'channel-twice', severity: 'warning', en: `“${channel}” is told twice: remove one`, zh: `“${channel}”会收到两次：请去掉一个`, at })];
    return [];
  });
}

function checkOnce({ once, key }: Config, stream: Stream, around: Surroundings): readonly Problem[] {
  if (once === undefined) return [];
  const none = problem(around, { code: 'no-duration', en: 'Choose a time longer than nothing, or send every alert', zh: '时间要大于零，或改为每次都发', at: ['once'] });
  const keyless = problem(around, { code: 'no-key', severity: 'warning', en: 'One alert holds back all others, whoever they are about: choose a key, such as the card', zh: '一条预警会压住所有其他预警，不管是谁的：请选择键，例如卡', at: ['key'] });
  return [...(milliseconds(once) === 0 ? [none] : []), ...(key.length === 0 ? [keyless] : []), ...checkTime(stream, around)];
}

/** `once per card and hour`, `每张卡每小时一次`. */
function howOften({ once, key }: Config, around: Surroundings, lang: Lang): string {
  const stream = inputOf(around);
  const { one, measure } = eventWords(stream.event, lang);
  if (once === undefined) return pick(lang, `for every ${one}`, zh`每${measure}${one}都发`);
  const period = perDuration(milliseconds(once), lang);
  if (lang === 'zh') return `${eachKey(key, stream, lang) ?? ''}每${everyInChinese(period)}一次`;
  return `once per ${listInWords([...key.map((name) => labelOf(name, stream, lang)), period], 'and', lang)}`;
}

/** `1 小时` as 小时, `7 天` as 周, `10 分钟` after a space. */
function everyInChinese(period: string): string {
  if (period === '7 天') return '周';
  return period.startsWith('1 ') ? period.slice(2) : ` ${period}`;
}

export const alert = defineKind<Config>({
  version: 1,
  family: 'alert',
  title: said('Alert', '预警'),
  summary: said('Tell people, once per key', '通知相关的人，每个键一次'),
  config,
  blank,
  ports: () => ({ inputs: [rowsIn], outputs: [sent, held] }),
  flow: () => ({}),

  check(settings, around) {
    const { key, title, message, channels } = settings;
    const noTitle = isBlank(title) ? [problem(around, { code: 'no-title', en: 'Give the alert a title', zh: '请给预警写一个标题', at: ['title'] })] : [];
    if (!isConnected(around)) return [...noTitle, ...checkChannels(channels, around)];
    const stream = inputOf(around);
    return [
      ...noTitle,
      ...checkKey(key, stream, around, ['key']),
      ...checkTemplate(title, stream, around, ['title']),
      ...checkTemplate(message, stream, around, ['message']),
      ...checkOnce(settings, stream, around),
      ...checkChannels(channels, around),
    ];
  },

  steps({ severity, key, title, message, once, channels }, around, wiring) {
    const { node, lang } = around;
    return {
      steps: [
        {
          op: 'alert', id: node, node, input: wiring.input('in'), severity, key,
          title: planTemplate(title, lang),
          message: planTemplate(message, lang),
          ...(once === undefined ? {} : { suppress: { period: milliseconds(once) } }),
          channels,
        },
      ],
      outputs: {},
    };
  },

  describe: (settings, around, lang) => pick(lang, `${severityWords[settings.severity].en}, `, `${severityWords[settings.severity].zh}，`) + howOften(settings, around, lang),

  references: ({ key, title, message }) => [
    ...keyReferences(key, 'in', ['key']),
    ...templateReferences(title, 'in', ['title']),
    ...templateReferences(message, 'in', ['message']),
  ],
  rewrite: (settings, renames) => ({
    ...settings,
    key: renamedFields(settings.key, renames),
    title: renameTemplate(settings.title, renames),
    message: renameTemplate(settings.message, renames),
  }),
});
