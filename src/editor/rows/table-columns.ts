import { valueAt } from '../../data/columns.ts';
import type { Batch } from '../../data/columns.ts';
import type { FieldType, FlowField } from '../../data/field.ts';
import type { Lang } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { Family } from '../../kinds/contract.ts';
import { cellFormat, unitOf } from './cell-text.ts';
import type { CellFormat } from './cell-text.ts';

/** A column of the table of rows. */
export interface TableColumn {
  readonly field: FlowField;
  /** Its place among the columns of a batch. */
  readonly at: number;
  readonly label: string;
  readonly unit: string | undefined;
  readonly type: FieldType;
  readonly format: CellFormat;
  /** In pixels. */
  readonly width: number;
  /** The family of the node that made the field; undefined where it comes from a source. */
  readonly family: Family | undefined;
}

export interface ColumnOptions {
  readonly lang: Lang;
  /** Of times. */
  readonly zone: string;
  /** Names of fields that stand first. */
  readonly first: readonly string[];
  readonly familyOf: (node: string) => Family | undefined;
}

/** Rows that widths are taken from. */
const sampled = 60;
/** Pixels: of a figure or Latin letter, of one twice as wide, and of what stands around the text. */
const letter = 6.6;
const wideLetter = 13;
const around = 28;
const [least, most] = [64, 320];
const longLabel = 110;

export function tableColumns(fields: readonly FlowField[], sample: Batch | undefined, { lang, zone, first, familyOf }: ColumnOptions): readonly TableColumn[] {
  const placed = fields.map((field, at) => ({ field, at }));
  const leading = first.flatMap((name) => placed.find(({ field }) => field.name === name) ?? []);
  return [...leading, ...placed.filter((each) => !leading.includes(each))].map(({ field, at }) => {
    const format = cellFormat(field, lang, zone);
    const label = fieldLabel(field, lang);
    const unit = unitOf(field, zone);
    const column = sample?.columns[at];
    const head = widthOf(unit === undefined ? label : `${label}, ${unit}`);
    // A long label takes two lines. Beside it are a mark for the type, the arrow of a sort, and a funnel.
    let width = (head > longLabel ? Math.max(longLabel, head * 0.56) : head) + 48;
    if (column !== undefined) for (let row = 0; row < Math.min(sampled, sample?.length ?? 0); row += 1) width = Math.max(width, widthOf(format(valueAt(column, row))));
    return { field, at, label, unit, type: field.type, format, width: Math.round(Math.min(most, Math.max(least, width + around))), family: madeBy(field, familyOf) };
  });
}

function madeBy({ origins }: FlowField, familyOf: ColumnOptions['familyOf']): Family | undefined {
  const families = origins.flatMap(({ node }) => familyOf(node) ?? []);
  return families.find((family) => family !== 'source');
}

function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += sign > '\u2e7f' ? wideLetter : letter;
  return width;
}
