import { durationInWords, parseDuration } from '../data/duration.ts';
import type { JsonPath } from '../data/json.ts';
import type { Lang, Text } from '../data/text.ts';
import { inLanguage, languages, pick } from '../data/text.ts';
import type { Detail } from './details.ts';
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
  const text = moved.length === 1 ? pick(lang, `Moved ${name}`, `移动了${name}`) : pick(lang, `Moved ${moved.length} nodes`, `移动了 ${moved.length} 个节点`);
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
    if (change.what === 'graph') return change.details.map((detail) => ({ text: aboutGraph(detail, lang), layout: false }));
    if (change.what === 'edge') return [edgeLine(change, diff, lang, config)];
    const thing = change.how === 'removed' ? change.before : change.after;
    const name = `${things[change.what][lang]}${titled(change.what, thing, lang)}`;
    const node = change.what === 'node' && change.how !== 'removed' ? change.after.id : undefined;
    if (change.how === 'changed') {
      const words = change.what === 'node' ? nodeWords(change.after, lang, config) : plainWords(lang);
      return change.details
        .filter(({ at }) => !(change.what === 'node' && at[0] === 'at'))
        .map((detail) => ({
          text: changeOf(change.what, name, detail, diff.after, lang) ?? changed(name, detail, lang, words),
          node,
          layout: change.layout,
        }));
    }
    const sentence = change.what === 'node' ? config.sentence?.(change.how === 'added' ? change.after : change.before, change.how === 'added' ? diff.after : diff.before, lang) : undefined;
    const says = sentence === undefined ? '' : pick(lang, `: ${sentence}`, `：${sentence}`);
    const text = change.how === 'added' ? pick(lang, `Added ${name}${says}`, `新增${name}${says}`) : pick(lang, `Removed ${name}${says}`, `删除${name}${says}`);
    return [{ text, node, layout: change.layout }];
  };
}

function aboutGraph({ at, before, after }: Detail, lang: Lang): string {
  const [key] = at;
  const words = plainWords(lang);
  if (key === 'name') return pick(lang, `Renamed the graph to ${words.value(at, after)}`, `规则图改名为${words.value(at, after)}`);
  if (key === 'lang') return pick(lang, `Alerts are now written in ${after === 'zh' ? 'Chinese' : 'English'}`, `预警改用${after === 'zh' ? '中文' : '英文'}`);
  if (key === 'description') return pick(lang, 'Changed the description', '修改了说明');
  return changed(pick(lang, 'The graph', '规则图'), { at, before, after }, lang, words);
}

interface Wording {
  label(at: JsonPath): string;
  value(at: JsonPath, value: unknown): string;
}

/** Changes that have words of their own. */
function changeOf(what: ThingName, name: string, { at, before, after }: Detail, document: RuleDocument, lang: Lang): string | undefined {
  const [key] = at;
  const said = (value: unknown): string => valueInWords(value, lang);
  if (key === 'name' && at.length === 1) {
    const thing = things[what][lang];
    return pick(lang, `Renamed ${thing}${said(before)} to ${said(after)}`, `将${thing}${said(before)}重命名为${said(after)}`);
  }
  if (what === 'group' && key === 'nodes' && Array.isArray(after)) {
    const names = document.nodes.filter(({ id }) => after.includes(id)).map((node) => quoted(node, lang));
    return pick(lang, `${sentenceCase(name)} now holds ${names.join(', ')}`, `${name}现包含${names.join('、')}`);
  }
  if (what === 'group' && key === 'collapsed') {
    return after === true ? pick(lang, `Collapsed ${name}`, `折叠了${name}`) : pick(lang, `Expanded ${name}`, `展开了${name}`);
  }
  if (what === 'note') return key === 'text' ? pick(lang, `Edited ${name}`, `编辑了${name}`) : pick(lang, `Moved ${name}`, `移动了${name}`);
  if (what === 'table' && key === 'data') return pick(lang, `Changed the rows of ${name}`, `修改了${name}的内容`);
  if (what === 'test' && key === 'given') return pick(lang, `Changed the rows that ${name} is given`, `修改了${name}的输入`);
  if (what === 'test') return pick(lang, `Changed what ${name} expects`, `修改了${name}的预期`);
  return undefined;
}

function changed(name: string, { at, before, after }: Detail, lang: Lang, words: Wording): string {
  const label = words.label(at);
  const was = words.value(at, before);
  const is = words.value(at, after);
  const of = pick(lang, `${sentenceCase(name)}: ${label}`, `${name}：${label}`);
  if (before === undefined) return pick(lang, `${of} added: ${is}`, `${of}新增：${is}`);
  if (after === undefined) return pick(lang, `${of} removed: ${was}`, `${of}删除：${was}`);
  return pick(lang, `${of} changed from ${was} to ${is}`, `${of}由 ${was} 改为 ${is}`);
}

function nodeWords(node: RuleNode, lang: Lang, config: ConfigWords): Wording {
  const plain = plainWords(lang);
  const inside = (at: JsonPath): JsonPath | undefined => (at[0] === 'config' ? at.slice(1) : undefined);
  return {
    label: (at) => {
      const place = inside(at);
      return (place === undefined ? undefined : config.label?.(node, place, lang)) ?? plain.label(place ?? at);
    },
    value: (at, value) => {
      const place = inside(at);
      const said = place === undefined || value === undefined ? undefined : config.value?.(node, place, value, lang);
      return said ?? plain.value(at, value);
    },
  };
}

function plainWords(lang: Lang): Wording {
  return {
    label: (at) => at.map((key) => (typeof key === 'number' ? `#${key + 1}` : spaced(key))).join(' › '),
    value: (_, value) => valueInWords(value, lang),
  };
}

function valueInWords(value: unknown, lang: Lang): string {
  if (value === undefined || value === null) return pick(lang, 'nothing', '空');
  if (typeof value === 'boolean') return value ? pick(lang, 'yes', '是') : pick(lang, 'no', '否');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const duration = parseDuration(value);
    return duration === undefined ? `“${shorten(value)}”` : durationInWords(duration, lang);
  }
  if (isText(value)) return `“${shorten(inLanguage(value, lang))}”`;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string' || typeof each === 'number')) {
    return shorten(value.join(pick(lang, ', ', '、'))) || pick(lang, 'nothing', '空');
  }
  return shorten(JSON.stringify(value));
}

const isText = (value: unknown): value is Exclude<Text, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([key, text]) => languages.some((lang) => lang === key) && typeof text === 'string');

/** `perKey` is “per key”. */
const spaced = (key: string): string => key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ').toLowerCase();
const sentenceCase = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

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
    added: pick(lang, `Connected ${from} to ${to}`, `连接${from}与${to}`),
    removed: pick(lang, `Disconnected ${from} from ${to}`, `断开${from}与${to}`),
    changed: pick(lang, `Changed the edge from ${from} to ${to}`, `修改了${from}与${to}之间的连线`),
  }[change.how];
  return { text, node: change.how === 'removed' ? undefined : splitEnd(edge.to).node, layout: false };
}

function endName(edge: RuleEdge, side: 'from' | 'to', document: RuleDocument, lang: Lang, config: ConfigWords): string {
  const { node: id, port } = splitEnd(edge[side]);
  const node = document.nodes.find((each) => each.id === id);
  const name = node === undefined ? `“${id}”` : quoted(node, lang);
  if (port === undefined) return name;
  const label = (node === undefined ? undefined : config.port?.(node, port, side, lang)) ?? port;
  return pick(lang, `${name} (${label})`, `${name}（${label}）`);
}
