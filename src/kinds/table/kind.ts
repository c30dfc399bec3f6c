import { hasRole, isAllowed, largestNumber } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { eventWords, fieldLabel, listInWords, zh } from '../../data/words.ts';
import { reasonsName } from '../../plan/plan.ts';
import { defineKind } from '../contract.ts';
import type { Reference, Renames, Surroundings } from '../contract.ts';
import { closest } from '../../data/closest.ts';
import { checkField, checkNewNames, freeName, labelOf } from '../shared/fields.ts';
import { problem, putInstead } from '../shared/problems.ts';
import { checkReasons, foreignReferences, renameReason, withReasons } from '../shared/reasons.ts';
import { renamedField, renamedOwn } from '../shared/renames.ts';
import { inputOf, isConnected, withFields } from '../shared/streams.ts';
import { checkTemplate } from '../shared/templates.ts';
import { rowsIn, rowsOut, said, uncapitalised } from '../shared/words.ts';
import { usualLimits } from './analyse.ts';
import type { Limits } from './analyse.ts';
import { printCell } from './cell.ts';
import type { Column } from './cell.ts';
import { parseCell } from './cell-parse.ts';
import { tableChanges } from './compile.ts';
import { mostRows, tableSchema } from './config.ts';
import type { Output, Result, TableConfig } from './config.ts';
import { decimalsOf, reasonText, resultFields, rowName, tableFields } from './fields.ts';
import { findings } from './findings.ts';
import { analysisOf, checkCells, readSheet } from './sheet.ts';

/** How much is looked for while somebody waits: some milliseconds' worth. */
const mostHurried = 200;
const hurriedLimits: Limits = { gapWork: 500_000, gaps: 60, rowWork: 20_000, reachWork: 500_000 };

const asked = ['number', 'text', 'boolean', 'time'] as const;

function blank(around: Surroundings): TableConfig {
  const stream = inputOf(around);
  const taken = new Set([...stream.fields.map((field) => field.name), reasonsName]);
  const subject = stream.fields.find((field) => hasRole(field, 'amount') && field.type === 'number' && !field.tainted);
  const name = freeName('decision', taken);
  const [review, pass] = around.lang === 'zh' ? ['复核', '放行'] : ['review', 'pass'];
  return {
    inputs: subject === undefined ? [] : [{ field: subject.name }],
    outputs: [{ name, type: 'text', label: said('decision', '决定') }],
    rows: subject === undefined ? [] : [{ when: ['>= 1000'], set: [review] }],
    otherwise: [pass],
    hit: 'first',
    row: freeName(rowName({}), taken),
  };
}

function checkInputs({ inputs }: TableConfig, around: Surroundings): readonly Problem[] {
  const stream = inputOf(around);
  return inputs.flatMap(({ field }, index) => {
    const at = ['inputs', index, 'field'];
    if (inputs.findIndex((each) => each.field === field) < index) {
      return [problem(around, { code: 'column-twice', en: `“${labelOf(field, stream, 'en')}” has two columns: put both conditions into one cell`, zh: `“${labelOf(field, stream, 'zh')}”占了两列：请把两个条件写进同一个单元格`, at, field })];
    }
    return checkField(field, stream, around, at, { types: asked, forRule: true });
  });
}

function checkShape(config: TableConfig, around: Surroundings): readonly Problem[] {
  const { inputs, outputs, rows, otherwise } = config;
  const problems: Problem[] = [];
  if (rows.length > mostRows) {
    return [problem(around, { code: 'too-many-rows', en: `The table has ${rows.length} rows; ${mostRows} are the most. Split it, or look the values up in a reference table`, zh: `决策表有 ${rows.length} 行，最多 ${mostRows} 行。请拆成几张表，或改用查表`, at: ['rows'] })];
  }
  if (outputs.length === 0) {
    problems.push(problem(around, { code: 'nothing-added', severity: 'warning', en: 'The table decides nothing: add a result', zh: '这张表没有结论：请添加一个结果列', at: ['outputs'] }));
  }
  rows.forEach(({ when, set }, index) => {
    if (when.length === inputs.length && set.length === outputs.length) return;
    const value = { ...rows[index], when: fitted(when, inputs.length, '-'), set: fitted(set, outputs.length, null) };
    problems.push(problem(around, { code: 'row-shape', en: `Row ${index + 1} has ${when.length} conditions and ${set.length} results, but the table has ${inputs.length} and ${outputs.length}`, zh: `第 ${index + 1} 行有 ${when.length} 个条件、${set.length} 个结果，而表有 ${inputs.length} 列条件、${outputs.length} 列结果`, at: ['rows', index], fix: putInstead(['rows', index], value, { en: 'Make it fit', zh: '调整为一致' }) }));
  });
  if (otherwise !== undefined && otherwise.length !== outputs.length) {
    problems.push(problem(around, { code: 'row-shape', en: `“Otherwise” has ${otherwise.length} results, but the table has ${outputs.length}`, zh: `“其余情况”有 ${otherwise.length} 个结果，而表有 ${outputs.length} 列结果`, at: ['otherwise'], fix: putInstead(['otherwise'], fitted(otherwise, outputs.length, null), { en: 'Make it fit', zh: '调整为一致' }) }));
  }
  return problems;
}

