import type { Words } from '../../data/text.ts';
import { printCsv, readCsv } from './csv-text.ts';
import type { CsvRow } from './csv-text.ts';
import { rowSchema, tableSchema } from './config.ts';
import type { Output, Result, TableConfig, TableRow } from './config.ts';

/**
 * Decision tables as CSV, to be edited in a spreadsheet and brought back. The header says what each column is:
 *
 *     row {"hit":"first"},  if amount,  if country,  then action: text,  note,  more
 *     1,                    < 500,      -,           Allow,                  ,
 *     otherwise,            ,           ,            Block,                  ,
 *
 * Settings follow in braces, so that nothing is lost. `note` and `more` are there where rows have such.
 */
export function tableToCsv(config: TableConfig): string {
  const { inputs, outputs, rows, otherwise, ...settings } = config;
  const notes = rows.some((row) => row.note !== undefined);
  const extras = rows.some((row) => Object.keys(moreOf(row)).length > 0);
  const header = [
    `row${braces(settings)}`,
    ...inputs.map(({ field, ...more }) => `if ${nameIn(field)}${braces(more)}`),
    ...outputs.map(({ name, type, ...more }) => `then ${nameIn(name)}: ${type}${braces(more)}`),
    ...(notes ? ['note'] : []),
    ...(extras ? ['more'] : []),
  ];
  const body = rows.map((row, index) => [
    String(index + 1),
    ...inputs.map((_, input) => row.when[input] ?? '-'),
    ...outputs.map((output, at) => printResult(row.set[at] ?? null, output.type)),
    ...(notes ? [row.note === undefined ? '' : printResult(row.note, 'text')] : []),
    ...(extras ? [braces(moreOf(row)).trim()] : []),
  ]);
  const last = otherwise === undefined ? [] : [['otherwise', ...inputs.map(() => ''), ...outputs.map((output, at) => printResult(otherwise[at] ?? null, output.type))]];
  return printCsv([header, ...body, ...last]);
}

const moreOf = (row: TableRow): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'when' && key !== 'set' && key !== 'note'));

function braces(settings: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(settings);
  return text === '{}' ? '' : ` ${text}`;
}

const nameIn = (name: string): string => (/^[^"{}:\s](?:[^"{}:]*[^"{}:\s])?$/.test(name) ? name : JSON.stringify(name));

/** Text stands as it is; where it would read as something else, and for what does not fit the column, as JSON. */
function printResult(value: Result, type: Output['type']): string {
  if (value === null) return '';
  if (type === 'text' && typeof value === 'string') return value.trim() === '' || /^"|^json /.test(value) ? JSON.stringify(value) : value;
  if (type === 'number' && typeof value === 'number') return String(value);
  if (type === 'boolean' && typeof value === 'boolean') return value ? 'yes' : 'no';
  return `json ${JSON.stringify(value)}`;
}

export interface CsvProblem {
  readonly line: number;
  readonly message: Words;
}

export interface TableRead {
  /** Left out where there are problems. */
  readonly config?: TableConfig;
  readonly problems: readonly CsvProblem[];
}

/** Never throws; says in which line something is wrong. */
export function csvToTable(text: string): TableRead {
  const read = readCsv(text);
  if ('unclosed' in read) return failed(read.unclosed, 'A quote opens here and never closes', '这里的引号没有闭合');
  const [head, ...body] = read.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (head === undefined) return failed(1, 'The file is empty', '文件是空的');
  const problems: CsvProblem[] = [];
  const columns = head.cells.map((cell) => readHeader(cell));
  columns.forEach((column, index) => {
    if (column === undefined) problems.push(complaint(head.line, `“${head.cells[index] ?? ''}” says nothing about its column: write “if amount” for a condition, “then action: text” for a result`, `“${head.cells[index] ?? ''}”没有说明这一列是什么：条件请写“if amount”，结果请写“then action: text”`));
  });
  if (problems.length > 0) return { problems };
  return readBody(columns.flatMap((column) => column ?? []), body, head.line, problems);
}

type Column =
  | { readonly is: 'row' | 'if' | 'then' | 'note' | 'more'; readonly settings: Readonly<Record<string, unknown>> };

function readHeader(cell: string): Column | undefined {
  const match = /^\s*(row|if|then|note|more)\b\s*(.*?)\s*$/s.exec(cell);
  const [, is, rest = ''] = match ?? [];
  if (is === 'note' || is === 'more') return rest === '' ? { is, settings: {} } : undefined;
  if (is === 'row') return withSettings('row', {}, rest);
  const named = /^("(?:[^"\\]|\\.)*"|[^"{:]+?)\s*(?::\s*(text|number|boolean))?\s*(\{.*\})?$/s.exec(rest);
  const [, written, type, more = ''] = named ?? [];
  const name = written?.startsWith('"') === true ? parsed(written) : written;
  if (typeof name !== 'string') return undefined;
  if (is === 'if' && type === undefined) return withSettings('if', { field: name }, more);
  return is === 'then' && type !== undefined ? withSettings('then', { name, type }, more) : undefined;
}

