import type { Words } from '../../data/text.ts';

/** What can be wrong with the writing of a formula, for people who write few of them. */

export interface Complaint {
  readonly code: string;
  readonly message: Words;
}

const says = (code: string, en: string, zh: string): Complaint => ({ code, message: { en, zh } });

const shown = (source: string): string => (source.length > 30 ? `${source.slice(0, 29)}…` : source);

export const complaints = {
  empty: () => says('formula-empty', 'There is no formula yet', '还没有公式'),
  tooLong: () => says('formula-too-long', 'The formula is too long. Split it into several fields', '公式太长，请拆成几个字段'),
  tooDeep: () =>
    says('formula-too-deep', 'The formula nests too many brackets. Split it into several fields', '公式的括号嵌套太深，请拆成几个字段'),
  unclosedText: (quote: string) =>
    says('unclosed-text', `The text that starts here has no end. Close it with ${quote}`, `这里开始的文本没有结束，请用 ${quote} 收尾`),
  unclosedName: () =>
    says('unclosed-name', 'The field name that starts here has no end. Close it with ]', '这里开始的字段名没有结束，请用 ] 收尾'),
  unclosed: (open: string, close: string) =>
    says('missing-bracket', `The bracket ${open} is never closed. Add ${close}`, `括号 ${open} 没有配对，请补上 ${close}`),
  unopened: (close: string) =>
    says('stray-bracket', `There is no opening bracket for this ${close}`, `这个 ${close} 没有对应的左括号`),
  wrongClose: (open: string, wanted: string, found: string) =>
    says('wrong-bracket', `${open} must be closed with ${wanted}, not with ${found}`, `${open} 应该用 ${wanted} 收尾，而不是 ${found}`),
  nothingInside: () => says('missing-value', 'There is nothing between these brackets', '这对括号里没有内容'),
  missingBefore: (sign: string) => says('missing-value', `Something is missing before ${shown(sign)}`, `${shown(sign)} 前面缺少内容`),
  missingAfter: (sign: string) => says('missing-value', `Something is missing after ${shown(sign)}`, `${shown(sign)} 后面缺少内容`),
  missingBetween: (left: string, right: string) =>
    says(
      'missing-value',
      `Something is missing between ${shown(left)} and ${shown(right)}`,
      `${shown(left)} 和 ${shown(right)} 之间缺少内容`,
    ),
  missingOperator: (left: string, right: string) =>
    says(
      'missing-operator',
      `${shown(left)} and ${shown(right)} stand side by side. Put a sign such as =, > or AND between them`,
      `${shown(left)} 和 ${shown(right)} 之间缺少运算符，例如 =、> 或 AND`,
    ),
  gluedWord: (word: string, name: string) =>
    says(
      'glued-word',
      `Put a space after ${word}, or else ${shown(name)} is read as one name`,
      `请在“${word}”后面加空格，否则“${shown(name)}”会被当成一个名称`,
    ),
  chained: () =>
    says(
      'chained-comparison',
      'Compare two things at a time: join comparisons with AND, or use BETWEEN',
      '一次只能比较两个值：请用 AND 连接多个比较，或改用 BETWEEN',
    ),
  betweenWithoutAnd: () =>
    says('between-without-and', 'BETWEEN needs two ends: BETWEEN 1 AND 5', 'BETWEEN 需要两端：BETWEEN 1 AND 5'),
  notBetween: () =>
    says('not-between', 'Write NOT before the whole comparison: NOT amount BETWEEN 1 AND 5', '请把 NOT 写在整个比较之前：NOT 金额 BETWEEN 1 AND 5'),
  strayNot: () =>
    says('stray-not', 'NOT can’t stand here. For “is not” write !=', 'NOT 不能放在这里；要表示“不是”，请写 !='),
  isWithout: () =>
    says('is-without-missing', 'After IS comes MISSING or PRESENT. To compare, write =', 'IS 后面只能是 MISSING 或 PRESENT；要比较请写 ='),
  inWithout: () =>
    says('in-without-list', 'After IN comes a list: IN ("CN", "HK") or IN @set', 'IN 后面要有列表：IN ("CN", "HK") 或 IN @集合'),
  strayComma: () =>
    says('stray-comma', 'A comma may only part the values of a function or a list', '逗号只能用来分隔函数的参数或列表的值'),
  strayText: (source: string) => says('stray-character', `${shown(source)} has no meaning here`, `${shown(source)} 在这里没有意义`),
  useNot: () => says('stray-character', 'For “not” write NOT', '要表示“非”，请写 NOT'),
  reversedSign: (sign: string) => says('reversed-sign', `Write ${sign}`, `请写成 ${sign}`),
  unreadable: () => says('unreadable', 'The formula can’t be understood from here on', '从这里开始看不懂公式'),
  unknownFunction: (name: string, near: string | undefined) =>
    says(
      'unknown-function',
      near === undefined ? `There is no function ${shown(name)}` : `There is no function ${shown(name)}. Did you mean ${near}?`,
      near === undefined ? `没有“${shown(name)}”这个函数` : `没有“${shown(name)}”这个函数，是不是想写 ${near}？`,
    ),
  argumentCount: (name: string, least: number, most: number, found: number) =>
    says(
      'argument-count',
      `${name} takes ${countOf(least, most, 'en')}, but here it has ${found === 0 ? 'none' : found}`,
      `${name} 需要${countOf(least, most, 'zh')}，这里${found === 0 ? '一个也没有' : `有 ${found} 个`}`,
    ),
  notConstant: () =>
    says('list-of-constants', 'A list can hold only texts, or only numbers', '列表里只能全是文本，或全是数字'),
  constantText: (name: string, example: string) =>
    says('constant-text', `${name} needs a text in quotes: ${example}`, `${name} 需要引号里的文本：${example}`),
  badTime: () =>
    says('bad-time', 'Write the time as in time("2024-03-01T08:00:00+08:00") or time("2024-03-01")', '时间请写成 time("2024-03-01T08:00:00+08:00") 或 time("2024-03-01")'),
  badJson: () => says('bad-jsonlogic', 'The text in jsonlogic(…) is not valid JSON', 'jsonlogic(…) 里的文本不是有效的 JSON'),
  hugeNumber: () => says('number-too-large', 'This number is too large', '这个数太大了'),
  namelessSet: () => says('nameless-set', 'After @ comes the name of a set: @high_risk', '@ 后面要写集合的名称：@high_risk'),
} as const satisfies Record<string, (...parts: never[]) => Complaint>;

function countOf(least: number, most: number, lang: 'en' | 'zh'): string {
  if (lang === 'zh') {
    if (most === Infinity) return `至少 ${least} 个值`;
    return least === most ? ` ${least} 个值` : ` ${least} 到 ${most} 个值`;
  }
  if (most === Infinity) return `at least ${values(least)}`;
  return least === most ? values(least) : `${least} to ${values(most)}`;
}

const values = (n: number): string => `${n} value${n === 1 ? '' : 's'}`;

/** The name of a fix. */
export const useInstead = (name: string): Words => ({ en: `Use ${name} instead`, zh: `请改用 ${name}` });
