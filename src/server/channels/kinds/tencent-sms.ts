import { createHash, createHmac } from 'node:crypto';
import { z } from '../../../data/zod.ts';
import { setting } from '../../../kinds/shared/settings.ts';
import type { Answer, ChannelKind } from '../channel.ts';
import { accepted } from '../channel.ts';
import { base, byStatus, later, never, post, quoted } from '../robots.ts';
import type { Reply } from '../robots.ts';
import { numbers, partSchema, partsOf, smsLimits, withoutAnswer } from '../sms.ts';

const host = 'sms.tencentcloudapi.com';

const settings = z.strictObject({
  secretId: setting(z.string().min(1), { en: 'SecretId', zh: 'SecretId' }, { en: 'Of a user that may do nothing but send text messages.', zh: '建议使用仅有发送短信权限的子用户。' }),
  secretKey: setting(z.string().min(1), { en: 'SecretKey', zh: 'SecretKey' }, { en: 'Its secret.', zh: '对应的密钥。' }),
  region: setting(z.string().min(1).default('ap-guangzhou'), { en: 'Region', zh: '地域' }, { en: '`ap-guangzhou` where left out.', zh: '默认 `ap-guangzhou`。' }),
  app: setting(z.string().regex(/^\d+$/), { en: 'SdkAppId', zh: 'SdkAppId' }, { en: 'Of the application in the SMS console.', zh: '短信控制台中应用的 SdkAppId。' }),
  sign: setting(z.string().min(1), { en: 'Signature', zh: '短信签名' }, { en: 'The approved signature, without brackets.', zh: '审核通过的签名，不含【】。' }),
  template: setting(z.string().regex(/^\d+$/), { en: 'Template', zh: '短信模板' }, { en: 'The number of the approved template.', zh: '审核通过的模板 ID。' }),
  variables: setting(z.array(partSchema), { en: 'Variables', zh: '模板变量' }, { en: 'What {1}, {2} and so on are filled with: `severity`, `title`, `rule`, `graph`, `key`, `time`, `count`.', zh: '{1}、{2} 等依次对应的内容：`severity`、`title`、`rule`、`graph`、`key`、`time`、`count`。' }),
  longest: setting(z.int().min(1).max(500).default(12), { en: 'Longest value', zh: '变量长度上限' }, { en: 'Characters of a variable; 12 where left out.', zh: '每个变量的最大字符数，默认 12。' }),
  to: numbers,
  base,
});
type Settings = z.infer<typeof settings>;

const minute = 60_000;
const hour = 60 * minute;

export const tencentSms: ChannelKind<Settings> = {
  type: 'tencent-sms',
  title: { en: 'SMS by Tencent Cloud', zh: '腾讯云短信' },
  summary: { en: 'Sends text messages from an approved template. They hold what its variables hold, and no free text.', zh: '用审核通过的模板发送短信，内容只来自模板变量，不含自由文本。' },
  setUp: [
    { en: 'Have a signature and a template approved, such as “{1} alert: {2}, {3} in all”.', zh: '申请并通过短信签名和模板，例如“{1}预警：{2}，共 {3} 条”。' },
    { en: 'Say in `variables` what the template’s places are filled with, in their order.', zh: '在 `variables` 中按顺序写明每个位置对应的内容。' },
  ],
  settings,
  limits: smsLimits,
  repeats: { en: 'A message without an answer is not sent again by itself: it may have been sent, and stands among those that were given up.', zh: '没有收到应答的短信不会自动重发：它可能已经发出，会列在已放弃的消息中。' },
  sendsAgain: false,
  example: { secretId: '${TENCENT_ID}', secretKey: '${TENCENT_KEY}', app: '1400006666', sign: '某某银行', template: '1234567', variables: ['severity', 'title', 'count'], to: ['+8613800000000'] },

  render: (message, { variables, longest, app, sign, template, to }, lang) => {
    const filled = variables.map(partsOf(message, lang, longest));
    const text = filled.map((value, at) => `{${at + 1}}: ${value}`).join('\n');
    const e164 = to.map((number) => (number.startsWith('+') ? number : `+86${number}`));
    return { text, format: 'text', body: { PhoneNumberSet: e164, SmsSdkAppId: app, SignName: sign, TemplateId: template, TemplateParamSet: filled } };
  },

  send: async ({ body }, { secretId, secretKey, region, base: instead = `https://${host}` }, context) => {
    const payload = JSON.stringify({ ...body, SessionContext: context.id });
    const timestamp = Math.floor(context.now() / 1000);
    const address = new URL(`${instead.replace(/\/+$/, '')}/`);
    const headers = {
      'content-type': contentType,
      authorization: authorization({ secretId, secretKey, host: address.host, service: 'sms', timestamp, payload }),
      'x-tc-action': 'SendSms', 'x-tc-version': '2021-01-11', 'x-tc-region': region, 'x-tc-timestamp': String(timestamp),
    };
    try {
      return answerOf(await post(address, payload, headers, context));
    } catch (error) {
      return withoutAnswer(error);
    }
  },
};

