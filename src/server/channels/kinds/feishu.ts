import { createHmac } from 'node:crypto';
import type { Json } from '../../../data/json.ts';
import { z } from '../../../data/zod.ts';
import type { AlertSeverity } from '../../../plan/plan.ts';
import type { Answer, ChannelKind, Rendered } from '../channel.ts';
import { accepted } from '../channel.ts';
import { bytesIn, cutLength } from '../cut.ts';
import { inFeishu } from '../harmless.ts';
import type { Letter } from '../letter.ts';
import { letterOf, marks, shorter } from '../letter.ts';
import { addressOf, base, byStatus, hookOn, later, never, postJson, quoted, secretSetting } from '../robots.ts';
import type { Reply } from '../robots.ts';

const settings = z.strictObject({
  webhook: hookOn(['open.feishu.cn', 'open.larksuite.com'], '/open-apis/bot/v2/hook/', { en: 'The robot’s address as Feishu or Lark shows it.', zh: '飞书或 Lark 显示的机器人地址。' }),
  secret: secretSetting({ en: 'Where the robot’s security is “signature verification”.', zh: '机器人安全设置选“签名校验”时的密钥。' }),
  base,
});
type Settings = z.infer<typeof settings>;

/** Bytes of a request, the signature left out. */
const mostBytes = 20_000 - 200;
const mostFields = 10;
const mostTitle = 200;
const second = 1000;
const minute = 60 * second;

const colours: Readonly<Record<AlertSeverity, string>> = { critical: 'red', high: 'orange', medium: 'yellow', low: 'blue' };

export const feishu: ChannelKind<Settings> = {
  type: 'feishu',
  title: { en: 'Feishu robot', zh: '飞书群机器人' },
  summary: { en: 'Writes into a Feishu or Lark group, as a card in the colour of the severity.', zh: '以消息卡片发送到飞书或 Lark 群，标题颜色对应严重程度。' },
  setUp: [
    { en: 'In the group: Settings, Bots, Add bot, Custom bot. For its security choose “signature verification”.', zh: '在群中打开“设置 → 群机器人 → 添加机器人 → 自定义机器人”，安全设置选择“签名校验”。' },
    { en: 'Put the address and the secret that it shows into environment variables, and name these in the configuration.', zh: '把页面给出的 Webhook 地址和密钥放进环境变量，并在配置中引用。' },
  ],
  settings,
  limits: [{ messages: 5, per: second }, { messages: 100, per: minute }],
  repeats: { en: 'Feishu can’t tell that a message comes twice: after a crash one may be shown again.', zh: '飞书无法识别重复消息：崩溃之后可能有一条再次出现。' },
  sendsAgain: true,
  example: { webhook: '${FEISHU_WEBHOOK}', secret: '${FEISHU_SECRET}' },

  render: (message, _settings, lang): Rendered => {
    let shown: Rendered | undefined;
    for (const letter of shorter(letterOf(message, lang))) {
      shown = { text: plain(letter), format: 'text', body: { msg_type: 'interactive', card: cardOf(letter) } };
      if (bytesIn(JSON.stringify(shown.body)) <= mostBytes) break;
    }
    if (shown === undefined) throw new Error('A letter has one version at least');
    return shown;
  },

  send: async ({ body }, { webhook, secret, base: instead }, context) => {
    const timestamp = String(Math.floor(context.now() / second));
    const signed = secret === undefined ? {} : { timestamp, sign: signature(secret, timestamp) };
    return answerOf(await postJson(addressOf(webhook, instead), { ...signed, ...body }, context));
  },
};

/** Of an empty message, with time and secret as the key. */
export const signature = (secret: string, timestamp: string): string => createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');

function cardOf({ severity, level, title, text, facts, items, link }: Letter): Json {
  const words = (content: string): Json => ({ tag: 'plain_text', content });
  return {
    config: { wide_screen_mode: true },
    header: { title: words(cutLength(`[${level}] ${title}`, mostTitle)), template: colours[severity] },
    elements: [
      ...(text === '' ? [] : [{ tag: 'div', text: words(text) }]),
      ...(facts.length === 0 ? [] : [{ tag: 'div', fields: facts.slice(0, mostFields).map(({ label, value }) => ({ is_short: true, text: { tag: 'lark_md', content: `**${inFeishu(label)}**\n${inFeishu(value)}` } })) }]),
      ...(items.length === 0 ? [] : [{ tag: 'div', text: words(items.join('\n')) }]),
      ...(link === undefined ? [] : [{ tag: 'action', actions: [{ tag: 'button', text: words(link.label), type: 'primary', url: link.url }] }]),
    ],
  };
}

/** What stands on the card. */
function plain({ severity, level, title, text, facts, items, link }: Letter): string {
  const parts = [`${marks[severity]} [${level}] ${title}`, text, facts.map(({ label, value }) => `${label}: ${value}`).join('\n'), items.join('\n'), link === undefined ? '' : `${link.label}: ${link.url}`];
  return parts.filter((part) => part !== '').join('\n\n');
}

export function answerOf(reply: Reply): Answer {
  const { code, msg, StatusCode } = reply.fields;
  const said = quoted(code, msg);
  if (code === 0 || (code === undefined && StatusCode === 0)) return accepted;
  const tooOften = later(`The robot is sent to too often: ${said}`, `机器人发送过于频繁：${said}`, reply.after ?? resetIn(reply) ?? 10 * second);
  // A bad request has the same code as one too many; the words tell them apart.
  if (code === 11232 || code === 230020 || reply.status === 429 || (typeof msg === 'string' && /too many|frequen/i.test(msg))) return tooOften;
  switch (code) {
    case 19021:
      return never(`Feishu’s signature check says no. Look at the robot’s secret, and at the clock of this server: ${said}`, `未通过飞书签名校验，请检查密钥和服务器时间：${said}`);
    case 19022:
    case 19024:
      return never(`Feishu’s security check says no. Look at the robot’s keywords, and at the addresses that it admits: ${said}`, `未通过飞书的安全校验，请检查关键词和 IP 白名单：${said}`);
    case 19001:
      return never(`There is no robot at this address any more: make one, and put its address into the configuration: ${said}`, `该地址对应的机器人不存在，请重新添加并更新配置中的地址：${said}`);
    case undefined:
      return byStatus(reply);
    default:
      return reply.status >= 500 ? later(`Feishu has a fault of its own: ${said}`, `飞书服务出错：${said}`) : never(`Feishu does not take this: ${said}`, `飞书拒绝接收：${said}`);
  }
}

function resetIn({ headers }: Reply): number | undefined {
  const seconds = Number(headers.get('x-ogw-ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * second : undefined;
}
