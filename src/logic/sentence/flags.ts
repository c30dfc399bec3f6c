import { fieldLabel, zh } from '../../data/words.ts';
import type { Speaker } from './speaker.ts';

/** A yes-or-no field as a predicate: `new device` and `not new device`. */
export interface Flag {
  readonly yes: string;
  readonly no: string;
}

export function flag({ lang, fields }: Speaker, name: string): Flag {
  const label = fieldLabel(fields.get(name) ?? { name }, lang);
  return lang === 'zh' ? inChinese(label) : inEnglish(label);
}

function inEnglish(label: string): Flag {
  const bare = label.replace(/^is (?=\S)/i, '');
  const has = /^has (?:an? )?(?=\S)/i.exec(bare)?.[0];
  if (has !== undefined) return { yes: bare, no: `has no ${bare.slice(has.length)}` };
  const verb = /^.+? (?:is|are|was|were|has been|can|will|may) (?=\S)/.exec(bare)?.[0] ?? '';
  return { yes: bare, no: `${verb}not ${bare.slice(verb.length)}` };
}

/** Labels that are whole clauses: 设备在黑名单中. */
const clause = /[中内]$|(?:成功|失败|通过|完成|过期|到期|超时|存在|相同|一致)$/;

function inChinese(label: string): Flag {
  if (/^是否./.test(label)) return inChinese(label.slice(2));
  if (/^已./.test(label)) return { yes: label, no: `未${label.slice(1)}` };
  if (/^有./.test(label)) return { yes: label, no: `没${label}` };
  if (/^[是在可能]./.test(label)) return { yes: label, no: `不${label}` };
  if (/^[未无不没]./.test(label) || clause.test(label)) return { yes: label, no: `并非${label}` };
  return { yes: zh`是${label}`, no: zh`不是${label}` };
}