const contentType = 'application/json; charset=utf-8';

export interface Signed {
  readonly secretId: string;
  readonly secretKey: string;
  readonly host: string;
  readonly service: string;
  /** Seconds. */
  readonly timestamp: number;
  readonly payload: string;
}

/** TC3-HMAC-SHA256: of the request, with a key derived of day and service. */
export function authorization({ secretId, secretKey, host: to, service, timestamp, payload }: Signed): string {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const request = ['POST', '/', '', `content-type:${contentType}\nhost:${to}\n`, 'content-type;host', sha256(payload)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request');
  const signed = hmac(key, ['TC3-HMAC-SHA256', timestamp, scope, sha256(request)].join('\n')).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signed}`;
}

const answered = z.object({
  Response: z.object({
    Error: z.object({ Code: z.string(), Message: z.string().default('') }).optional(),
    SendStatusSet: z.array(z.object({ Code: z.string(), Message: z.string().default(''), PhoneNumber: z.string().default('') })).default([]),
  }),
});

/** It answers for each number; one that was reached counts, and what became of the others is told. */
export function answerOf(reply: Reply): Answer {
  const read = answered.safeParse(reply.fields).data?.Response;
  if (read === undefined) return reply.status >= 500 ? withoutAnswer(new Error(`The status is ${reply.status}`)) : byStatus(reply);
  if (read.Error !== undefined) return outcomeOf(read.Error.Code, quoted(read.Error.Code, read.Error.Message));
  const failed = read.SendStatusSet.filter(({ Code }) => Code !== 'Ok');
  const said = failed.map(({ PhoneNumber, Code, Message }) => `${PhoneNumber.slice(-4)}: ${quoted(Code, Message)}`).join('; ');
  if (read.SendStatusSet.length > failed.length) return failed.length === 0 ? accepted : { type: 'accepted', why: { en: `Some numbers were not reached: ${said}`, zh: `部分号码未送达：${said}` } };
  return outcomeOf(failed[0]?.Code ?? '', said);
}

function outcomeOf(code: string, said: string): Answer {
  if (code.endsWith('DailyLimit')) return never(`No more text messages go to this number today: ${said}`, `该号码今日短信已达上限：${said}`);
  if (code.endsWith('OneHourLimit')) return later(`Too many text messages: ${said}`, `短信发送过于频繁：${said}`, hour);
  if (/^(LimitExceeded|RequestLimitExceeded)/.test(code)) return later(`Too many text messages: ${said}`, `短信发送过于频繁：${said}`, minute);
  if (code.endsWith('Timeout')) return withoutAnswer(new Error(said));
  if (/^(InternalError|ResourceUnavailable)/.test(code)) return later(`The text message service is busy: ${said}`, `短信服务繁忙：${said}`);
  if (code.includes('InsufficientBalance')) return never(`The account of the text message service is empty: ${said}`, `短信账户余额不足：${said}`);
  if (code.startsWith('AuthFailure')) return never(`The text message service does not accept the key. Look at it, and at the clock of this server: ${said}`, `短信服务拒绝了密钥，请检查密钥和服务器时间：${said}`);
  return never(`The text message service does not take this: ${said}`, `短信服务拒绝发送：${said}`);
}
