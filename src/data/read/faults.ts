import { fitsContract } from '../contract.ts';
import type { Field, Value } from '../field.ts';
import { nameInData } from '../field.ts';
import { words } from '../text.ts';
import type { Words } from '../text.ts';
import { fieldLabel, zh } from '../words.ts';
import type { ReadNote, RowFault, ShapeFault } from './reading.ts';

/** What is wrong with a row, or worth knowing about a table, in words. */

/** Why the contract does not allow this value, if so; the text itself where it could not be read as the field's type. */
export function contractFault(value: Value, field: Field): RowFault | undefined {
  return fitsContract({ [field.name]: value }, [field])[0];
}

export function encodingFault(field: Field): RowFault {
  return {
    code: 'bad-encoding',
    field: field.name,
    message: about(field, (name) => `${name} is not UTF-8: choose the file’s encoding`, (name) => zh`${name}不是 UTF-8，请选择文件的编码`),
  };
}

export const notTextFault = (field: Field): RowFault => ({
  code: 'bad-encoding',
  field: field.name,
  message: about(field, (name) => `${name} holds bytes that are no text`, (name) => zh`${name}中的字节不是文本`),
});

/** A cell of a sheet that shows an error. */
export const errorFault = (field: Field, text: string): RowFault => ({
  code: 'wrong-type',
  field: field.name,
  message: about(field, (name) => `${name} is the error ${text}`, (name) => zh`${name}是错误值 ${text}`),
});

/** A formula that nobody has worked out. */
export const resultFault = (field: Field): RowFault => ({
  code: 'no-result',
  field: field.name,
  message: about(
    field,
    (name) => `${name} is a formula without a result: open the workbook in Excel and save it`,
    (name) => zh`${name}是没有结果的公式，请用 Excel 打开工作簿并保存`,
  ),
});

export function quotesFault(field: Field | undefined): RowFault {
  if (field === undefined) {
    return { code: 'bad-quotes', message: { en: 'There is text after a closing quote', zh: '右引号后面还有文字' } };
  }
  return {
    code: 'bad-quotes',
    field: field.name,
    message: about(field, (name) => `${name} has text after its closing quote`, (name) => zh`${name}的右引号后面还有文字`),
  };
}

export function countFault(cells: number, columns: number): RowFault {
  return {
    code: cells < columns ? 'too-few-cells' : 'too-many-cells',
    message: {
      en: `The row has ${cells} ${cells === 1 ? 'cell' : 'cells'}, the head has ${columns}`,
      zh: `这一行有 ${cells} 个单元格，表头有 ${columns} 个`,
    },
  };
}

const shapes: Readonly<Record<'bad-encoding' | 'open-quote' | 'row-too-long' | 'no-columns' | 'not-json' | 'not-an-object', Words>> = {
  'bad-encoding': { en: 'The row is not UTF-8: choose the file’s encoding', zh: '这一行不是 UTF-8，请选择文件的编码' },
  'open-quote': { en: 'A quote is opened here and never closed', zh: '这里的左引号一直没有闭合' },
  'row-too-long': { en: 'The row is longer than 16 MB', zh: '这一行超过 16 MB' },
  'no-columns': { en: 'None of the fields has a column here: check the head and the separator', zh: '没有一个字段能找到对应的列，请检查表头和分隔符' },
  'not-json': { en: 'This is not JSON', zh: '这里不是 JSON' },
  'not-an-object': { en: 'The row is not a JSON object', zh: '这一行不是 JSON 对象' },
};

export const shapeFault = (code: ShapeFault & keyof typeof shapes): RowFault => ({ code, message: shapes[code] });

export function missingColumn(field: Field): ReadNote {
  const column = nameInData(field);
  return {
    code: 'missing-column',
    name: field.name,
    message: {
      en: `There is no column “${column}”: ${fieldLabel(field, 'en')} is missing in every row`,
      zh: zh`没有“${column}”列，每一行都缺少${fieldLabel(field, 'zh')}`,
    },
  };
}

/** In JSON, where nothing but the rows tells of a column. */
export function missingInAll(field: Field): ReadNote {
  const column = nameInData(field);
  return {
    code: 'missing-column',
    name: field.name,
    message: {
      en: `No row has a value for “${column}”: ${fieldLabel(field, 'en')} is missing in every row`,
      zh: zh`没有一行带有“${column}”的值，每一行都缺少${fieldLabel(field, 'zh')}`,
    },
  };
}

export function extraColumn(name: string): ReadNote {
  return {
    code: 'extra-column',
    name,
    message: { en: `The column “${name}” is in no field and is not read`, zh: `“${name}”列不对应任何字段，未读取` },
  };
}

/** Lines before or after the table, found by looking. */
export const leftOut = (message: Words): ReadNote => ({ code: 'left-out', name: '', message });

export function repeatedColumn(name: string): ReadNote {
  return {
    code: 'repeated-column',
    name,
    message: { en: `There is more than one column “${name}”: the first is read`, zh: `有多个“${name}”列，只读取第一个` },
  };
}

function about(field: Field, en: (name: string) => string, inChinese: (name: string) => string): Words {
  return words((lang) => (lang === 'zh' ? inChinese : en)(fieldLabel(field, lang)));
}
