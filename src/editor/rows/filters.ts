import type { FlowField } from '../../data/field.ts';
import type { Lang } from '../../data/text.ts';
import { pick } from '../../data/text.ts';
import { quote, zh } from '../../data/words.ts';
import type { RowsFilter, RowsView } from '../state/contract/rows.ts';
import { cellFormat } from './cell-text.ts';

/** What a filter says, beside the label of its column: `over 20`, `包含“x”`. */
export function filterInWords(filter: RowsFilter, field: FlowField, lang: Lang, zone: string): string {
  if ('missing' in filter) return pick(lang, filter.missing ? 'missing' : 'not missing', filter.missing ? '缺失' : '不缺失');
  if ('contains' in filter) return pick(lang, `contains ${quote(filter.contains)}`, `包含${quote(filter.contains)}`);
  if ('equals' in filter) return pick(lang, `is ${quote(filter.equals)}`, `为${quote(filter.equals)}`);
  if ('is' in filter) return pick(lang, filter.is ? 'is yes' : 'is no', filter.is ? '为是' : '为否');
  const said = (value: number): string => cellFormat(field, lang, zone)(value);
  const { from, to } = filter;
  if (from !== undefined && from === to) return pick(lang, `is ${said(from)}`, zh`为 ${said(from)}`);
  if (from !== undefined && to !== undefined) return pick(lang, `${said(from)} to ${said(to)}`, zh`${said(from)} 至 ${said(to)}`);
  if (from !== undefined) return pick(lang, `from ${said(from)}`, zh`从 ${said(from)} 起`);
  return to === undefined ? '' : pick(lang, `up to ${said(to)}`, zh`到 ${said(to)} 为止`);
}

/** Up to one filter for each field. */
export function withFilter(view: RowsView, field: string, filter: RowsFilter | undefined): RowsView {
  return { ...view, filters: [...view.filters.filter((each) => each.field !== field), ...(filter === undefined ? [] : [filter])] };
}

/** From small to large, then the other way, then as the rows came. */
export function nextSort({ sort }: RowsView, field: string): RowsView['sort'] {
  if (sort?.field !== field) return { field, descending: false };
  return sort.descending ? undefined : { field, descending: true };
}

/** What a person wrote as a number, with the separators of either language; undefined where it is none. */
export function numberFrom(text: string): number | undefined {
  const plain = text.trim().replaceAll(/[,，\s]/g, '').replace('−', '-').replaceAll(/[０-９．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  if (plain === '' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  return Number(plain);
}
