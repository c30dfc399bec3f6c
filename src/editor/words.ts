import type { Lang, Words } from '../data/text.ts';
import { listInWords, zh } from '../data/words.ts';

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
};
