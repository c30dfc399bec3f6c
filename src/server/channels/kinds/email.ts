import { createTransport } from 'nodemailer';
import { z } from '../../../data/zod.ts';
import { setting } from '../../../kinds/shared/settings.ts';
import type { AlertSeverity } from '../../../plan/plan.ts';
import type { Answer, ChannelKind } from '../channel.ts';
import { accepted } from '../channel.ts';
import { cutLength } from '../cut.ts';
import { inHtml } from '../harmless.ts';
import type { Letter } from '../letter.ts';
import { letterOf } from '../letter.ts';
import { later, never } from '../robots.ts';

const address = z.email();

const settings = z.strictObject({
  host: setting(z.string().min(1), { en: 'Mail server', zh: '邮件服务器' }, { en: 'The host name of the SMTP server.', zh: 'SMTP 服务器的主机名。' }),
  port: setting(z.int().min(1).max(65_535).default(465), { en: 'Port', zh: '端口' }, { en: '465 where left out; 587 goes with `starttls`.', zh: '默认 465；587 对应 `starttls`。' }),
  security: setting(z.enum(['tls', 'starttls', 'none']).default('tls'), { en: 'Encryption', zh: '加密' }, { en: '`tls` where left out. `none` is for a relay on this computer.', zh: '默认 `tls`。`none` 仅用于本机的中继。' }),
  user: setting(z.string().min(1).optional(), { en: 'User', zh: '用户名' }, { en: 'Where the server wants one to log in.', zh: '服务器要求登录时填写。' }),
  password: setting(z.string().min(1).optional(), { en: 'Password', zh: '密码' }, { en: 'With many providers a code made for programs, not the password of the mailbox.', zh: '许多服务商使用专门的授权码，而不是邮箱密码。' }),
  from: setting(address, { en: 'From', zh: '发件人' }, { en: 'The address that it comes from; the server must allow it.', zh: '发件地址，服务器须允许使用。' }),
  to: setting(z.array(address).min(1).max(50), { en: 'To', zh: '收件人' }, { en: 'Who gets it.', zh: '接收邮件的人。' }),
});
type Settings = z.infer<typeof settings>;

const minute = 60_000;
const patience = 20_000;
const mostSubject = 180;

export const email: ChannelKind<Settings> = {
  type: 'email',
  title: { en: 'E-mail', zh: '邮件' },
  summary: { en: 'Sends e-mail through an SMTP server, as text and as HTML.', zh: '通过 SMTP 服务器发送邮件，同时包含纯文本和 HTML。' },
  setUp: [
    { en: 'Ask whoever runs your mail for the SMTP host and port, and for a mailbox that programs may send from.', zh: '向邮件管理员获取 SMTP 地址、端口，以及允许程序发信的邮箱。' },
    { en: 'Put its password, with many providers a code made for programs, into an environment variable.', zh: '把密码（许多服务商为授权码）放进环境变量。' },
  ],
  settings,
  limits: [{ messages: 30, per: minute }, { messages: 300, per: 60 * minute }],
  repeats: { en: 'A message has the same Message-ID however often it is sent: many mailboxes show it once.', zh: '同一封邮件无论发送几次，Message-ID 都相同：多数邮箱只显示一次。' },
  sendsAgain: true,
  example: { host: 'smtp.bank.example', port: 465, user: 'alerts', password: '${SMTP_PASSWORD}', from: 'alerts@bank.example', to: ['fraud-desk@bank.example'] },

  render: (message, { from, to }, lang) => {
    const letter = letterOf(message, lang);
    const [text, html] = [textOf(letter), htmlOf(letter, lang)];
    return { text, format: 'text', body: { from, to, subject: cutLength(`[${letter.level}] ${letter.title}`, mostSubject), text, html, urgent: letter.severity === 'critical' } };
  },

  send: async ({ body }, { host, port, security, user, password, from, to }, { id }) => {
    const { subject, text, html, urgent } = mail.parse(body);
    const transport = createTransport({
      host, port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience,
      disableFileAccess: true, disableUrlAccess: true,
    });
    try {
      const { rejected } = await transport.sendMail({
        from, to, subject, text, html,
        messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...(urgent ? { Importance: 'high' } : {}) },
      });
      return rejected.length === 0 ? accepted : { type: 'accepted', why: { en: `The mail server refused ${rejected.join(', ')}`, zh: `邮件服务器拒绝了 ${rejected.join('、')}` } };
    } catch (error) {
      return answerOf(error);
    } finally {
      transport.close();
    }
  },
};

