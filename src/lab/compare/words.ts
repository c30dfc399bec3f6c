import { inLanguage, words } from '../../data/text.ts';
import type { Text, Words } from '../../data/text.ts';
import { quote } from '../../data/words.ts';
import { sides } from './model.ts';
import type { AlertPart, Both, Side } from './model.ts';
import type { Compared, RanBoth } from './run-both.ts';

/** What stands between two graphs and a fair comparison, and what their numbers are called. */

export const sideWords: Both<Words> = { before: { en: 'before', zh: '之前' }, after: { en: 'after', zh: '之后' } };

export const partWords: Readonly<Record<AlertPart, Words>> = {
  severity: { en: 'severity', zh: '严重程度' },
  title: { en: 'title', zh: '标题' },
  message: { en: 'message', zh: '内容' },
  channels: { en: 'channels', zh: '渠道' },
};

export function notes(graphs: Both<Compared>, ran: RanBoth, different: readonly Text[]): readonly Words[] {
  return [
    ...sides.flatMap((side) => notRun(graphs[side], side)),
    ...ran.feedings.flatMap(({ step, steps, side }) => {
      const partner = ran.pairs.find((pair) => pair[side] === step.node);
      const isAlone = steps[side === 'before' ? 'after' : 'before'] === undefined && (partner?.before === undefined || partner.after === undefined);
      return isAlone ? [onlyOne(nameOf(graphs[side], step.node), side)] : [];
    }),
    ...ran.without.map(({ step, side }) => noRows(nameOf(graphs[side], step.node))),
    ...different.map(otherRows),
    ...(ran.stopped ? [{ en: 'Stopped before the end of the data', zh: '在数据结束前被停止' }] : []),
  ];
}

const nameOf = ({ compilation }: Compared, id: string): Text => compilation.analysis.nodes.get(id)?.node.name ?? id;

function notRun(graph: Compared, side: Side): readonly Words[] {
  const names = graph.compilation.notRun.map((id) => nameOf(graph, id));
  if (names.length === 0) return [];
  return [
    words((lang) => {
      const all = names.map((name) => quote(inLanguage(name, lang)));
      return lang === 'zh' ? `${sideWords[side].zh}的图中有未运行的节点：${all.join('、')}` : `Not run in the graph ${sideWords[side].en}: ${all.join(', ')}`;
    }),
  ];
}

const onlyOne = (name: Text, side: Side): Words =>
  words((lang) => {
    const source = quote(inLanguage(name, lang));
    return lang === 'zh' ? `数据源${source}只在${sideWords[side].zh}的图中` : `Only the graph ${sideWords[side].en} reads the source ${source}`;
  });

const noRows = (name: Text): Words =>
  words((lang) => (lang === 'zh' ? `数据源${quote(inLanguage(name, lang))}没有数据` : `The source ${quote(inLanguage(name, lang))} has no rows`));

const otherRows = (name: Text): Words =>
  words((lang) => {
    const source = quote(inLanguage(name, lang));
    return lang === 'zh' ? `两个图接受的${source}数据行不同，因此无法逐行比较标签和规则命中` : `The two graphs accept different rows of ${source}, so labels and hits of rules cannot be compared row by row`;
  });
