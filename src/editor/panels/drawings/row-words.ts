import { hasRole } from '../../../data/field.ts';
import type { Lang } from '../../../data/text.ts';
import { eventWords, fieldLabel, valueInWords, zh } from '../../../data/words.ts';
import { asClocksShow } from '../../../data/zones.ts';
import type { Stream } from '../../../kinds/contract.ts';
import { localTime } from '../../state/zone.ts';
import type { NamedRow } from './use-row.ts';
import { timeOfRow } from './use-row.ts';

/** `14:31`, as tables show times; seconds where they matter. */
export const clock = (ms: number, zone: string, withSeconds = false): string => localTime(ms, zone).slice(11, withSeconds ? 19 : 16);

export function day(ms: number, zone: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(asClocksShow(ms, zone));
}

/** What a tick says: the time of day, or the day where the line is long. */
export const tickLabel = (ms: number, span: number, zone: string, lang: Lang): string =>
  span > 3 * 86_400_000 ? day(ms, zone, lang) : clock(ms, zone, span < 120_000);

/** `the payment of € 612.40 at 14:31`. */
export function rowInWords(row: NamedRow, stream: Stream, zone: string, lang: Lang): string {
  const { one, measure } = eventWords(stream.event, lang);
  const amount = [...row.values()].find(({ field, value }) => hasRole(field, 'amount') && value !== null);
  const said = amount === undefined ? undefined : valueInWords(amount.value, amount.field, lang);
  const time = timeOfRow(row, stream.time);
  const at = time === undefined ? undefined : clock(time, zone);
  if (lang === 'zh') return zh`${at ?? ''} 这${measure}${said === undefined ? '' : zh` ${said} 的`}${one}`.trim();
  return `the ${one}${said === undefined ? '' : ` of ${said}`}${at === undefined ? '' : ` at ${at}`}`;
}

/** `payments in 10 minutes 4, spent in 10 minutes € 279.40`. */
export function valuesInWords(row: NamedRow, names: readonly string[], lang: Lang): string {
  const said = names.flatMap((name) => {
    const cell = row.get(name);
    if (cell === undefined) return [];
    const value = valueInWords(cell.value, cell.field, lang);
    return [lang === 'zh' ? zh`${fieldLabel(cell.field, lang)} ${value}` : `${fieldLabel(cell.field, lang)} ${value}`];
  });
  return said.join(lang === 'zh' ? '，' : ', ');
}
