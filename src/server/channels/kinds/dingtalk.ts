import { createHmac } from 'node:crypto';
import { z } from '../../../data/zod.ts';
import type { Answer, ChannelKind } from '../channel.ts';
import { accepted } from '../channel.ts';
import { fitting } from '../cut.ts';
import { inMarkdown } from '../harmless.ts';
import type { Letter } from '../letter.ts';
import { letterOf, marks, shorter } from '../letter.ts';
import { addressOf, base, byStatus, hookOn, later, never, postJson, quoted, secretSetting } from '../robots.ts';
import type { Reply } from '../robots.ts';

const settings = z.strictObject({
  webhook: hookOn(['oapi.dingtalk.com'], '/robot/send', { en: 'The robot’s address as DingTalk shows it, with its access_token.', zh: '钉钉显示的机器人地址，包含 access_token。' }),
  secret: secretSetting({ en: 'Where the robot’s security is “additional signature”: begins with SEC.', zh: '机器人安全设置选“加签”时的密钥，以 SEC 开头。' }),
  base,
});
type Settings = z.infer<typeof settings>;

/** Bytes of a message; one with more is refused. */
const mostBytes = 20_000;
/** Room for all but the text. */
const around = 600;
const minute = 60_000;
/** Who sends too much is not heard for so long. */
const silence = 10 * minute;

export const dingtalk: ChannelKind<Settings> = {
  type: 'dingtalk',
  title: { en: 'DingTalk robot', zh: '钉钉群机器人' },
  summary: { en: 'Writes into a DingTalk group, as Markdown.', zh: '以 Markdown 消息发送到钉钉群。' },
  setUp: [
    { en: 'In the group: Group settings, Bots, Add robot, Custom. For its security choose “additional signature”.', zh: '在群中打开“群设置 → 机器人 → 添加机器人 → 自定义”，安全设置选择“加签”。' },
    { en: 'Put the address and the secret that it shows into environment variables, and name these in the configuration.', zh: '把页面给出的 Webhook 地址和密钥放进环境变量，并在配置中引用。' },
  ],
  settings,
  limits: [{ messages: 20, per: minute }],
  repeats: { en: 'DingTalk can’t tell that a message comes twice: after a crash one may be shown again.', zh: '钉钉无法识别重复消息：崩溃之后可能有一条再次出现。' },
  sendsAgain: true,
  example: { webhook: '${DINGTALK_WEBHOOK}', secret: '${DINGTALK_SECRET}' },

  render: (message, _settings, lang) => {
    const letter = letterOf(message, lang);
    const text = fitting(versionsOf(letter), mostBytes - around);
    return { text, format: 'markdown', body: { msgtype: 'markdown', markdown: { title: `[${letter.level}] ${letter.title}`.slice(0, 100), text }, at: { isAtAll: false } } };
  },

  send: async ({ body }, { webhook, secret, base: instead }, context) => {
    const address = addressOf(webhook, instead);
    if (secret !== undefined) {
      const timestamp = String(context.now());
      address.search += `${address.search === '' ? '?' : '&'}timestamp=${timestamp}&sign=${signature(secret, timestamp)}`;
    }
    return answerOf(await postJson(address, body, context));
  },
};

function* versionsOf(letter: Letter): Generator<string> {
  for (const each of shorter(letter)) yield markdown(each);
}

function markdown({ severity, level, title, text, facts, items, link }: Letter): string {
  const safe = inMarkdown;
  return [
    `### ${marks[severity]} [${level}] ${safe(title)}`,
    ...(text === '' ? [] : [safe(text).replaceAll('\n', '  \n')]),
    ...(facts.length === 0 ? [] : [facts.map(({ label, value }) => `- **${safe(label)}**: ${safe(value)}`).join('\n')]),
    ...(items.length === 0 ? [] : [items.map((item) => `- ${safe(item)}`).join('\n')]),
    ...(link === undefined ? [] : [`[${link.label}](${link.url})`]),
  ].join('\n\n');
}

/** For the address: of time and secret, with the secret as the key. */
export const signature = (secret: string, timestamp: string): string => encodeURIComponent(createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));

/** Nearly all that goes wrong comes with the status 200. */
export function answerOf(reply: Reply): Answer {
  const { errcode, errmsg, punish } = reply.fields;
  const said = quoted(errcode, errmsg);
  if (errcode === 0) return accepted;
  // The gateway’s own way to say that it is too much.
  if (punish !== undefined) return later('DingTalk does not listen to us for a while', '钉钉暂时拒绝接收', silence);
  switch (errcode) {
    case 130101:
    case 90018:
    case 410100:
      return later(`The robot is sent to too often, and is silent for ten minutes: ${said}`, `机器人发送过于频繁，十分钟内不再接收：${said}`, silence);
    case 310000:
      return never(`DingTalk’s security check says no. Look at the robot’s secret, its keywords, and the addresses that it admits: ${said}`, `未通过钉钉的安全校验，请检查加签密钥、关键词和 IP 白名单：${said}`);
    case 300005:
    case 400101:
    case 40035:
      return never(`There is no robot at this address any more: make one, and put its address into the configuration: ${said}`, `该地址对应的机器人不存在，请重新添加并更新配置中的地址：${said}`);
    case -1:
      return later(`DingTalk is busy: ${said}`, `钉钉系统繁忙：${said}`);
    case undefined:
      return byStatus(reply);
    default:
      return never(`DingTalk does not take this: ${said}`, `钉钉拒绝接收：${said}`);
  }
}
