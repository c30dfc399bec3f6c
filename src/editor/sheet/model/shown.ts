import { inLanguage, pick } from '../../../data/text.ts';
import type { Lang } from '../../../data/text.ts';
import type { FlowField } from '../../../data/field.ts';
import { numberInWords, zh } from '../../../data/words.ts';
import type { Surroundings } from '../../../kinds/contract.ts';
import { isAny } from '../../../kinds/table/cell.ts';
import type { Cell, Part } from '../../../kinds/table/cell.ts';
import { cellInWords, valueInCell } from '../../../kinds/table/cell-words.ts';
import type { Output, Result } from '../../../kinds/table/config.ts';
import { withoutUnit } from './columns.ts';
import type { ResultColumn } from './columns.ts';
import { readResult } from './entry.ts';

/** A cell as it is read at a glance: values stand out, the words between them do not; several values are chips. */

type Around = Pick<Surroundings, 'sets' | 'zone'>;

export interface Piece {
  readonly kind: 'value' | 'text' | 'soft' | 'chip' | 'set' | 'bad';
  readonly text: string;
}

/** Chips beyond these are only counted. */
const mostChips = 12;

export function shownCell(cell: Cell, field: FlowField, around: Around, lang: Lang): readonly Piece[] {
  if (isAny(cell)) return [soft(pick(lang, 'any', '任意'))];
  const plain = withoutUnit(field);
  const { not, parts } = cell;
  if (parts.some(({ kind }) => kind === 'value' || kind === 'set') && (parts.length > 1 || parts[0]?.kind === 'set')) {
    return [...(not ? [soft(pick(lang, 'not', '不是'))] : []), ...chips(parts, plain, around, lang)];
  }
  return emphasised(cellInWords(cell, plain, around, lang), valuesOf(cell, plain, around, lang));
}

function chips(parts: readonly Part[], field: FlowField, around: Around, lang: Lang): readonly Piece[] {
  const shown = parts.slice(0, parts.length > mostChips ? mostChips - 1 : mostChips).map((part): Piece => {
    if (part.kind === 'value') return { kind: 'chip', text: valueInCell(part.value, field, lang, around.zone) };
    if (part.kind === 'set') return { kind: 'set', text: inLanguage(around.sets.find(({ id }) => id === part.id)?.name ?? `@${part.id}`, lang) };
    return { kind: 'chip', text: cellInWords({ not: false, parts: [part] }, field, around, lang) };
  });
  const left = parts.length - shown.length;
  return left === 0 ? shown : [...shown, soft(pick(lang, `${left} more`, `另 ${left} 个`))];
}

const soft = (text: string): Piece => ({ kind: 'soft', text });

function valuesOf({ parts }: Cell, field: FlowField, { zone }: Around, lang: Lang): readonly string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'value') return [valueInCell(part.value, field, lang, zone)];
    return part.kind === 'span' ? [part.from, part.to].flatMap((end) => (end === undefined ? [] : [valueInCell(end.value, field, lang, zone)])) : [];
  });
}

/** The sentence cut at its values, in their order. */
function emphasised(said: string, values: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const value of values) {
    const at = said.indexOf(value, from);
    if (at < 0) continue;
    if (at > from) pieces.push(soft(said.slice(from, at)));
    pieces.push({ kind: 'value', text: value });
    from = at + value.length;
  }
  if (from < said.length) pieces.push(soft(said.slice(from)));
  return pieces;
}

/** A result; what does not fit its column stands as it was written. */
export function shownResult(result: Result, output: Output, lang: Lang): readonly Piece[] {
  if (result === null) return [];
  if (typeof result !== (output.type === 'text' ? 'string' : output.type)) return [{ kind: 'bad', text: String(result) }];
  if (typeof result === 'boolean') return [{ kind: 'value', text: pick(lang, result ? 'yes' : 'no', result ? '是' : '否') }];
  if (typeof result === 'number') return [{ kind: 'value', text: numberInWords(result, { decimals: output.decimals }, lang) }];
  return [{ kind: output.values === undefined ? 'text' : 'value', text: result }];
}

/** `action becomes Block`, for the line above the sheet. */
export function resultInWords(text: string, column: ResultColumn, lang: Lang): string {
  const result = readResult(text, column.output);
  if (result === null) return pick(lang, `${column.label} stays empty`, zh`${column.label}留空`);
  const said = typeof result === 'number' ? numberInWords(result, column.output, lang) : typeof result === 'boolean' ? pick(lang, result ? 'yes' : 'no', result ? '是' : '否') : result;
  return pick(lang, `${column.label} becomes ${said}`, zh`${column.label}设为${said}`);
}
