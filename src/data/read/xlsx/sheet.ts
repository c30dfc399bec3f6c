import { dateCell, isoCell } from './cells.ts';
import type { Cell } from './cells.ts';
import { escapedLetters, xmlSteps } from './workbook.ts';
import type { Sheet, Workbook } from './workbook.ts';
import type { XmlEvents } from './xml.ts';

/** A row that has cells, by the column's place from 0. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly (Cell | undefined)[];
}

const mostColumns = 16_384;

export async function* sheetRows(workbook: Workbook, sheet: Sheet): AsyncGenerator<SheetRow[]> {
  const ready: SheetRow[] = [];
  for await (const bytes of xmlSteps(workbook.file, sheet.entry, rowEvents(workbook, (row) => ready.push(row)))) {
    if (bytes > 0 && ready.length > 0) yield ready.splice(0);
  }
}

function rowEvents(workbook: Workbook, done: (row: SheetRow) => void): XmlEvents {
  let line = 0;
  let column = -1;
  let cells: (Cell | undefined)[] = [];
  let [type, style, value, inline] = ['', 0, '', ''];
  let [hasFormula, hasValue, reading, inSound] = [false, false, '', false];
  return {
    open: (name, attribute) => {
      switch (name) {
        case 'row': {
          const given = Number(attribute('r') ?? NaN);
          line = Number.isInteger(given) && given > line ? given : line + 1;
          [column, cells] = [-1, []];
          return;
        }
        case 'c':
          column = columnOf(attribute('r')) ?? column + 1;
          if (column >= mostColumns) throw new Error('a column that no sheet has');
          type = attribute('t') ?? 'n';
          style = Number(attribute('s') ?? 0);
          [value, inline, hasFormula, hasValue] = ['', '', false, false];
          return;
        case 'f':
          hasFormula = true;
          return;
        case 'rPh':
          inSound = true;
          return;
        case 'v':
        case 't':
          hasValue = true;
          reading = name;
      }
    },
    close: (name) => {
      switch (name) {
        case 'row':
          if (cells.some((cell) => cell !== undefined)) done({ line, cells });
          return;
        case 'c':
          if (hasFormula && (!hasValue || (type === 'n' && value.trim() === ''))) cells[column] = { is: 'formula' };
          else cells[column] = hasValue ? cellOf(workbook, type, style, type === 'inlineStr' ? inline : value) : undefined;
          return;
        case 'rPh':
          inSound = false;
          return;
        case 'v':
        case 't':
          reading = '';
      }
    },
    text: (text) => {
      if (reading === 'v') value += text;
      else if (reading === 't' && !inSound) inline += text;
    },
  };
}

function cellOf(workbook: Workbook, type: string, style: number, value: string): Cell | undefined {
  switch (type) {
    case 's': {
      const text = workbook.texts[Number(value)];
      if (text === undefined || value.trim() === '') throw new Error('a text that is not there');
      return textCell(text);
    }
    case 'inlineStr':
    case 'str':
      return textCell(escapedLetters(value));
    case 'b':
      return { is: 'boolean', value: value.trim() === '1' || value.trim() === 'true' };
    case 'e':
      return value === '#N/A' ? undefined : { is: 'error', text: value };
    case 'd':
      return isoCell(value.trim());
    default: {
      if (value.trim() === '') return undefined;
      const number = Number(value);
      if (Number.isNaN(number)) throw new Error('a number that is none');
      const { is, padded } = workbook.styles[style] ?? { is: 'number' };
      return is === 'date' ? dateCell(number, workbook.from1904) : { is: 'number', number, padded };
    }
  }
}

const textCell = (text: string): Cell | undefined => (text === '' ? undefined : { is: 'text', text });

/** `AB12` is column 27. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^\$?([A-Z]{1,3})\$?\d/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
