import { z } from '../../data/zod.ts';
import type { Lang } from '../../data/text.ts';
import { setting } from '../../kinds/shared/settings.ts';
import { codeOf, troubleInWords } from '../connections/trouble.ts';
import type { Answer } from './channel.ts';
import { cutLength } from './cut.ts';
import { onOneLine } from './harmless.ts';
import { letterOf } from './letter.ts';
import type { Message } from './message.ts';
import { later, never } from './robots.ts';

/** What text messages share: a template that was approved, and what is put into its places. */

export const parts = ['severity', 'title', 'rule', 'graph', 'key', 'time', 'count'] as const;
export const partSchema = z.enum(parts);

export const numbers = setting(
  z.array(z.string().refine((text) => /^\+?\d{5,15}$/.test(text), { message: 'a telephone number such as +8613800000000', params: { zh: '手机号，例如 +8613800000000' } })).min(1).max(100),
  { en: 'Numbers', zh: '手机号' },
  { en: 'Who gets it.', zh: '接收短信的手机号。' },
);

const minute = 60_000;
const hour = 60 * minute;

/** Nobody reads more of them, and each is paid for. */
export const smsLimits = [{ messages: 5, per: minute }, { messages: 50, per: 24 * hour }];

/** What a place of a template may be filled with. No place may be empty, none may hold an address or the brackets of a signature. */
export function partsOf(message: Message, lang: Lang, longest: number): (part: (typeof parts)[number]) => string {
  const { level, title } = letterOf(message, lang);
  const alert = message.form === 'alert' ? message.alert : undefined;
  const group = message.form === 'digest' ? message.groups[0] : undefined;
  const said: Readonly<Record<(typeof parts)[number], string | undefined>> = {
    severity: level,
    title,
    rule: alert?.rule ?? group?.rule,
    graph: alert?.graph ?? group?.graph,
    key: alert?.key,
    time: alert?.time,
    count: String(message.form === 'digest' ? message.count : 1),
  };
  return (part) => cutLength(onOneLine(said[part] ?? '').replace(/[【】]/g, ' ').replaceAll('://', ':').trim(), longest) || '-';
}

const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Without an answer nobody knows whether it was sent. It is not sent twice: telephones ring, and each message is paid for. */
export function withoutAnswer(error: unknown): Answer {
  const { en, zh } = troubleInWords(error);
  if (neverLeft.has(codeOf(error) ?? '')) return later(en, zh);
  return never(`${en}. It may have been sent, and is not sent twice by itself.`, `${zh}。短信可能已经发出，系统不会自动重发。`);
}