function withSettings(is: Column['is'], own: Readonly<Record<string, unknown>>, text: string): Column | undefined {
  const more = text === '' ? {} : parsed(text);
  return typeof more === 'object' && more !== null && !Array.isArray(more) ? { is, settings: { ...more, ...own } } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readBody(columns: readonly Column[], body: readonly CsvRow[], headLine: number, problems: CsvProblem[]): TableRead {
  const rows: unknown[] = [];
  let otherwise: readonly Result[] | undefined;
  for (const { line, cells } of body) {
    const row: { when: string[]; set: Result[]; note?: string; more: Readonly<Record<string, unknown>> } = { when: [], set: [], more: {} };
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
      problems.push(complaint(line, `This line has ${cells.length} cells, but the table has ${columns.length} columns`, `这一行有 ${cells.length} 个单元格，而表只有 ${columns.length} 列`));
    }
    let isLast = false;
    columns.forEach(({ is, settings }, index) => {
      const cell = cells[index] ?? '';
      if (is === 'row') isLast = /^\s*(otherwise|其余情况|其余)\s*$/i.test(cell);
      else if (is === 'if') row.when.push(cell);
      else if (is === 'then') row.set.push(readResult(cell, settings, line, problems));
      else if (is === 'note' && cell.trim() !== '') row.note = noteIn(cell);
      else if (is === 'more' && cell.trim() !== '') row.more = moreIn(cell, line, problems);
    });
    if (isLast) otherwise = row.set;
    else rows.push({ ...row.more, when: row.when, set: row.set, ...(row.note === undefined ? {} : { note: row.note }) });
  }
  if (problems.length > 0) return { problems };
  const settings = columns.find(({ is }) => is === 'row')?.settings ?? {};
  const whole = tableSchema.safeParse({
    hit: 'first',
    ...settings,
    inputs: columns.filter(({ is }) => is === 'if').map((column) => column.settings),
    outputs: columns.filter(({ is }) => is === 'then').map((column) => column.settings),
    rows: rows.map((row) => rowSchema.safeParse(row).data ?? row),
    ...(otherwise === undefined ? {} : { otherwise }),
  });
  if (whole.success) return { config: whole.data, problems };
  const where = whole.error.issues[0]?.path.join('.') ?? '';
  return failed(headLine, `The header does not fit a decision table (${where})`, `表头不符合决策表的格式（${where}）`);
}

function noteIn(cell: string): string {
  const note = cell.startsWith('"') ? parsed(cell) : undefined;
  return typeof note === 'string' ? note : cell;
}

function moreIn(cell: string, line: number, problems: CsvProblem[]): Readonly<Record<string, unknown>> {
  const more = parsed(cell);
  if (typeof more === 'object' && more !== null && !Array.isArray(more)) return { ...more };
  problems.push(complaint(line, 'The last column holds settings in braces; leave it as it was', '最后一列是花括号里的设置，请保持原样'));
  return {};
}

function readResult(cell: string, { name: column, type }: Readonly<Record<string, unknown>>, line: number, problems: CsvProblem[]): Result {
  const name = typeof column === 'string' ? column : '';
  const asJson = cell.startsWith('json ') ? parsed(cell.slice(5)) : undefined;
  if (typeof asJson === 'string' || typeof asJson === 'number' || typeof asJson === 'boolean') return asJson;
  const text = cell.trim();
  if (text === '') return null;
  if (type === 'number') {
    const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) return value;
    problems.push(complaint(line, `${name} is a number, but “${text}” is not`, `${name} 是数字，但“${text}”不是`));
    return null;
  }
  if (type === 'boolean') {
    const value = yesOrNo[text.toLowerCase()];
    if (value === undefined) problems.push(complaint(line, `${name} is yes or no, but “${text}” is neither`, `${name} 是“是/否”，但“${text}”两者都不是`));
    return value ?? null;
  }
  const quoted = cell.startsWith('"') ? parsed(cell) : undefined;
  return typeof quoted === 'string' ? quoted : cell;
}

const yesOrNo: Readonly<Record<string, boolean | undefined>> = { yes: true, true: true, 是: true, no: false, false: false, 否: false };

const complaint = (line: number, en: string, zh: string): CsvProblem => ({ line, message: { en, zh } });
const failed = (line: number, en: string, zh: string): TableRead => ({ problems: [complaint(line, en, zh)] });
