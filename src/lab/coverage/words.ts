import { inLanguage, words } from '../../data/text.ts';
import type { Lang, Text, Words } from '../../data/text.ts';
import { listInWords, numberInWords, quote } from '../../data/words.ts';
import { isMissed } from './coverage.ts';
import type { Coverage, CoverageGroup, CoveredPart, NodeCoverage } from './coverage.ts';

/** “3 of 17 rules and 2 of 30 outputs were never reached”. */
export function coverageInWords({ parts, missed, groups }: Pick<Coverage, 'parts' | 'missed' | 'groups'>): Words {
  if (parts === 0) return { en: 'Nothing here can be reached yet', zh: '目前没有可到达的部分' };
  if (missed === 0) {
    return words((lang) => {
      const all = listInWords(groups.map(({ group }) => names[group][lang === 'zh' ? 'zh' : 'one']), 'and', lang);
      return lang === 'zh' ? `${all}全部到达过` : `Every ${all} was reached`;
    });
  }
  return words((lang) => {
    const some = groups.filter((each) => each.missed > 0).map((each) => groupInWords(each, lang));
    return lang === 'zh' ? `${some.join('、')}从未到达` : `${listInWords(some, 'and', lang)} ${missed === 1 ? 'was' : 'were'} never reached`;
  });
}

const names = {
  rule: { one: 'rule', many: 'rules', zh: '规则', measure: '条' },
  row: { one: 'table row', many: 'table rows', zh: '决策表', measure: '行' },
  condition: { one: 'outcome of a condition', many: 'outcomes of conditions', zh: '条件结果', measure: '个' },
  output: { one: 'output', many: 'outputs', zh: '输出', measure: '个' },
} as const;

function groupInWords({ group, parts, missed }: CoverageGroup, lang: Lang): string {
  const [some, all] = [missed, parts].map((count) => numberInWords(count, undefined, lang));
  const { measure } = names[group];
  if (lang === 'zh') return `${all ?? ''} ${measure}${names[group].zh}中有 ${some ?? ''} ${measure}`;
  return `${some ?? ''} of ${all ?? ''} ${parts === 1 ? names[group].one : names[group].many}`;
}

/** Something that no row reached, in words. */
export interface Missed {
  readonly said: Words;
  /** The first part that it is about; undefined for a node that no row came to. */
  readonly part: CoveredPart | undefined;
}

/** Of a node that no row came to that alone is said; rows of a table are told together, as there may be many. */
export function missedIn({ rows, parts }: NodeCoverage, name: Text): readonly Missed[] {
  if (rows === 0) {
    const said = words((lang) => (lang === 'zh' ? `没有数据到达${quote(inLanguage(name, lang))}` : `No row came to ${quote(inLanguage(name, lang))}`));
    return [{ said, part: undefined }];
  }
  const missed = parts.filter(isMissed);
  const [first, ...others] = missed.filter(({ type }) => type === 'row');
  return missed.flatMap((part): readonly Missed[] => {
    if (part.type !== 'row' || first === undefined) return [{ said: partInWords(part, name), part }];
    return part === first ? [{ said: rowsInWords([first, ...others], name), part }] : [];
  });
}

/** Rows 3, 5 to 9 and 12. */
function rowsInWords(parts: readonly CoveredPart[], name: Text): Words {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return partInWords(only, name);
  const runs: [from: number, to: number][] = [];
  for (const row of parts.map(({ id }) => Number(id))) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  return words((lang) => {
    const told = runs.flatMap(([from, to]) => (to - from < 2 ? [...new Set([from, to])].map(String) : [lang === 'zh' ? `${from}–${to}` : `${from} to ${to}`]));
    const node = quote(inLanguage(name, lang));
    return lang === 'zh' ? `${node}的第 ${told.join('、')} 行从未命中` : `Rows ${listInWords(told, 'and', lang)} of ${node} were never hit`;
  });
}

function partInWords({ type, label }: CoveredPart, name: Text): Words {
  return words((lang) => {
    const [node, part] = [quote(inLanguage(name, lang)), label[lang]];
    if (lang === 'zh') {
      switch (type) {
        case 'port':
          return `没有数据从${node}的${quote(part)}离开`;
        case 'reason':
          return `${node}中的${quote(part)}从未命中`;
        case 'row':
          return `${node}的${part}从未命中`;
        case 'otherwise':
          return `${node}的每条数据都命中了某一行，“其余情况”从未用到`;
        case 'holds':
          return `${node}中的条件从未成立：${part}`;
        case 'fails':
          return `${node}中的条件总是成立：${part}`;
        case 'sent':
          return `${node}没有发出${part}`;
      }
    }
    switch (type) {
      case 'port':
        return `No row left ${node} by ${quote(part)}`;
      case 'reason':
        return `${quote(part)} of ${node} never matched`;
      case 'row':
        return `${capital(part)} of ${node} was never hit`;
      case 'otherwise':
        return `Each row of ${node} hit a row of the table: “otherwise” was never needed`;
      case 'holds':
        return `Never true in ${node}: ${part}`;
      case 'fails':
        return `Always true in ${node}: ${part}`;
      case 'sent':
        return `${node} sent no ${part}`;
    }
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
