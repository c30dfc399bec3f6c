import { inLanguage, words } from '../../data/text.ts';
import type { Text, Words } from '../../data/text.ts';
import { quote } from '../../data/words.ts';
import type { CoveredPart, NodeCoverage } from './coverage.ts';

/** What no row reached, in words: of a node that no row came to that alone is said. */
export function missedInWords({ rows, parts }: NodeCoverage, name: Text): readonly Words[] {
  if (rows === 0) return [words((lang) => (lang === 'zh' ? `没有数据到达${quote(inLanguage(name, lang))}` : `No row came to ${quote(inLanguage(name, lang))}`))];
  return parts.filter((part) => part.rows === 0).map((part) => partInWords(part, name));
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
        case 'leaf':
          return `${node}中的条件从未成立：${part}`;
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
      case 'leaf':
        return `Never true in ${node}: ${part}`;
      case 'sent':
        return `${node} sent no ${part}`;
    }
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