const fitted = <T>(values: readonly T[], length: number, fill: T): T[] => Array.from({ length }, (_, index) => values[index] ?? fill);

function checkResults({ outputs, rows, otherwise }: TableConfig, around: Surroundings): readonly Problem[] {
  const all = [...rows.map(({ set }, index) => ({ set, at: ['rows', index, 'set'], en: `Row ${index + 1}`, zh: `第 ${index + 1} 行` })), ...(otherwise === undefined ? [] : [{ set: otherwise, at: ['otherwise'], en: '“Otherwise”', zh: '“其余情况”' }])];
  return all.flatMap(({ set, at, en, zh: chinese }) =>
    outputs.flatMap((output, index) => {
      const wrong = wrongResult(set[index] ?? null, output);
      if (wrong === undefined) return [];
      const label = (lang: Lang): string => outputLabel(output, lang);
      return [problem(around, { code: wrong.code, severity: wrong.code === 'unknown-value' ? 'warning' : 'error', en: `${en}, ${label('en')}: ${wrong.en}`, zh: `${chinese}，${label('zh')}：${wrong.zh}`, at: [...at, index], field: output.name, ...(wrong.value === undefined ? {} : { fix: putInstead([...at, index], wrong.value, { en: `Use “${wrong.value}”`, zh: `改用“${wrong.value}”` }) }) })];
    }),
  );
}

const outputLabel = (output: Output, lang: Lang): string => fieldLabel(output, lang);

function wrongResult(value: Result, { type, values }: Output): { readonly code: string; readonly en: string; readonly zh: string; readonly value?: string } | undefined {
  if (value === null) return undefined;
  if (typeof value !== (type === 'text' ? 'string' : type)) {
    const [en, chinese] = { text: ['text', '文本'], number: ['a number', '数字'], boolean: ['yes or no', '是或否'] }[type];
    return { code: 'wrong-type', en: `“${String(value)}” is not ${en}`, zh: `“${String(value)}”不是${chinese}` };
  }
  if (typeof value === 'number' && !isAllowed(value)) return { code: 'number-size', en: 'this number is too large or too small', zh: '这个数字过大或过小' };
  if (typeof value !== 'string' || values === undefined || values.includes(value)) return undefined;
  const near = closest(value, values);
  return { code: 'unknown-value', en: `“${value}” is none of the values to choose from`, zh: `“${value}”不在可选的值里`, ...(near === undefined ? {} : { value: near }) };
}

/** Sums stay within what numbers may be, and are exact. */
function checkSums(config: TableConfig, around: Surroundings): readonly Problem[] {
  if (config.hit !== 'sum') return [];
  return config.outputs.flatMap((output, index) => {
    if (output.type !== 'number') return [];
    const scale = 10 ** decimalsOf(config, index);
    const values = config.rows.flatMap(({ set }) => (typeof set[index] === 'number' ? [Math.abs(set[index])] : []));
    const exact = values.every((value) => Math.round(value * scale) / scale === value);
    if (exact && values.reduce((total, value) => total + value * scale, 0) <= largestNumber) return [];
    return [problem(around, { code: 'sum-not-exact', en: `The numbers of ${outputLabel(output, 'en')} can’t be added exactly: make them smaller, or give them fewer digits`, zh: zh`${outputLabel(output, 'zh')}的数字无法精确相加：请改小一些，或减少小数位`, at: ['outputs', index], field: output.name })];
  });
}

function checkMade(config: TableConfig, around: Surroundings): readonly Problem[] {
  const made = [...config.outputs.map(({ name }, index) => ({ name, at: ['outputs', index, 'name'] })), { name: rowName(config), at: ['row'] }];
  const existing = inputOf(around).fields.map((field) => field.name);
  return checkNewNames(made, [...new Set([...existing, reasonsName])], around);
}

/** Templates see the results too, under their own names. */
const withResults = (config: TableConfig, around: Surroundings) => withFields(inputOf(around), tableFields(config, around));

const ownNames = (config: TableConfig): ReadonlySet<string> => new Set([...config.outputs.map(({ name }) => name), rowName(config)]);

function references(config: TableConfig): readonly Reference[] {
  const own = ownNames(config);
  const sets = new Map<string, Reference>();
  config.rows.forEach(({ when }, row) =>
    when.forEach((text, index) => {
      for (const id of setsIn(text)) if (!sets.has(id)) sets.set(id, { to: 'set', id, at: ['rows', row, 'when', index] });
    }),
  );
  return [
    ...config.inputs.map(({ field }, index): Reference => ({ to: 'field', name: field, input: 'in', at: ['inputs', index, 'field'] })),
    ...sets.values(),
    ...foreignReferences(config.reason, own, ['reason']),
  ];
}

/** Cells are read as text here: which sets they name does not hang on the type of the column. */
const plainColumns: readonly Column[] = [{ name: '', type: 'number', unit: 'ms' }, { name: '', type: 'text' }, { name: '', type: 'time' }];

