import { z } from '../../../data/zod.ts';
import type { Answer, ChannelKind } from '../channel.ts';
import { accepted } from '../channel.ts';
import { fitting } from '../cut.ts';
import { inMarkdown } from '../harmless.ts';
import type { Letter } from '../letter.ts';
import { letterOf, marks, shorter } from '../letter.ts';
import { addressOf, base, byStatus, hookOn, later, never, postJson, quoted } from '../robots.ts';
import type { Reply } from '../robots.ts';

const settings = z.strictObject({
  webhook: hookOn(['qyapi.weixin.qq.com'], '/cgi-bin/webhook/send', { en: 'The robot’s address as WeCom shows it, with its key.', zh: '企业微信显示的机器人地址，包含 key。' }),
  base,
});
type Settings = z.infer<typeof settings>;

/** Bytes of the text, of which a Chinese character takes three. */
const mostBytes = 4096;
const minute = 60_000;

export const wecom: ChannelKind<Settings> = {
  type: 'wecom',
  title: { en: 'WeCom group robot', zh: '企业微信群机器人' },
  summary: { en: 'Writes into a WeCom group, as Markdown of at most 4,096 bytes: what does not fit is left out from the end.', zh: '以 Markdown 消息发送到企业微信群，最长 4096 字节，放不下的部分从末尾省略。' },
  setUp: [
    { en: 'In the group: the menu at the top right, Add group robot, New robot.', zh: '在群聊右上角菜单中选择“添加群机器人 → 新建机器人”。' },
    { en: 'Put the address that it shows into an environment variable: whoever has it can write into the group.', zh: '把 Webhook 地址放进环境变量：拿到它的人都能往群里发消息。' },
  ],
  settings,
  limits: [{ messages: 20, per: minute }],
  repeats: { en: 'WeCom can’t tell that a message comes twice: after a crash one may be shown again.', zh: '企业微信无法识别重复消息：崩溃之后可能有一条再次出现。' },
  sendsAgain: true,
  example: { webhook: '${WECOM_WEBHOOK}' },

  render: (message, _settings, lang) => {
    const content = fitting(versionsOf(letterOf(message, lang)), mostBytes);
    return { text: content, format: 'markdown', body: { msgtype: 'markdown', markdown: { content } } };
  },
  send: async ({ body }, { webhook, base: instead }, context) => answerOf(await postJson(addressOf(webhook, instead), body, context)),
};

function* versionsOf(letter: Letter): Generator<string> {
  for (const each of shorter(letter)) yield markdown(each);
}

function markdown({ severity, level, title, text, facts, items, link }: Letter): string {
  const safe = inMarkdown;
  return [
    `### ${marks[severity]} [${level}] ${safe(title)}`,
    ...(text === '' ? [] : [safe(text)]),
    ...(facts.length === 0 ? [] : [facts.map(({ label, value }) => `> **${safe(label)}**: ${safe(value)}`).join('\n')]),
    ...(items.length === 0 ? [] : [items.map((item) => `> ${safe(item)}`).join('\n')]),
    ...(link === undefined ? [] : [`[${link.label}](${link.url})`]),
  ].join('\n\n');
}

/** The status is 200 also where something went wrong. */
export function answerOf(reply: Reply): Answer {
  const { errcode, errmsg } = reply.fields;
  const said = quoted(errcode, errmsg);
  switch (errcode) {
    case 0:
      return accepted;
    case 45009:
    case 45033:
      return later(`The robot is sent to too often: ${said}`, `机器人发送过于频繁：${said}`, minute);
    case -1:
      return later(`WeCom is busy: ${said}`, `企业微信系统繁忙：${said}`);
    case 93000:
    case 93008:
      return never(`There is no robot at this address any more: make one, and put its address into the configuration: ${said}`, `该地址对应的机器人不存在，请重新添加并更新配置中的地址：${said}`);
    case undefined:
      return byStatus(reply);
    default:
      return never(`WeCom does not take this: ${said}`, `企业微信拒绝接收：${said}`);
  }
}
