import { createHmac, randomUUID } from 'node:crypto';
import { z } from '../../../data/zod.ts';
import { setting } from '../../../kinds/shared/settings.ts';
import type { Answer, ChannelKind } from '../channel.ts';
import { accepted } from '../channel.ts';
import { base, byStatus, later, never, post, quoted } from '../robots.ts';
import type { Reply } from '../robots.ts';
import { numbers, partSchema, partsOf, smsLimits, withoutAnswer } from '../sms.ts';

const settings = z.strictObject({
  accessKeyId: setting(z.string().min(1), { en: 'AccessKey ID', zh: 'AccessKey ID' }, { en: 'Of a RAM user that may do nothing but `dysms:SendSms`.', zh: '建议使用仅有 `dysms:SendSms` 权限的 RAM 用户。' }),
  accessKeySecret: setting(z.string().min(1), { en: 'AccessKey secret', zh: 'AccessKey Secret' }, { en: 'Its secret.', zh: '对应的密钥。' }),
  sign: setting(z.string().min(1), { en: 'Signature', zh: '短信签名' }, { en: 'The approved signature, without brackets.', zh: '审核通过的签名，不含【】。' }),
  template: setting(z.string().regex(/^SMS_\d+$/), { en: 'Template', zh: '短信模板' }, { en: 'The code of the approved template: `SMS_123456789`.', zh: '审核通过的模板编号，如 `SMS_123456789`。' }),
  variables: setting(z.record(z.string(), partSchema), { en: 'Variables', zh: '模板变量' }, { en: 'What the template’s variables are filled with: `severity`, `title`, `rule`, `graph`, `key`, `time`, `count`.', zh: '模板变量对应的内容：`severity`、`title`、`rule`、`graph`、`key`、`time`、`count`。' }),
  longest: setting(z.int().min(1).max(500).default(35), { en: 'Longest value', zh: '变量长度上限' }, { en: 'Characters of a variable; 35 where left out.', zh: '每个变量的最大字符数，默认 35。' }),
  to: numbers,
  base,
});
type Settings = z.infer<typeof settings>;

const minute = 60_000;
const hour = 60 * minute;

export const aliyunSms: ChannelKind<Settings> = {
  type: 'aliyun-sms',
  title: { en: 'SMS by Alibaba Cloud', zh: '阿里云短信' },
  summary: { en: 'Sends text messages from an approved template. They hold what its variables hold, and no free text.', zh: '用审核通过的模板发送短信，内容只来自模板变量，不含自由文本。' },
  setUp: [
    { en: 'Have a signature and a template approved, such as “[Risk] ${level} alert: ${what}, ${count} in all”.', zh: '申请并通过短信签名和模板，例如“${level}预警：${what}，共 ${count} 条”。' },
    { en: 'Say in `variables` what each of the template’s variables is filled with.', zh: '在 `variables` 中写明每个模板变量对应的内容。' },
  ],
  settings,
  limits: smsLimits,
  repeats: { en: 'A message without an answer is not sent again by itself: it may have been sent, and stands among those that were given up.', zh: '没有收到应答的短信不会自动重发：它可能已经发出，会列在已放弃的消息中。' },
  sendsAgain: false,
  example: { accessKeyId: '${ALIYUN_KEY}', accessKeySecret: '${ALIYUN_SECRET}', sign: '某某银行', template: 'SMS_123456789', variables: { level: 'severity', what: 'title', count: 'count' }, to: ['13800000000'] },

  render: (message, { variables, longest, sign, template, to }, lang) => {
    const part = partsOf(message, lang, longest);
    const filled = Object.fromEntries(Object.entries(variables).map(([name, of]) => [name, part(of)]));
    const text = Object.entries(filled).map(([name, value]) => `${name}: ${value}`).join('\n');
    return { text, format: 'text', body: { PhoneNumbers: to.join(','), SignName: sign, TemplateCode: template, TemplateParam: JSON.stringify(filled) } };
  },

  send: async ({ body }, { accessKeyId, accessKeySecret, base: instead = 'https://dysmsapi.aliyuncs.com' }, context) => {
    const parameters = {
      ...fields.parse(body),
      Action: 'SendSms', Version: '2017-05-25', RegionId: 'cn-hangzhou', Format: 'JSON', OutId: context.id,
      AccessKeyId: accessKeyId, SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', SignatureNonce: randomUUID(),
      Timestamp: new Date(context.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    };
    const query = `${canonical(parameters)}&Signature=${percent(signature('POST', parameters, accessKeySecret))}`;
    try {
      return answerOf(await post(new URL(`${instead.replace(/\/+$/, '')}/`), query, { 'content-type': 'application/x-www-form-urlencoded' }, context));
    } catch (error) {
      return withoutAnswer(error);
    }
  },
};

const fields = z.record(z.string(), z.string());
type Parameters = Readonly<Record<string, string>>;

const percent = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
const canonical = (parameters: Parameters): string => Object.keys(parameters).sort().map((name) => `${percent(name)}=${percent(parameters[name] ?? '')}`).join('&');

/** Of the sorted parameters, with the secret and an ampersand as the key. */
export const signature = (method: 'GET' | 'POST', parameters: Parameters, secret: string): string =>
  createHmac('sha1', `${secret}&`).update(`${method}&%2F&${percent(canonical(parameters))}`).digest('base64');

export function answerOf(reply: Reply): Answer {
  const { Code, Message } = reply.fields;
  if (typeof Code !== 'string') return reply.status >= 500 ? withoutAnswer(new Error(`The status is ${reply.status}`)) : byStatus(reply);
  const said = quoted(Code, Message);
  if (Code === 'OK') return accepted;
  if (Code === 'isv.BUSINESS_LIMIT_CONTROL') {
    const wait = typeof Message === 'string' && /天|day/i.test(Message) ? 24 * hour : typeof Message === 'string' && /小时|hour/i.test(Message) ? hour : minute;
    // One that comes a day late helps nobody.
    return wait > hour ? never(`No more text messages go to this number today: ${said}`, `该号码今日短信已达上限：${said}`) : later(`Too many text messages: ${said}`, `短信发送过于频繁：${said}`, wait);
  }
  if (/^(Throttling|ServiceUnavailable|isp\.SYSTEM_ERROR|isp\.GATEWAY_ERROR)/.test(Code)) return later(`The text message service is busy: ${said}`, `短信服务繁忙：${said}`);
  if (/AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE|BILLING/.test(Code)) return never(`The account of the text message service is empty: ${said}`, `短信账户余额不足：${said}`);
  if (/^(SignatureDoesNotMatch|InvalidAccessKeyId|isp\.RAM_PERMISSION_DENY|InvalidTimeStamp)/.test(Code)) return never(`The text message service does not accept the key. Look at it, and at the clock of this server: ${said}`, `短信服务拒绝了 AccessKey，请检查密钥和服务器时间：${said}`);
  return never(`The text message service does not take this: ${said}`, `短信服务拒绝发送：${said}`);
}