function readAnyhow(text: string) {
  for (const column of plainColumns) {
    const { cell } = parseCell(text, column);
    if (cell !== undefined) return { cell, column };
  }
  return undefined;
}

function setsIn(text: string): readonly string[] {
  if (!/[@＠]/.test(text)) return [];
  return readAnyhow(text)?.cell.parts.flatMap((part) => (part.kind === 'set' ? [part.id] : [])) ?? [];
}

function renameSetsIn(text: string, sets: ReadonlyMap<string, string>): string {
  if (!setsIn(text).some((id) => sets.has(id))) return text;
  const read = readAnyhow(text);
  if (read === undefined) return text;
  const parts = read.cell.parts.map((part) => (part.kind === 'set' ? { ...part, id: sets.get(part.id) ?? part.id } : part));
  return printCell({ ...read.cell, parts }, read.column);
}

function rewrite(config: TableConfig, renames: Renames): TableConfig {
  const own = ownNames(config);
  const { sets } = renames;
  const renamed = {
    ...config,
    inputs: config.inputs.map((input) => ({ ...input, field: renamedField(input.field, renames) })),
    outputs: config.outputs.map((output) => ({ ...output, name: renamedOwn(output.name, renames) })),
    rows: sets === undefined ? config.rows : config.rows.map((row) => ({ ...row, when: row.when.map((text) => renameSetsIn(text, sets)) })),
  };
  return {
    ...renamed,
    ...(config.row === undefined && renames.own?.has(rowName(config)) !== true ? {} : { row: renamedOwn(rowName(config), renames) }),
    ...(config.reason === undefined ? {} : { reason: renameReason(config.reason, renames, own) }),
  };
}

/** `Decides for each payment: allow, ask for a code or block`. */
function describe(config: TableConfig, around: Surroundings, lang: Lang): string {
  const stream = inputOf(around);
  const { one, measure } = eventWords(stream.event, lang);
  const choices = choicesOf(config).map(uncapitalised);
  if (choices.length > 0 && choices.length <= 4) {
    const listed = listInWords(choices, 'or', lang);
    return pick(lang, `Decides for each ${one}: ${listed}`, zh`对每${measure}${one}作出决定：${listed}`);
  }
  const results = listInWords(config.outputs.slice(0, 3).map((output) => outputLabel(output, lang)), 'and', lang) || pick(lang, 'nothing yet', '结论');
  const by = listInWords(config.inputs.slice(0, 4).map(({ field }) => labelOf(field, stream, lang)), 'and', lang);
  if (by === '') return pick(lang, `Sets ${results} for each ${one}`, zh`为每${measure}${one}定出${results}`);
  return pick(lang, `Sets ${results} for each ${one} by ${by}`, zh`按${by}为每${measure}${one}定出${results}`);
}

function choicesOf({ outputs, rows, otherwise }: TableConfig): readonly string[] {
  const index = outputs.findIndex((output) => output.type === 'text');
  const used = new Set([...rows.map(({ set }) => set[index]), otherwise?.[index]].filter((value) => typeof value === 'string'));
  const ordered = outputs[index]?.values?.filter((value) => used.has(value)) ?? [];
  return ordered.length === used.size ? ordered : [...used];
}

export const table = defineKind<TableConfig>({
  version: 1,
  family: 'rule',
  title: said('Decision table', '决策表'),
  summary: said('Many cases as rows of a sheet', '把许多情况写成表格的行'),
  config: tableSchema,
  blank,
  ports: () => ({ inputs: [rowsIn], outputs: [rowsOut] }),
  flow: (config, around) => ({ rows: withReasons(withResults(config, around), around, [reasonText(config, around)]) }),

  check(config, around) {
    const shape = config.rows.length > mostRows ? checkShape(config, around) : [...checkShape(config, around), ...checkResults(config, around), ...checkSums(config, around)];
    if (!isConnected(around) || config.rows.length > mostRows) return shape;
    const read = readSheet(config, around);
    const problems = [
      ...shape,
      ...checkInputs(config, around),
      ...checkMade(config, around),
      ...checkReasons(inputOf(around), around),
      ...checkCells(read, around),
      ...(config.reason === undefined ? [] : checkTemplate(config.reason, withResults(config, around), around, ['reason'])),
    ];
    if (read.sheet === undefined || problems.some(({ severity }) => severity === 'error')) return problems;
    // Found in larger tables by who looks for it alone.
    if (around.hurried === true && config.rows.length > mostHurried) return problems;
    return [...problems, ...findings(config, read.sheet, analysisOf(config, read.sheet, around.hurried === true ? hurriedLimits : usualLimits), around)];
  },

  steps(config, around, wiring) {
    const { node } = around;
    const { sheet } = readSheet(config, around);
    if (sheet === undefined) return { steps: [], outputs: {} };
    const changes = tableChanges(config, sheet, resultFields(config, around), around);
    return { steps: [{ op: 'project', id: node, node, input: wiring.input('in'), changes }], outputs: { rows: node } };
  },

  describe,
  references,
  rewrite,
});
