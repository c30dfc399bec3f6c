import type { JsonPath } from '../data/json.ts';
import type { Lang } from '../data/text.ts';
import { inLanguage, pick } from '../data/text.ts';
import { capitalised, zh } from '../data/words.ts';
import type { Detail } from './details.ts';
import { isText, placeInWords, valueInWords } from './detail-words.ts';
import type { Change, DocumentDiff, Things, ThingName } from './diff.ts';
import type { RuleDocument, RuleEdge, RuleNode } from './document.ts';
import { splitEnd } from './document.ts';
import { shorten } from './problems.ts';

/** One change in words, and where a click on it leads. */
export interface ChangeLine {
  readonly text: string;
  readonly node?: string | undefined;
  readonly layout: boolean;
}

/** Words for what is inside configs, which only the kinds know. */
export interface ConfigWords {
  /** What a place in a config is called. */
  label?(node: RuleNode, at: JsonPath, lang: Lang): string | undefined;
  /** A value at a place, such as an expression as a formula. */
  value?(node: RuleNode, at: JsonPath, value: unknown, lang: Lang): string | undefined;
  /** What a port is called. */
  port?(node: RuleNode, port: string, side: 'from' | 'to', lang: Lang): string | undefined;
  /** What a node does, as its card says it. */
  sentence?(node: RuleNode, document: RuleDocument, lang: Lang): string | undefined;
}

/** A diff as lines for people, layout last: moves of many nodes are one line. */
export function diffInWords(diff: DocumentDiff, lang: Lang, config: ConfigWords = {}): ChangeLine[] {
  const tell = teller(diff, lang, config);
  const moved = diff.changes.filter((change) => change.what === 'node' && change.layout);
  const told = once(diff.changes.filter((change) => !moved.includes(change)).flatMap(tell));
  const lines = [...told.filter(({ layout }) => !layout), ...told.filter(({ layout }) => layout)];
  if (moved.length === 0) return lines;
  const [only] = moved;
  const name = only?.what === 'node' && only.how === 'changed' ? quoted(only.after, lang) : '';
  const text = moved.length === 1 ? pick(lang, `Moved ${name}`, zh`移动了${name}`) : pick(lang, `Moved ${moved.length} nodes`, zh`移动了${moved.length}个节点`);
  return [...lines, { text, layout: true }];
}

const once = (lines: readonly ChangeLine[]): ChangeLine[] => [
  ...new Map(lines.map((line) => [`${line.node ?? ''}\n${line.text}`, line])).values(),
];

const things: Readonly<Record<ThingName, Readonly<Record<Lang, string>>>> = {
  node: { en: '', zh: '' },
  edge: { en: 'the edge', zh: '连线' },
  group: { en: 'the group ', zh: '分组' },
  note: { en: 'the note ', zh: '便签' },
  set: { en: 'the value set ', zh: '值集合' },
  table: { en: 'the table ', zh: '参考表' },
  test: { en: 'the test ', zh: '测试' },
};

function teller(diff: DocumentDiff, lang: Lang, config: ConfigWords): (change: Change) => ChangeLine[] {
  return (change) => {
    if (change.what === 'order') return [{ text: pick(lang, 'Changed the order of the nodes, and so of the reasons', '调整了节点顺序，原因的顺序随之改变'), layout: false }];
    if (change.what === 'graph') return change.details.map((detail) => ({ text: aboutGraph(detail, diff, lang), layout: false }));
    if (change.what === 'edge') return [edgeLine(change, diff, lang, config)];
    const thing = change.how === 'removed' ? change.before : change.after;
    const name = `${things[change.what][lang]}${titled(change.what, thing, lang)}`;
    const node = change.what === 'node' && change.how !== 'removed' ? change.after.id : undefined;
    if (change.how === 'changed') {
      const words = change.what === 'node' ? nodeWords(change.before, change.after, lang, config) : plainWords(change.before, change.after, lang);
      return change.details
        .filter(({ at }) => !(change.what === 'node' && at[0] === 'at'))
        .map((detail) => ({
          text: changeOf(change.what, name, detail, diff.after, lang) ?? changed(name, detail, lang, words),
          node,
          layout: change.layout,
        }));
    }
    const sentence = change.what === 'node' ? config.sentence?.(change.how === 'added' ? change.after : change.before, change.how === 'added' ? diff.after : diff.before, lang) : undefined;
    const says = sentence === undefined ? '' : pick(lang, `: ${sentence}`, zh`：${sentence}`);
    const text = change.how === 'added' ? pick(lang, `Added ${name}${says}`, zh`新增${name}${says}`) : pick(lang, `Removed ${name}${says}`, zh`删除${name}${says}`);
    return [{ text, node, layout: change.layout }];
  };
}

function aboutGraph(detail: Detail, diff: DocumentDiff, lang: Lang): string {
  const { at, after } = detail;
  const [key] = at;
  const words = plainWords(diff.before, diff.after, lang);
  if (key === 'name') return pick(lang, `Renamed the graph to ${words.value(at, after)}`, zh`规则图改名为${words.value(at, after)}`);
  if (key === 'lang') return pick(lang, `Alerts are now written in ${after === 'zh' ? 'Chinese' : 'English'}`, zh`预警改用${after === 'zh' ? '中文' : '英文'}`);
  if (key === 'description') return pick(lang, 'Changed the description', '修改了说明');
  return changed(pick(lang, 'The graph', '规则图'), detail, lang, words);
}