const mail = z.object({ subject: z.string(), text: z.string(), html: z.string(), urgent: z.boolean() });

const smtpError = z.object({ code: z.string().optional(), responseCode: z.number().optional(), response: z.string().optional(), message: z.string() });

/** By the code of the reply: 4xx is for now, 5xx for good. */
export function answerOf(error: unknown): Answer {
  const { code, responseCode, response, message } = smtpError.catch({ message: String(error) }).parse(error);
  const said = (response ?? message).replace(/\s+/g, ' ').slice(0, 200);
  if (responseCode === undefined || responseCode < 500) return later(`The mail server could not take it: ${said}`, `邮件服务器暂时无法接收：${said}`);
  if (code === 'ETLS') return never(`The mail server knows no STARTTLS at this port: ${said}`, `邮件服务器在此端口不支持 STARTTLS：${said}`);
  if (code === 'EAUTH') return never(`The mail server does not accept this user and password: ${said}`, `邮件服务器拒绝了用户名或密码：${said}`);
  return never(`The mail server does not take this: ${said}`, `邮件服务器拒绝接收：${said}`);
}

function textOf({ level, title, text, facts, items, link }: Letter): string {
  const parts = [`[${level}] ${title}`, text, facts.map(({ label, value }) => `${label}: ${value}`).join('\n'), items.join('\n'), link === undefined ? '' : `${link.label}: ${link.url}`];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const colours: Readonly<Record<AlertSeverity, string>> = { critical: '#b3261e', high: '#b25a00', medium: '#8a6d00', low: '#2f5fb3' };

/** Mail programs know no style sheets. */
function htmlOf({ severity, level, title, text, facts, items, link }: Letter, lang: string): string {
  const row = (label: string, value: string): string => `<tr><td style="padding:2px 16px 2px 0;color:#5b6270;vertical-align:top">${inHtml(label)}</td><td style="padding:2px 0">${inHtml(value)}</td></tr>`;
  return [
    `<!doctype html><html lang="${lang}"><body style="margin:0;padding:24px;background:#ffffff;color:#1b1f27;font:15px/1.5 system-ui,'PingFang SC','Microsoft YaHei',sans-serif">`,
    `<div style="max-width:560px;border-left:4px solid ${colours[severity]};padding-left:16px">`,
    `<div style="color:${colours[severity]};font-weight:600">${inHtml(level)}</div>`,
    `<h1 style="margin:0 0 12px;font-size:19px;line-height:1.35">${inHtml(title)}</h1>`,
    ...(text === '' ? [] : [`<p style="margin:0 0 12px;white-space:pre-line">${inHtml(text)}</p>`]),
    ...(facts.length === 0 ? [] : [`<table style="border-collapse:collapse;margin:0 0 12px;font-size:14px">${facts.map(({ label, value }) => row(label, value)).join('')}</table>`]),
    ...(items.length === 0 ? [] : [`<ul style="margin:0 0 12px;padding-left:20px">${items.map((item) => `<li>${inHtml(item)}</li>`).join('')}</ul>`]),
    ...(link === undefined ? [] : [`<p style="margin:0"><a href="${inHtml(link.url)}" style="color:#2f5fb3">${inHtml(link.label)}</a></p>`]),
    '</div></body></html>',
  ].join('');
}
