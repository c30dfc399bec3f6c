import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { capitalised, quote, zh } from '../../data/words.ts';
import { severityWords } from '../../kinds/shared/severity.ts';
import type { AboutAlert, AboutEvent, ExplainedRow, Explanation } from './model.ts';
import { branchFacts, changesInWords, clockOf, momentOf, valueIn } from './phrases.ts';
import type { Telling } from './phrases.ts';
import { silencesInWords } from './silence-words.ts';
import { cardWords, madeInLines, visitInWords } from './visit-words.ts';

/** Explanations as a colleague would give them: what it comes down to first, then node by node. */

export interface ExplanationWords {
  readonly title: string;
  readonly summary: readonly string[];
  /** Of an alert, the parts of its summary; of an event, none. */
  readonly alert?: AlertWords | undefined;
  /** One for each row: the one in question, what it was made of, what was made of it. */
  readonly ways: readonly WayWords[];
  /** Of an event: why it raised no other alerts. */
  readonly silences: readonly string[];
  /** By node that was reached: its own value, for its card. */
  readonly cards: Readonly<Record<string, string>>;
}

export interface AlertWords {
  /** Whom and when it is about. */
  readonly about: string;
  /** What the rules found. */
  readonly facts: readonly string[];
  /** The smallest change that would have kept it silent; none where no value would have. */
  readonly unless: readonly string[];
  /** What was held back before it, and after it. */
  readonly held: readonly string[];
}