interface Wording {
  label(detail: Detail): string;
  value(at: JsonPath, value: unknown): string;
}

/** Changes that have words of their own. */
function changeOf(what: ThingName, name: string, { at, before, after }: Detail, document: RuleDocument, lang: Lang): string | undefined {
  const [key] = at;
  const said = (value: unknown): string => valueInWords(value, lang);
  if (key === 'name' && at.length === 1) {
    const thing = things[what][lang];
    return pick(lang, `Renamed ${thing}${said(before)} to ${said(after)}`, zh`将${thing}${said(before)}重命名为${said(after)}`);
  }
  if (what === 'node' && key === 'id') return pick(lang, `Changed the id of ${name} to ${said(after)}`, zh`将${name}的 id 改为${said(after)}`);
  if (what === 'group' && key === 'nodes' && Array.isArray(after)) {
    const names = document.nodes.filter(({ id }) => after.includes(id)).map((node) => quoted(node, lang));
    return pick(lang, `${capitalised(name)} now holds ${names.join(', ')}`, zh`${name}现包含${names.join('、')}`);
  }
  if (what === 'group' && key === 'collapsed') {
    return after === true ? pick(lang, `Collapsed ${name}`, zh`折叠了${name}`) : pick(lang, `Expanded ${name}`, zh`展开了${name}`);
  }
  if (what === 'note') return key === 'text' ? pick(lang, `Edited ${name}`, zh`编辑了${name}`) : pick(lang, `Moved ${name}`, zh`移动了${name}`);
  if (what === 'table' && key === 'data') return pick(lang, `Changed the rows of ${name}`, zh`修改了${name}的内容`);
  if (what === 'test' && key === 'given') return pick(lang, `Changed the rows that ${name} is given`, zh`修改了${name}的输入`);
  if (what === 'test') return pick(lang, `Changed what ${name} expects`, zh`修改了${name}的预期`);
  return undefined;
}

function changed(name: string, detail: Detail, lang: Lang, words: Wording): string {
  const { at, before, after } = detail;
  const label = words.label(detail);
  const was = words.value(at, before);
  const is = words.value(at, after);
  const of = pick(lang, `${capitalised(name)}: ${label}`, zh`${name}：${label}`);
  const tells = (value: string): string => (label.endsWith(value) ? '' : pick(lang, `: ${value}`, zh`：${value}`));
  if (before === undefined) return pick(lang, `${of} added${tells(is)}`, zh`${of}新增${tells(is)}`);
  if (after === undefined) return pick(lang, `${of} removed${tells(was)}`, zh`${of}删除${tells(was)}`);
  return pick(lang, `${of} changed from ${was} to ${is}`, zh`${of}由${was}改为${is}`);
}

function nodeWords(before: RuleNode, after: RuleNode, lang: Lang, config: ConfigWords): Wording {
  const plain = plainWords(before, after, lang);
  return {
    label: (detail) => {
      const node = detail.after === undefined ? before : after;
      const own = detail.at[0] === 'config' ? config.label?.(node, detail.at.slice(1), lang) : undefined;
      return own ?? plain.label(detail);
    },
    value: (at, value) => {
      const own = at[0] === 'config' && value !== undefined ? config.value?.(after, at.slice(1), value, lang) : undefined;
      return own ?? plain.value(at, value);
    },
  };
}

function plainWords(before: unknown, after: unknown, lang: Lang): Wording {
  return {
    label: ({ at, after: is }) => placeInWords(is === undefined ? before : after, at, lang),
    value: (_, value) => valueInWords(value, lang),
  };
}

function titled(what: Exclude<ThingName, 'edge'>, thing: Things[Exclude<ThingName, 'edge'>], lang: Lang): string {
  const title: unknown = what === 'note' ? thing['text'] : thing['name'];
  const text = typeof title === 'string' || isText(title) ? inLanguage(title, lang) : '';
  return `“${shorten(text.split('\n')[0] ?? '', 40)}”`;
}

const quoted = (node: RuleNode, lang: Lang): string => titled('node', node, lang);

type EdgeChange = Extract<Change, { what: 'edge' }>;

function edgeLine(change: EdgeChange, diff: DocumentDiff, lang: Lang, config: ConfigWords): ChangeLine {
  const edge = change.how === 'removed' ? change.before : change.after;
  const document = change.how === 'removed' ? diff.before : diff.after;
  const from = endName(edge, 'from', document, lang, config);
  const to = endName(edge, 'to', document, lang, config);
  const text = {
    added: pick(lang, `Connected ${from} to ${to}`, zh`连接${from}与${to}`),
    removed: pick(lang, `Disconnected ${from} from ${to}`, zh`断开${from}与${to}`),
    changed: pick(lang, `Changed the edge from ${from} to ${to}`, zh`修改了${from}与${to}之间的连线`),
  }[change.how];
  return { text, node: change.how === 'removed' ? undefined : splitEnd(edge.to).node, layout: false };
}

function endName(edge: RuleEdge, side: 'from' | 'to', document: RuleDocument, lang: Lang, config: ConfigWords): string {
  const { node: id, port } = splitEnd(edge[side]);
  const node = document.nodes.find((each) => each.id === id);
  const name = node === undefined ? `“${id}”` : quoted(node, lang);
  if (port === undefined) return name;
  const label = (node === undefined ? undefined : config.port?.(node, port, side, lang)) ?? port;
  return pick(lang, `${name} (${label})`, zh`${name}（${label}）`);
}
