import type { Lang, Words } from '../data/text.ts';
import { listInWords, numberInWords, zh } from '../data/words.ts';

/** The interface's own words, in both languages. What a graph says of itself comes from the graph. */
export const glossary = {
  example: { en: 'Example', zh: '示例内容' },
  examples: { en: 'Examples', zh: '示例' },
  examplesAbout: { en: 'Rule graphs to read and learn from', zh: '可供阅读和学习的规则图' },
  allExamples: { en: 'All examples', zh: '全部示例' },
  noExamples: { en: 'There is no example here yet', zh: '这里还没有示例' },
  notFound: { en: 'There is no such example. Choose one from the list.', zh: '没有这个示例，请从列表中选择。' },
  inWords: { en: 'In words', zh: '文字说明' },
  noProblems: { en: 'No problems', zh: '没有问题' },
  notes: { en: 'Notes', zh: '备注' },
  logic: { en: 'As JsonLogic', zh: 'JsonLogic 形式' },
  logicAbout: {
    en: 'What each alert asks of a row, as plain JsonLogic. Operations beyond it are named where one is needed',
    zh: '每个预警对一行数据的判断。用标准 JsonLogic 写成；用到其他运算时会注明',
  },
  noLogic: { en: 'No alert here: this graph only sends rows on', zh: '这里没有预警：该图只把数据送出' },
  brokenLogic: { en: 'The logic appears once the problems are solved', zh: '解决问题后，这里会显示逻辑' },
  features: { en: 'Features', zh: '特征' },
  condition: { en: 'Condition', zh: '条件' },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied', zh: '已复制' },
  notCopied: { en: 'Not copied: select it by hand', zh: '未能复制，请手动选择' },
  language: { en: 'Language', zh: '语言' },
  toDark: { en: 'Dark theme', zh: '深色主题' },
  toLight: { en: 'Light theme', zh: '浅色主题' },
  skip: { en: 'Skip to the example', zh: '跳到示例内容' },
  promise: { en: 'Draw it, prove it, run it.', zh: '画出规则，用数据证明，再上线。' },

  // The table of rows
  noRows: { en: 'No rows came this way', zh: '没有行经过这里' },
  noRowsFound: { en: 'No row passes these filters', zh: '没有符合筛选条件的行' },
  runForRows: { en: 'Run the graph to see these rows', zh: '运行规则图后，这里会显示这些行' },
  loadingRows: { en: 'Fetching rows…', zh: '正在读取数据行…' },
  columns: { en: 'Columns', zh: '列' },
  allColumns: { en: 'Show all', zh: '全部显示' },
  downloadCsv: { en: 'Download as CSV', zh: '下载 CSV' },
  downloading: { en: 'Writing the file…', zh: '正在生成文件…' },
  filterBy: { en: 'Filter', zh: '筛选' },
  clearFilter: { en: 'Remove the filter', zh: '移除筛选' },
  clearFilters: { en: 'Remove all filters', zh: '移除全部筛选' },
  contains: { en: 'contains', zh: '包含' },
  fromValue: { en: 'from', zh: '从' },
  toValue: { en: 'to', zh: '到' },
  onlyMissing: { en: 'only where it is missing', zh: '只看缺失的' },
  noNumber: { en: 'This is no number', zh: '这不是数字' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  missing: { en: 'missing', zh: '缺失' },
  number: { en: 'number', zh: '数字' },
  text: { en: 'text', zh: '文本' },
  boolean: { en: 'yes or no', zh: '是或否' },
  time: { en: 'time', zh: '时间' },
  list: { en: 'list', zh: '列表' },
} as const satisfies Record<string, Words>;

export type Word = keyof typeof glossary;

/** Each language under its own name. */
export const languageNames: Readonly<Record<Lang, string>> = { en: 'English', zh: '中文' };

/** What the page tells browsers and screen readers that it is written in. */
export const languageTags: Readonly<Record<Lang, string>> = { en: 'en', zh: 'zh-CN' };

/** Words with something in them. */
export const phrases = {
  from: (names: readonly string[], lang: Lang): string =>
    lang === 'zh' ? zh`接 ${listInWords(names, 'and', lang)}` : `from ${listInWords(names, 'and', lang)}`,
  mapOf: (name: string, nodes: number, edges: number, lang: Lang): string =>
    lang === 'zh'
      ? zh`${name}的结构图：${nodes}个节点，${edges}条连线`
      : `Map of ${name}: ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, ${edges} ${edges === 1 ? 'edge' : 'edges'}`,
  nodes: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${count}个节点` : `${count} ${count === 1 ? 'node' : 'nodes'}`),
  problems: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${count}个问题` : `${count} ${count === 1 ? 'problem' : 'problems'}`),
  hints: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${count}条提示` : `${count} ${count === 1 ? 'hint' : 'hints'}`),
  alerts: (count: number, lang: Lang): string => (lang === 'zh' ? zh`${count}个预警` : `${count} ${count === 1 ? 'alert' : 'alerts'}`),
  askedOf: (name: string, lang: Lang): string => (lang === 'zh' ? zh`判断${name}的每一行` : `Asked of each row of ${name}`),
  needs: (names: readonly string[], lang: Lang): string =>
    lang === 'zh' ? zh`需要运算包中的 ${listInWords(names, 'and', lang)}` : `Needs ${listInWords(names, 'and', lang)} of the operations pack`,

  // The table of rows
  rowsInAll: (count: number, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    return lang === 'zh' ? zh`${said} 行` : `${said} ${count === 1 ? 'row' : 'rows'}`;
  },
  rowsOfAll: (count: number, all: number, lang: Lang): string => {
    const [some, every] = [numberInWords(count, undefined, lang), numberInWords(all, undefined, lang)];
    return lang === 'zh' ? zh`${every} 行中的 ${some} 行` : `${some} of ${every} rows`;
  },
  onlyTheFirst: (count: number, lang: Lang): string => {
    const said = numberInWords(count, undefined, lang);
    return lang === 'zh' ? zh`只显示前 ${said} 行` : `only the first ${said} are shown`;
  },
  columnsShown: (shown: number, all: number, lang: Lang): string => (lang === 'zh' ? zh`列 ${shown}/${all}` : `Columns ${shown}/${all}`),
  filterOf: (label: string, lang: Lang): string => (lang === 'zh' ? zh`筛选${label}` : `Filter by ${label}`),
  copiedCells: (count: number, lang: Lang): string => (lang === 'zh' ? zh`已复制 ${count} 个单元格` : `${count} ${count === 1 ? 'cell' : 'cells'} copied`),
};