export interface WayWords {
  readonly title: string;
  readonly nodes: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export function explanationInWords(explanation: Explanation, lang: Lang, zone?: string): ExplanationWords {
  const telling: Telling = { lang, explanation, zone };
  const { about } = explanation;
  const alert = about.type === 'alert' ? alertWords(about, telling) : undefined;
  return {
    title: about.type === 'alert' ? alertTitle(about, telling) : eventTitle(about, telling),
    summary: about.type === 'event' ? eventSummary(about, telling) : alert === undefined ? [] : [alert.about, ...alert.facts, ...alert.unless, ...alert.held],
    ...(alert === undefined ? {} : { alert }),
    ways: explanation.rows.map((row) => wayOf(row, telling)),
    silences: silencesInWords(explanation.silences, telling),
    // Of several rows at a node the one in question counts, and it stands first.
    cards: Object.fromEntries(
      explanation.rows
        .flatMap(({ visits }) => visits.map((visit) => [visit.node, cardWords(visit, telling)] as const))
        .reverse()
        .filter(([, said]) => said !== ''),
    ),
  };
}

/** As lines of text, the way `ruleloom explain` prints them. */
export function explanationInLines(explanation: Explanation, lang: Lang, zone?: string): readonly string[] {
  const { title, summary, ways, silences } = explanationInWords(explanation, lang, zone);
  const shownWays = ways.filter((_, index) => toldWays(explanation).has(index));
  const left = ways.length - shownWays.length;
  const told = shownWays.flatMap((way) => [
    '',
    way.title,
    ...way.nodes.flatMap((node, at) => [`  ${at + 1}. ${node.title}`, ...node.lines.map((line) => `     ${line}`)]),
  ]);
  return [
    title,
    ...summary,
    ...(silences.length === 0 ? [] : ['', ...silences]),
    ...told,
    ...(left === 0
      ? []
      : [
          '',
          pick(
            lang,
            `${left} more rows it became part of are in the data (--json).`,
            `另有 ${left} 条相关的数据，见 --json。`,
          ),
        ]),
  ];
}

/** Of many rows that an event became part of: those that raised alerts, those that came nearest to it, and a few more. */
function toldWays({ rows, alerts, silences }: Explanation): ReadonlySet<number> {
  const named = new Set([...alerts.map(({ row }) => row), ...silences.flatMap(({ stops: [stop] }) => stop?.row ?? [])]);
  const whole = rows.flatMap(({ role }, index) => (role === 'whole' ? [index] : []));
  const few = whole.slice(0, mostWays);
  return new Set(
    rows.flatMap(({ id, role }, index) => (role !== 'whole' || named.has(id) || few.includes(index) ? [index] : [])),
  );
}

const mostWays = 2;

/** With the name of its node, where the title is not that already: the title is in the language of the graph. */
function alertTitle({ alert }: AboutAlert, { lang, explanation }: Telling): string {
  const severity = severityWords[alert.severity][lang];
  const name = explanation.nodes.find(({ node }) => node === alert.node)?.name[lang] ?? '';
  const named = name === '' || alert.title.includes(name) ? '' : pick(lang, ` ${quote(name)}`, quote(name));
  return pick(lang, `${severity} alert${named}: ${alert.title}`, `预警（${severity}）${named}：${alert.title}`);
}

function alertWords(about: AboutAlert, telling: Telling): AlertWords {
  const { lang, explanation } = telling;
  const { alert, key, same, unless, after } = about;
  const who = key.map((each) =>
    lang === 'zh' ? zh`${each.label.zh} ${valueIn(each, telling)}` : `${each.label.en} ${valueIn(each, telling)}`,
  );
  const [subject] = explanation.rows;
  const facts = subject === undefined ? [] : factsOf(subject, telling);
  const when = alert.time === null ? [] : [momentOf(alert.time, telling)];
  return {
    about: capitalised([...who, ...when].join(pick(lang, ', ', '，'))),
    facts,
    unless:
      unless.length === 0
        ? []
        : [
            pick(
              lang,
              `It would have stayed silent with: ${changesInWords(unless, telling)}.`,
              zh`若${changesInWords(unless, telling)}，就不会有这条预警。`,
            ),
          ],
    held: [
      ...heldBackBefore(about, telling),
      ...(after === undefined || after.held === 0 ? [] : [heldAfter(after.held, after.until, same?.[lang], telling)]),
    ],
  };
}

/** In a summary of a summary, so many of its rows. */
const mostInShort = 3;

/** What the nodes with a choice found, in their words and with this row's values. */
function factsOf({ visits, made, node }: ExplainedRow, telling: Telling): readonly string[] {
  const { lang, explanation } = telling;
  const led = new Set(explanation.nodes.filter(({ state }) => state === 'led').map(({ node }) => node));
  const origin =
    made === undefined
      ? []
      : [
          `${explanation.nodes.find((each) => each.node === node)?.name[lang] ?? ''}${pick(lang, ': ', '：')}${madeInLines(made, telling, mostInShort).join(pick(lang, ', ', '，'))}${pick(lang, '.', '。')}`,
        ];
  // What a filter lets pass is worth a word only where no rule has one.
  const isRule = visits.some(
    ({ node: at, kind, branches }) => led.has(at) && kind !== 'filter' && branches.some(({ taken }) => taken),
  );
  const found = visits.flatMap((visit) => {
    const said = led.has(visit.node) && !(isRule && visit.kind === 'filter') ? branchFacts(visit, telling) : '';
    return said === '' ? [] : [pick(lang, `${visit.name.en}: ${said}.`, `${visit.name.zh}：${said}。`)];
  });
  return [...origin, ...found];
}

function heldBackBefore({ alert: { heldBack } }: AboutAlert, { lang }: Telling): readonly string[] {
  if (heldBack === 0) return [];
  return [
    pick(
      lang,
      `${heldBack} before it ${heldBack === 1 ? 'was' : 'were'} held back since the last one.`,
      `自上一条预警以来，此前有 ${heldBack} 条重复未发。`,
    ),
  ];
}

function heldAfter(held: number, until: number, same: string | undefined, telling: Telling): string {
  const { lang, explanation } = telling;
  const [subject] = explanation.rows;
  const time = clockOf(until, telling);
  if (lang === 'zh')
    return zh`此后${same ?? ''}又有 ${held} ${subject?.event.measure ?? '条'}${subject?.event.one.zh ?? '事件'}命中；${time}之前不重复发出。`;
  const what = held === 1 ? subject?.event.one.en : subject?.event.many.en;
  return `After it, ${held} more ${what ?? 'rows'}${same === undefined ? '' : ` of ${same}`} came this far and ${held === 1 ? 'was' : 'were'} held back, until ${time}.`;
}

function eventTitle({ event, number, of }: AboutEvent, { lang, explanation }: Telling): string {
  const [subject] = explanation.rows;
  const one = subject?.event.one[lang] ?? pick(lang, 'event', '事件');
  const which =
    of === 1 ? '' : pick(lang, ` (${number} of ${of} with this id)`, `（同一编号的第 ${number} 条，共 ${of} 条）`);
  return capitalised(
    lang === 'zh' ? zh`${one} ${String(event ?? '')}${which}` : `${one} ${String(event ?? '')}${which}`,
  );
}

function eventSummary({ outcome, reason, line }: AboutEvent, telling: Telling): readonly string[] {
  const { lang, explanation } = telling;
  const { alerts, rows } = explanation;
  const [subject] = rows;
  if (outcome !== 'accepted') {
    const where = line === undefined ? '' : pick(lang, ` (line ${line})`, `（第 ${line} 行）`);
    const [en, chinese] =
      outcome === 'late'
        ? ['Came too late, so no rule saw it', '迟到，没有进入任何规则']
        : ['Breaks the contract of its source, so no rule saw it', '不符合数据源约定，被拒收，没有进入任何规则'];
    return [pick(lang, `${en}${where}: ${reason ?? ''}.`, `${chinese}${where}：${reason ?? ''}。`)];
  }
  const when = subject?.time === null || subject === undefined ? [] : [capitalised(momentOf(subject.time, telling))];
  const counted = countedInWords(explanation.counted, telling);
  if (alerts.length === 0) return [...when, pick(lang, 'It raised no alert.', '没有触发预警。'), ...counted];
  return [
    ...when,
    ...alerts.map((alert) => {
      const by = alert.row === subject?.id ? '' : byWayOf(alert.row, telling);
      const at = alert.time === null ? '' : momentOf(alert.time, telling);
      const said = quote(alert.title);
      return lang === 'zh'
        ? zh`${by}触发了预警（${severityWords[alert.severity].zh}）${said}，${at}。`
        : `It led to the ${severityWords[alert.severity].en.toLowerCase()} alert ${said}${by}, ${at}.`;
    }),
    ...counted,
  ];
}

/** The alerts of later rows that counted this one in. */
function countedInWords({ alerts, count }: Explanation['counted'], telling: Telling): readonly string[] {
  const { lang } = telling;
  const more = count - alerts.length;
  const told = alerts.map(({ alert, by }) => {
    const at = alert.time === null ? '' : clockOf(alert.time, telling);
    const severity = severityWords[alert.severity][lang];
    const said = by
      .flatMap(({ features }) => features.map((each) => `${each.label[lang]} ${valueIn(each, telling)}`))
      .join(pick(lang, ', ', '，'));
    return lang === 'zh'
      ? zh`${at}的预警（${severity}）${quote(alert.title)}也计入了它：${said}。`
      : `It was counted in the ${severity.toLowerCase()} alert ${quote(alert.title)} of ${at}: ${said}.`;
  });
  if (more <= 0) return told;
  return [...told, pick(lang, `And in ${more} more after that.`, `此后还有 ${more} 条预警计入了它。`)];
}

/** Which node's row it was that raised the alert, where the event was only a part of it. */
function byWayOf(id: string, { lang, explanation }: Telling): string {
  const row = explanation.rows.find((each) => each.id === id);
  const name = explanation.nodes.find(({ node }) => node === row?.node)?.name[lang];
  return name === undefined ? '' : pick(lang, ` by way of ${quote(name)}`, zh`经${quote(name)}`);
}

function wayOf(row: ExplainedRow, telling: Telling): WayWords {
  const { lang } = telling;
  const at = row.time === null ? '' : clockOf(row.time, telling);
  const one = row.event.one[lang];
  const [en, chinese] = {
    subject: [`The way of the ${one}`, zh`这${row.event.measure}${one}的去向`],
    part: [`Made of the ${one} of ${at}`, zh`来自 ${at} 的${one}`],
    whole: [`Became part of the ${one} of ${at}`, zh`归入 ${at} 的${one}`],
  }[row.role];
  return {
    title: pick(lang, en ?? '', chinese ?? ''),
    nodes: row.visits.map((visit) => visitInWords(visit, row, telling)),
  };
}
