import { fieldLabel, zh } from '../../data/words.ts';
import type { Speaker } from './speaker.ts';

/** A yes-or-no field as a predicate: `new device` and `not new device`. */
export function flag(speaker: Speaker, name: string): { yes: string; no: string } {
  const { lang } = speaker;
  const label = fieldLabel(speaker.fields.get(name) ?? { name }, lang);
  if (lang === 'en') {
    const bare = label.replace(/^is (?=\S)/i, '');
    const has = /^has (?:an? )?(?=\S)/i.exec(label)?.[0];
    return { yes: bare, no: has === undefined ? `not ${bare}` : `has no ${label.slice(has.length)}` };
  }
  const rest = label.slice(1);
  if (/^是否./.test(label)) return { yes: zh`是${label.slice(2)}`, no: zh`不是${label.slice(2)}` };
  if (/^已./.test(label)) return { yes: label, no: `未${rest}` };
  if (/^有./.test(label)) return { yes: label, no: `没${label}` };
  if (/^[是在可能]./.test(label)) return { yes: label, no: `不${label}` };
  if (/^[未无不没]./.test(label)) return { yes: label, no: `并非${label}` };
  return { yes: zh`是${label}`, no: zh`不是${label}` };
}
