import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';
import { severityWords } from '../../kinds/shared/severity.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import { cutLength } from './cut.ts';
import { onOneLine, visible } from './harmless.ts';
import type { DigestMessage, Fact, Message, ToldAlert } from './message.ts';

/** A message laid out as all channels tell it, the severity first. No channel’s markup stands in it yet. */
export interface Letter {
  readonly severity: AlertSeverity;
  /** `Critical`, `严重`. */
  readonly level: string;
  readonly title: string;
  readonly text: string;
  readonly facts: readonly Fact[];
  /** Of a digest: what stands on its list, one a line. */
  readonly items: readonly string[];
  readonly link?: { readonly label: string; readonly url: string } | undefined;
}

/** Lines of a digest that name an alert. */
export const mostWorst = 5;
const mostGroups = 12;

export const marks: Readonly<Record<AlertSeverity, string>> = { critical: '🔴', high: '🟠', medium: '🟡', low: '🔵' };

/** Nobody reads more in a message, and no channel takes it. */
const longest = { title: 300, text: 4000, label: 60, value: 600, facts: 12 };

export function letterOf(message: Message, lang: Lang): Letter {
  const letter = message.form === 'digest' ? digestLetter(message, lang) : alertLetter(message.alert, message.test === true, lang);
  return {
    ...letter,
    title: cutLength(letter.title, longest.title),
    text: cutLength(letter.text, longest.text),
    facts: letter.facts.slice(0, longest.facts).map(({ label, value }) => ({ label: cutLength(label, longest.label), value: cutLength(value, longest.value) })),
    items: letter.items.map((item) => cutLength(item, longest.title)),
  };
}

function alertLetter(alert: ToldAlert, test: boolean, lang: Lang): Letter {
  const { severity, title, message, rule, graph, time, facts, link } = alert;
  const said: readonly Fact[] = [
    { label: pick(lang, 'Rule', '规则'), value: pick(lang, `${rule} (${graph})`, `${rule}（${graph}）`) },
    ...facts,
    ...(time === undefined ? [] : [{ label: pick(lang, 'Time', '时间'), value: time }]),
  ];
  return {
    severity,
    level: severityWords[severity][lang],
    title: onOneLine(test ? pick(lang, `Test: ${title}`, `测试：${title}`) : title),
    text: visible(message).trim(),
    facts: said.map(({ label, value }) => ({ label: onOneLine(label), value: onOneLine(value) })),
    items: [],
    link: link === undefined ? undefined : { label: pick(lang, 'Open in Ruleloom', '在 Ruleloom 中打开'), url: link },
  };
}

function digestLetter({ count, groups, worst, link }: DigestMessage, lang: Lang): Letter {
  const severity = groups[0]?.severity ?? 'medium';
  const number = (n: number): string => numberInWords(n, undefined, lang);
  const shown = groups.slice(0, mostGroups);
  const rest = groups.slice(mostGroups).reduce((sum, group) => sum + group.count, 0);
  const lines = shown.map((group) => pick(lang, `${severityWords[group.severity].en}: ${number(group.count)} × ${group.rule} (${group.graph})`, `${severityWords[group.severity].zh}：${group.rule}（${group.graph}）${number(group.count)} 条`));
  const more = rest === 0 ? [] : [pick(lang, `and ${number(rest)} of other rules`, `其他规则 ${number(rest)} 条`)];
  const named = worst.slice(0, mostWorst).map(({ title }) => pick(lang, `Among the worst: ${title}`, `其中较严重：${title}`));
  return {
    severity,
    level: severityWords[severity][lang],
    title: pick(lang, `${number(count)} more alerts`, `另有 ${number(count)} 条预警`),
    text: pick(lang, 'More came than this channel may send one by one. Here they are together.', '预警数量超过该渠道逐条发送的上限，现汇总如下。'),
    facts: [],
    items: [...lines, ...more, ...named].map(onOneLine),
    link: link === undefined ? undefined : { label: pick(lang, 'See all of them', '查看全部'), url: link },
  };
}

/** The letter with less and less in it, for channels that take no more than so many bytes. */
export function* shorter(letter: Letter): Generator<Letter> {
  yield letter;
  for (let facts = letter.facts.length - 1; facts >= 3; facts -= 1) yield { ...letter, facts: letter.facts.slice(0, facts) };
  const few = { ...letter, facts: letter.facts.slice(0, 3), items: letter.items.slice(0, mostGroups) };
  for (let length = 2000; length >= 60; length = Math.floor(length / 2)) {
    const short = (text: string): string => cutLength(text, length);
    yield { ...few, title: short(few.title), text: short(few.text), facts: few.facts.map(({ label, value }) => ({ label, value: short(value) })), items: few.items.map(short) };
  }
}
