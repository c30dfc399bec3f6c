import type { Fix, Problem } from '../../data/problem.ts';
import { words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { eventWords, fieldLabel, listInWords, zh } from '../../data/words.ts';
import type { Surroundings } from '../contract.ts';
import { problem } from '../shared/problems.ts';
import { inputOf } from '../shared/streams.ts';
import { boxToRows, common, exampleIn } from './analyse.ts';
import type { Analysis, Example, Gap, Pair, Sheet, Unreached } from './analyse.ts';
import { anyCell, isAny, printCell } from './cell.ts';
import type { Cell } from './cell.ts';
import { clauseInWords, valueInCell } from './cell-words.ts';
import { acceptOverlap, keyOf, meantPairs, moveRow, removeRow } from './config.ts';
import type { TableConfig, TableRow } from './config.ts';
import type { Box } from './cover.ts';
import { contains } from './runs.ts';

/** What the analysis of a table found, as problems with their fixes. */

/** More of one sort than this are only counted. */
const mostShown = 50;

/** A cell with more parts than this is said by its first. */
const mostNamed = 6;

export function findings(config: TableConfig, sheet: Sheet, analysis: Analysis, around: Surroundings): readonly Problem[] {
  const meant = meantPairs(config);
  const overlaps = analysis.overlaps.filter(([upper, lower]) => !meant.has(keyOf(upper + 1, lower + 1)));
  return [
    ...analysis.unreached.map((each) => unreachedProblem(each, config, sheet, analysis, around)),
    ...shown(overlaps, around, (pair) => overlapProblem(pair, config, sheet, analysis, around), moreOverlaps),
    ...shown(analysis.gaps, around, (gap) => gapProblem(gap, config, sheet, analysis, around), moreGaps),
    ...searchEnded(analysis, around),
  ];
}

function shown<T>(all: readonly T[], around: Surroundings, say: (each: T) => Problem, more: (count: number) => Words): readonly Problem[] {
  const said = all.slice(0, mostShown).map(say);
  const left = all.length - said.length;
  const [first] = said;
  if (left === 0 || first === undefined) return said;
  const { en, zh: chinese } = more(left);
  return [...said, problem(around, { code: first.code, severity: 'hint', en, zh: chinese, at: ['rows'] })];
}

const moreOverlaps = (count: number): Words => ({
  en: `${count.toLocaleString('en')} more pairs of rows overlap; they show once these are settled`,
  zh: `还有 ${count.toLocaleString('en')} 对行重叠，处理完上面这些后会显示`,
});
const moreGaps = (count: number): Words => ({
  en: `${count.toLocaleString('en')} more gaps; they show once these are filled`,
  zh: `还有 ${count.toLocaleString('en')} 处空缺，补上上面这些后会显示`,
});

/** `amount is € 500 to under € 2,000 and channel is in store`; nothing where any event will do. */
function clauses(cells: readonly Cell[], sheet: Sheet, lang: Lang): string {
  const said = sheet.columns.flatMap((column, index) => {
    const cell = cells[index] ?? anyCell;
    return isAny(cell) ? [] : [clauseInWords(cell, column, sheet, lang, mostNamed)];
  });
  return lang === 'zh' ? said.join('，') : listInWords(said, 'and', lang);
}

/** `amount € 1,500, country missing`. */
export function exampleInWords(example: Example, sheet: Sheet, lang: Lang): string {
  const said = sheet.columns.map((column) => {
    const value = example[column.name] ?? null;
    const label = fieldLabel(column, lang);
    if (value === null) return lang === 'zh' ? `${label}缺失` : `${label} missing`;
    const words = typeof value === 'object' ? value.join(', ') : valueInCell(value, column, lang, sheet.zone);
    return lang === 'zh' ? zh`${label} ${words}` : `${label} ${words}`;
  });
  return said.join(lang === 'zh' ? '、' : ', ');
}

export function boxInWords(box: Box, sheet: Sheet, analysis: Analysis, lang: Lang): string {
  const [cells = []] = boxToRows(box, analysis.domains, sheet.sets);
  return clauses(cells, sheet, lang);
}

function gapProblem(gap: Gap, config: TableConfig, sheet: Sheet, analysis: Analysis, around: Surroundings): Problem {
  const { event } = inputOf(around);
  const fallback = config.otherwise !== undefined;
  const rows = [...config.rows, ...fillingTableRows(gap, config, sheet, analysis)];
  const said = (lang: Lang): string => {
    const where = boxInWords(gap.box, sheet, analysis, lang);
    const example = exampleInWords(gap.example, sheet, lang);
    const { one, many, measure } = eventWords(event, lang);
    if (lang === 'zh') {
      const which = where === '' ? zh`没有一行匹配任何${one}` : zh`没有一行匹配这样的${one}：${where}`;
      const such = sheet.columns.length === 0 ? '' : zh`。例如${example}`;
      return `${which}${such}。${fallback ? `这${measure}${one}按“其余情况”处理` : '结果将缺失'}`;
    }
    const which = where === '' ? `No row matches any ${one}` : `No row matches ${many} where ${where}`;
    const such = sheet.columns.length === 0 ? '' : `, for example ${example}`;
    return `${which}${such}. ${fallback ? 'They go to “otherwise”' : 'Their results are missing'}`;
  };
  return problem(around, {
    code: 'table-gap',
    severity: fallback ? 'hint' : 'warning',
    ...words(said),
    at: ['rows'],
    ...(rows.length > config.rows.length ? { fix: { label: { en: 'Add rows for them', zh: '为它们补上行' }, at: ['rows'], value: rows } } : {}),
  });
}

/** Rows that close the gap, with the results of "otherwise" to start from. */
export function fillingTableRows(gap: Gap, config: TableConfig, sheet: Sheet, analysis: Analysis): readonly TableRow[] {
  return boxToRows(gap.box, analysis.domains, sheet.sets).map((cells) => ({
    when: cells.map((cell, index) => {
      const column = sheet.columns[index];
      return column === undefined ? '-' : printCell(cell, column);
    }),
    set: config.outputs.map((_, index) => config.otherwise?.[index] ?? null),
  }));
}

function overlapProblem(pair: Pair, config: TableConfig, sheet: Sheet, analysis: Analysis, around: Surroundings): Problem {
  const [upper, lower] = pair;
  const [a, b] = [upper + 1, lower + 1];
  const both = common(analysis, sheet, pair);
  const where = words((lang) => boxInWords(both, sheet, analysis, lang));
  const example = words((lang) => exampleInWords(exampleIn(both, analysis.domains), sheet, lang));
  const en = `both match ${where.en === '' ? 'everything' : `where ${where.en}`}, for example ${example.en}`;
  const matched = where.zh === '' ? '都匹配一切' : zh`都匹配${where.zh}`;
  const chinese = zh`${matched}，例如${example.zh}`;
  if (config.hit !== 'first') {
    const [then, thenZh] = config.hit === 'sum' ? ['Both are added up', '两行的数字会相加'] : ['Both are listed', '两行都会列出'];
    return problem(around, { code: 'table-overlap', severity: 'hint', en: `Rows ${a} and ${b} overlap: ${en}. ${then}`, zh: `第 ${a} 行与第 ${b} 行重叠：${chinese}。${thenZh}`, at: ['rows', lower] });
  }
  const exception = whole(sheet, analysis, upper, lower);
  return problem(around, {
    code: 'table-overlap',
    severity: exception ? 'hint' : 'warning',
    en: `Rows ${a} and ${b} overlap and disagree: ${en}. Row ${a} is first, so it decides`,
    zh: `第 ${a} 行与第 ${b} 行重叠且结果不同：${chinese}。第 ${a} 行在前，以它为准`,
    at: ['rows', lower],
    ...(exception ? {} : { fix: settleFix(config, upper, lower) }),
  });
}

/** Whether the lower row has all of the upper one: a rule below its exception. */
export function whole(sheet: Sheet, analysis: Analysis, upper: number, lower: number): boolean {
  const own = common(analysis, sheet, [upper, upper]);
  const both = common(analysis, sheet, [upper, lower]);
  return own.every((region, column) => contains(both[column] ?? [], region));
}

/** The two rows still overlap, so the new order is meant. */
const settleFix = (config: TableConfig, upper: number, lower: number): Fix => ({
  label: { en: `Put row ${lower + 1} first`, zh: `把第 ${lower + 1} 行放到前面` },
  at: [],
  value: acceptOverlap(moveRow(config, lower, upper), upper, upper + 1),
});

const moveFix = (config: TableConfig, from: number, to: number): Fix =>
  changeFix(config, moveRow(config, from, to), { en: `Put row ${from + 1} first`, zh: `把第 ${from + 1} 行放到前面` });

const changeFix = (before: TableConfig, after: TableConfig, label: Words): Fix =>
  before.meant === undefined ? { label, at: ['rows'], value: after.rows } : { label, at: [], value: after };

function unreachedProblem(each: Unreached, config: TableConfig, sheet: Sheet, analysis: Analysis, around: Surroundings): Problem {
  const number = each.row + 1;
  if ('empty' in each) {
    const column = sheet.columns[each.empty];
    const text = config.rows[each.row]?.when[each.empty] ?? '';
    const label = words((lang) => (column === undefined ? '' : fieldLabel(column, lang)));
    return problem(around, {
      code: 'row-never-matches',
      severity: 'warning',
      en: `Row ${number} can never match: ${label.en} is never “${text}”`,
      zh: `第 ${number} 行永远不会命中：${label.zh}不可能是“${text}”`,
      at: ['rows', each.row, 'when', each.empty],
      field: column?.name,
    });
  }
  const above = each.behind.map((row) => row + 1);
  const [first = 1] = above;
  const [en, chinese] = above.length === 1 ? [`row ${first} above it takes`, `上面的第 ${first} 行`] : ['rows above it take', `上面的第 ${above.slice(0, 5).join('、')}${above.length > 5 ? ' 等' : ''} 行`];
  return problem(around, {
    code: 'row-never-matches',
    severity: 'warning',
    en: `Row ${number} can never match: ${en} everything it asks for`,
    zh: `第 ${number} 行永远不会命中：它要的都被${chinese}先命中了`,
    at: ['rows', each.row],
    ...unreachedFix(each.row, each.behind, config, sheet, analysis),
  });
}

/** A row that says the same as the one before it can go; else it belongs above, but where the two ask for the same. */
function unreachedFix(row: number, behind: readonly number[], config: TableConfig, sheet: Sheet, analysis: Analysis): { readonly fix?: Fix } {
  const [upper = 0] = behind;
  if (behind.length > 1) return { fix: moveFix(config, row, upper) };
  if (JSON.stringify(config.rows[upper]?.set) === JSON.stringify(config.rows[row]?.set)) {
    return { fix: changeFix(config, removeRow(config, row), { en: `Remove row ${row + 1}`, zh: `删除第 ${row + 1} 行` }) };
  }
  return whole(sheet, analysis, upper, row) ? {} : { fix: moveFix(config, row, upper) };
}

function searchEnded({ gapsComplete, unreachedComplete, gaps }: Analysis, around: Surroundings): readonly Problem[] {
  if (gapsComplete && unreachedComplete) return [];
  const [en, chinese] = gapsComplete
    ? ['Not every row could be checked for being out of reach: the table is too large for that', '表太大，未能逐行检查是否永远不会命中']
    : gaps.length > 0
      ? ['There may be more gaps: the search ended early, as the table is too large to look everywhere', '可能还有其他空缺：表太大，搜索提前结束']
      : ['There may be gaps: the search ended early, as the table is too large to look everywhere', '可能有空缺：表太大，搜索提前结束'];
  return [problem(around, { code: 'table-too-large-to-prove', severity: 'hint', en, zh: chinese, at: ['rows'] })];
}
