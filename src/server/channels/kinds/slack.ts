import type { Json } from '../../../data/json.ts';
import { z } from '../../../data/zod.ts';
import type { Answer, ChannelKind } from '../channel.ts';
import { accepted } from '../channel.ts';
import { cutLength } from '../cut.ts';
import { inSlack } from '../harmless.ts';
import type { Letter } from '../letter.ts';
import { letterOf, marks } from '../letter.ts';
import { addressOf, base, byStatus, hookOn, later, never, postJson } from '../robots.ts';
import type { Reply } from '../robots.ts';

const settings = z.strictObject({
  webhook: hookOn(['hooks.slack.com', 'hooks.slack-gov.com'], '/', { en: 'The address of an incoming webhook.', zh: 'Incoming Webhook 的地址。' }),
  base,
});
type Settings = z.infer<typeof settings>;

/** Characters, escapes counted. */
const mostHeader = 150;
const mostSection = 3000;
const mostField = 2000;
const mostFields = 10;
const second = 1000;

export const slack: ChannelKind<Settings> = {
  type: 'slack',
  title: { en: 'Slack', zh: 'Slack' },
  summary: { en: 'Writes into a Slack channel through an incoming webhook.', zh: '通过 Incoming Webhook 发送到 Slack 频道。' },
  setUp: [
    { en: 'At api.slack.com/apps make an app for the workspace, turn on incoming webhooks, and add one to the channel.', zh: '在 api.slack.com/apps 为工作区创建应用，启用 Incoming Webhooks，并添加到频道。' },
    { en: 'Put the address that it shows into an environment variable: whoever has it can write into the channel.', zh: '把 Webhook 地址放进环境变量：拿到它的人都能往频道里发消息。' },
  ],
  settings,
  limits: [{ messages: 1, per: second }, { messages: 30, per: 60 * second }],
  repeats: { en: 'Slack can’t tell that a message comes twice: after a crash one may be shown again.', zh: 'Slack 无法识别重复消息：崩溃之后可能有一条再次出现。' },
  sendsAgain: true,
  example: { webhook: '${SLACK_WEBHOOK}' },

  render: (message, _settings, lang) => {
    const letter = letterOf(message, lang);
    const head = `${marks[letter.severity]} [${letter.level}] ${letter.title}`;
    const text = [head, letter.text, ...letter.facts.map(({ label, value }) => `${label}: ${value}`), ...letter.items].filter((part) => part !== '').map(inSlack).join('\n');
    return { text: escapedTo(text, mostSection), format: 'text', body: { text: escapedTo(inSlack(head), mostSection), blocks: blocksOf(letter, head), unfurl_links: false, unfurl_media: false } };
  },
  send: async ({ body }, { webhook, base: instead }, context) => answerOf(await postJson(addressOf(webhook, instead), body, context)),
};

function blocksOf({ text, facts, items, link }: Letter, head: string): Json {
  const section = (content: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text: escapedTo(inSlack(content), mostSection), verbatim: true } });
  return [
    { type: 'header', text: { type: 'plain_text', text: cutLength(head, mostHeader), emoji: true } },
    ...(text === '' ? [] : [section(text)]),
    ...(facts.length === 0 ? [] : [{ type: 'section', fields: facts.slice(0, mostFields).map(({ label, value }) => ({ type: 'mrkdwn', text: escapedTo(`*${inSlack(label)}*\n${inSlack(value)}`, mostField), verbatim: true })) }]),
    ...(items.length === 0 ? [] : [section(items.join('\n'))]),
    ...(link === undefined ? [] : [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: link.label }, url: link.url }] }]),
  ];
}

/** Cut, but not in the middle of an escape. */
const escapedTo = (text: string, most: number): string => (text.length <= most ? text : `${cutLength(text, most - 1).replace(/…$/, '').replace(/&\w{0,3}$/, '')}…`);

/** It answers in a word or two; `ok` is the one that counts. */
export function answerOf(reply: Reply): Answer {
  const said = reply.text.trim().slice(0, 200);
  if (said === 'ok') return accepted;
  if (reply.status === 429 || said === 'rate_limited') return later(`Slack is sent to too often: ${said}`, `发送到 Slack 过于频繁：${said}`, reply.after ?? 30 * second);
  if (/^(no_service|no_team|invalid_token|channel_not_found|channel_is_archived|action_prohibited|posting_to_general_channel_denied)/.test(said)) {
    return never(`The webhook leads nowhere any more, or may not write there: make one, and put its address into the configuration: ${said}`, `该 Webhook 已失效或无权发送，请重新创建并更新配置：${said}`);
  }
  // Somebody else answers in its place.
  if (reply.status === 200) return later(`That was not Slack that answered: ${said}`, `应答的不是 Slack：${said}`);
  return byStatus(reply);
}
