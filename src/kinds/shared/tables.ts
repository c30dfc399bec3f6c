import { rowFromJson } from '../../data/contract.ts';
import type { Field, Row } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { inLanguage, words } from '../../data/text.ts';
import { nameInWords, zh } from '../../data/words.ts';
import type { ReferenceTable } from '../../graph/document.ts';
import type { TableBinding } from '../../plan/plan.ts';
import type { Surroundings } from '../contract.ts';
import { closest } from '../../data/closest.ts';
import { useInstead } from './fields.ts';
import { checkPath } from './paths.ts';
import { problem, putInstead } from './problems.ts';
import type { Path } from './problems.ts';

/** Reference tables of the document, as the kinds that read them see them. */

export const findTable = (id: string | undefined, around: Surroundings): ReferenceTable | undefined =>
  around.tables.find((table) => table.id === id);

export const findColumn = (table: ReferenceTable | undefined, name: string): Field | undefined =>
  table?.columns.find((column) => column.name === name);

/** The rows that stand in the document itself; none where they are elsewhere. */
function inlineRows(table: ReferenceTable): readonly Readonly<Record<string, unknown>>[] {
  if (!('rows' in table.data)) return [];
  return table.data.rows.map((row) => Object.fromEntries(table.columns.map((column, index) => [column.name, row[index] ?? null])));
}

/** What is wrong with a table that a node has chosen: cells that do not fit, and keys that stand there twice. */
export function checkTable(table: ReferenceTable, key: readonly string[], around: Surroundings, at: Path): readonly Problem[] {
  const name = (lang: 'en' | 'zh'): string => inLanguage(table.name, lang);
  const problems: Problem[] = 'file' in table.data ? [...checkPath(table.data.file, around, at)] : [];
  const seen = new Map<string, number>();
  let twice: readonly [number, number] | undefined;
  inlineRows(table).forEach((record, index) => {
    const { row, rejections } = rowFromJson(record, table.columns);
    const [first] = rejections;
    if (first !== undefined && problems.length < 5) {
      problems.push(
        problem(around, {
          code: 'bad-cell',
          en: `Row ${index + 1} of “${name('en')}”: ${first.message.en}`,
          zh: zh`“${name('zh')}”第 ${index + 1} 行：${first.message.zh}`,
          at,
          field: first.field,
        }),
      );
    }
    const found = keyOf(row, key);
    const before = found === undefined ? undefined : seen.get(found);
    if (before !== undefined) twice ??= [before, index];
    else if (found !== undefined) seen.set(found, index);
  });
  if (twice !== undefined && key.length > 0) {
    const [a, b] = [twice[0] + 1, twice[1] + 1];
    problems.push(
      problem(around, {
        code: 'key-rows',
        severity: 'warning',
        en: `Rows ${a} and ${b} of “${name('en')}” have the same key, and only the first one counts`,
        zh: zh`“${name('zh')}”第 ${a} 行和第 ${b} 行的键相同，只有第一行有效`,
        at,
      }),
    );
  }
  return problems;
}

function keyOf(row: Row, key: readonly string[]): string | undefined {
  const values = key.map((name) => row[name] ?? null);
  return values.includes(null) ? undefined : JSON.stringify(values);
}

export function unknownTable(id: string, around: Surroundings, at: Path): Problem {
  const near = closest(id, around.tables.map((table) => table.id));
  const meant = around.tables.find((table) => table.id === near);
  return problem(around, {
    code: 'unknown-table',
    en: `There is no table “${id}”: choose another one`,
    zh: zh`没有表“${id}”：请另选一个`,
    at,
    fix: meant && putInstead(at, meant.id, words((lang) => useInstead(inLanguage(meant.name, lang), lang))),
  });
}

export function checkColumn(name: string, table: ReferenceTable, around: Surroundings, at: Path): readonly Problem[] {
  if (findColumn(table, name) !== undefined) return [];
  if (name === '') return [problem(around, { code: 'no-column', en: 'Choose a column', zh: '请选择一列', at })];
  const near = closest(name, table.columns.map((column) => column.name));
  return [
    problem(around, {
      code: 'unknown-column',
      en: `“${inLanguage(table.name, 'en')}” has no column “${name}”: choose another one`,
      zh: zh`“${inLanguage(table.name, 'zh')}”里没有列“${name}”：请另选一个`,
      at,
      fix: near === undefined ? undefined : putInstead(at, near, words((lang) => useInstead(nameInWords(near), lang))),
    }),
  ];
}

/** The table as a plan holds it: with its rows, as typed values, or with where they are. */
export function bindTable(table: ReferenceTable): TableBinding {
  const { columns, data } = table;
  if ('file' in data) return { type: 'file', columns, path: data.file };
  if ('managed' in data) return { type: 'managed', columns, name: data.managed };
  const rows = inlineRows(table).map((record) => {
    const { row } = rowFromJson(record, columns);
    return columns.map((column) => row[column.name] ?? null);
  });
  return { type: 'inline', columns, rows };
}
