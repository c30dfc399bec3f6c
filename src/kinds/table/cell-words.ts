import type { Field } from '../../data/field.ts';
import { inLanguage, pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { fieldLabel, listInWords, numberInWords, timeInWords, zh } from '../../data/words.ts';
import type { Surroundings } from '../contract.ts';
import { isAny } from './cell.ts';
import type { Cell, CellValue, End, Part } from './cell.ts';

/** What the words of a cell depend on: the names of sets, and the zone that times are told in. */
type Around = Pick<Surroundings, 'sets' | 'zone'>;

/** A cell as people read it: `500 to under 2,000`, `5,000 及以上`. Of long lists only the first are named. */
export function cellInWords(cell: Cell, field: Field, around: Around, lang: Lang, most = Infinity): string {
  const { not, parts } = cell;
  if (isAny(cell)) return pick(lang, 'any', '任意');
  if (not && parts.every((part) => part.kind === 'missing')) return pick(lang, 'present', '有值');
  const left = parts.length > most ? parts.length - most + 1 : 0;
  const named = parts.slice(0, parts.length - left).map((part) => partInWords(part, field, around, lang));
  const said = left === 0 ? listInWords(named, 'or', lang) : pick(lang, `${named.join(', ')} or ${left} more`, zh`${named.join('、')}等 ${parts.length} 个`);
  return not ? pick(lang, `not ${said}`, zh`不是${said}`) : said;
}

/** The cell with its field: `amount is € 500 to under € 2,000`. */
export function clauseInWords(cell: Cell, field: Field, around: Around, lang: Lang, most = Infinity): string {
  const said = cellInWords(cell, field, around, lang, most);
  const label = fieldLabel(field, lang);
  return lang === 'en' ? `${label} is ${said}` : cell.not ? zh`${label}${said}` : zh`${label}为${said}`;
}

function partInWords(part: Part, field: Field, around: Around, lang: Lang): string {
  switch (part.kind) {
    case 'missing':
      return pick(lang, 'missing', '缺失');
    case 'set': {
      const name = around.sets.find((set) => set.id === part.id)?.name;
      return name === undefined ? `@${part.id}` : inLanguage(name, lang);
    }
    case 'value':
      return valueInCell(part.value, field, lang, around.zone);
    case 'span':
      return spanInWords(part.from, part.to, field, lang, around.zone);
  }
}

/** A value with every digit it has. */
export function valueInCell(value: CellValue, field: Field, lang: Lang, zone?: string): string {
  if (typeof value === 'boolean') return value ? pick(lang, 'yes', '是') : pick(lang, 'no', '否');
  if (typeof value === 'string') return value === '' ? '“”' : value;
  return field.type === 'time' ? timeInWords(value, lang, zone) : numberInWords(value, field, lang);
}

function spanInWords(from: End | undefined, to: End | undefined, field: Field, lang: Lang, zone: string | undefined): string {
  const low = from === undefined ? '' : valueInCell(from.value, field, lang, zone);
  const high = to === undefined ? '' : valueInCell(to.value, field, lang, zone);
  const isTime = field.type === 'time';
  if (from !== undefined && to !== undefined) {
    const start = from.closed ? low : pick(lang, isTime ? `after ${low}` : `more than ${low}`, isTime ? zh`晚于${low}` : zh`大于${low}`);
    const end = to.closed ? high : pick(lang, isTime ? `before ${high}` : `under ${high}`, isTime ? zh`${high}之前` : zh`${high}以下`);
    return lang === 'en' ? `${start} to ${end}` : zh`${start}至${end}`;
  }
  if (from !== undefined) {
    if (isTime) return from.closed ? pick(lang, `${low} and later`, zh`${low}及以后`) : pick(lang, `after ${low}`, zh`${low}之后`);
    return from.closed ? pick(lang, `${low} and up`, zh`${low}及以上`) : pick(lang, `more than ${low}`, zh`超过${low}`);
  }
  if (isTime) return to?.closed === true ? pick(lang, `${high} and earlier`, zh`${high}及以前`) : pick(lang, `before ${high}`, zh`${high}之前`);
  return to?.closed === true ? pick(lang, `${high} or less`, zh`不超过${high}`) : pick(lang, `under ${high}`, zh`${high}以下`);
}
