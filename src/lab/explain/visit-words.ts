import { pick } from '../../data/text.ts';
import { listInWords, numberInWords, quote, valueInWords, zh } from '../../data/words.ts';
import type { ExplainedRow, Feature, Made, Visit } from './model.ts';
import {
  anomalyInWords,
  branchFacts,
  clockOf,
  labelled,
  momentOf,
  testInWords,
  truthInLines,
  valueIn,
  withSign,
} from './phrases.ts';
import type { Telling } from './phrases.ts';
import { stoppedInWords } from './silence-words.ts';

/** What happened to a row at one node, in lines. */

export function visitInWords(
  visit: Visit,
  row: ExplainedRow,
  telling: Telling,
): { readonly title: string; readonly lines: readonly string[] } {
  const { lang } = telling;
  const left =
    visit.branches.length === 0 ? '' : ` → ${visit.ports.map(({ label }) => label[lang]).join(pick(lang, ', ', '、'))}`;
  const own = row.made !== undefined && visit.node === row.node ? madeInLines(row.made, telling) : [];
  const asked = new Set(
    row.visits.flatMap(({ branches, items }) => [
      ...branches.flatMap(({ truth }) => fieldsIn(truth)),
      ...(items?.items.flatMap(({ truth }) => fieldsIn(truth)) ?? []),
    ]),
  );
  const said = new Set([
    ...visit.features.map(({ name }) => name),
    ...(visit.items === undefined ? [] : [visit.items.score.name, visit.items.band.name]),
    visit.table?.field,
    ...(row.made?.type === 'window' && visit.node === row.node ? row.made.names : []),
  ]);
  const values =
    visit.anomaly === undefined ? visit.values.filter(({ name, value }) => value !== null && !said.has(name)) : [];
  return {
    title: `${visit.name[lang]}${left}`,
    lines: [
      ...own,
      ...(values.length === 0 ? [] : [values.map((each) => labelled(each, telling)).join(pick(lang, ', ', '，'))]),
      ...(visit.keyless === true
        ? [pick(lang, 'its key is missing, so it takes no part here', '缺少键，不参与这里的统计')]
        : []),
      ...(visit.anomaly === undefined ? [] : [anomalyInWords(visit.anomaly, telling)]),
      ...(visit.anomaly === undefined ? visit.features : []).flatMap((feature) =>
        featureInLines(feature, asked.has(feature.name), telling),
      ),
      ...itemLines(visit, telling),
      ...tableLines(visit, telling),
      ...(visit.items === undefined ? visit.branches : []).flatMap((branch) => {
        const lines = truthInLines(branch.truth, telling);
        return visit.branches.length === 1
          ? lines
          : [`${branch.label[lang]}${pick(lang, ':', '：')}`, ...lines.map((line) => `  ${line}`)];
      }),
      ...heldLines(visit, telling),
      ...chainLines(visit, row, telling),
      ...(visit.heldBy === undefined && visit.kind === 'alert' ? [pick(lang, 'sent', '已发出')] : []),
      ...(visit.kind === 'output' ? [pick(lang, 'sent on', '已送出')] : []),
    ],
  };
}

const fieldsIn = (truth: Visit['branches'][number]['truth']): readonly string[] => [
  ...truth.compared.flatMap(({ field }) => field ?? []),
  ...truth.parts.flatMap(fieldsIn),
  ...(truth.because === undefined ? [] : fieldsIn(truth.because)),
];

/** What a card shows of the row: `score 42, pass`, `payments in 10 minutes 4`. */
export function cardWords(visit: Visit, telling: Telling): string {
  const { lang } = telling;
  const { branches, features, heldBy, items, kind, values } = visit;
  if (kind === 'alert')
    return heldBy === undefined ? pick(lang, 'sent', '已发出') : pick(lang, 'held back', '重复未发');
  if (items !== undefined)
    return pick(
      lang,
      `score ${valueIn(items.score, telling)}, ${valueIn(items.band, telling)}`,
      `${valueIn(items.score, telling)} 分，${valueIn(items.band, telling)}`,
    );
  if (branches.length > 0) return branchFacts(visit, telling) || firstFalse(branches, telling);
  const told = features.length > 0 ? features.map(({ value }) => value) : kind === 'source' ? [] : values;
  return told
    .slice(0, mostOnCard)
    .map((each) => `${each.label[lang]} ${valueIn(each, telling)}`)
    .join(pick(lang, ', ', '，'));
}

const mostOnCard = 2;

/** The test that failed first of the last branch that was asked. */
function firstFalse(branches: Visit['branches'], telling: Telling): string {
  const find = (truth: Visit['branches'][number]['truth']): Visit['branches'][number]['truth'] | undefined =>
    truth.kind === 'test'
      ? truth.holds
        ? undefined
        : truth
      : truth.parts.map(find).find((each) => each !== undefined);
  const last = branches.at(-1);
  const failed = last === undefined ? undefined : find(last.truth);
  return failed === undefined
    ? pick(telling.lang, 'rest', '其余')
    : pick(telling.lang, `not: ${testInWords(failed, telling)}`, `不满足：${testInWords(failed, telling)}`);
}

/** So many of the rows that a feature looked at are told one by one. */
const mostTold = 5;

function featureInLines(feature: Feature, isAsked: boolean, telling: Telling): readonly string[] {
  const { lang } = telling;
  const head = labelled(feature.value, telling);
  if (!isAsked || feature.count === 0) return [head];
  const latest = feature.rows.slice(-mostTold);
  const more = feature.count - latest.length;
  const told = latest.map(({ time, value }) => {
    const at = time === null ? '' : clockOf(time, telling);
    const { of } = feature;
    if (of === undefined) return at;
    return `${at} ${valueInWords(value, of, lang, telling.zone)}`;
  });
  const before =
    more <= 0
      ? ''
      : pick(
          lang,
          `${numberInWords(more, undefined, 'en')} before; `,
          `更早还有 ${numberInWords(more, undefined, 'zh')} 条；`,
        );
  return [head, `  ${before}${told.join(pick(lang, ', ', '，'))}`];
}

function itemLines({ items }: Visit, telling: Telling): readonly string[] {
  const { lang } = telling;
  if (items === undefined) return [];
  const start = items.start === 0 ? [] : [pick(lang, `starts from ${items.start}`, `起始 ${items.start} 分`)];
  const lines = items.items.map(
    ({ label, points, truth }) =>
      `${truth.holds ? '✓' : '✗'} ${label[lang]}${truth.holds ? ` ${withSign(points)}` : ''}`,
  );
  return [
    ...start,
    ...lines,
    pick(
      lang,
      `score ${valueIn(items.score, telling)}, ${valueIn(items.band, telling)}`,
      `得分 ${valueIn(items.score, telling)}，${valueIn(items.band, telling)}`,
    ),
  ];
}

function tableLines({ table }: Visit, { lang }: Telling): readonly string[] {
  if (table === undefined) return [];
  if (table.hits.length === 0) return [pick(lang, `none of its ${table.rows} rows`, `${table.rows} 行都未命中`)];
  return table.hits.map(({ row, conditions }) => {
    const said = conditions.map((each) => each[lang]).join(pick(lang, ', ', '，'));
    return pick(lang, `row ${row}${said === '' ? '' : `: ${said}`}`, `第 ${row} 行${said === '' ? '' : `：${said}`}`);
  });
}

function heldLines({ heldBy, kind }: Visit, telling: Telling): readonly string[] {
  if (heldBy === undefined) return [];
  const { lang } = telling;
  const at = heldBy.time === null ? '' : clockOf(heldBy.time, telling);
  const until = clockOf(heldBy.until, telling);
  const same = heldBy.same?.[lang];
  if (kind === 'alert')
    return [
      pick(
        lang,
        `held back: ${same ?? 'the same'} was warned of at ${at}; not again before ${until}`,
        zh`重复未发：${same ?? '相同内容'}已在${at}发过预警，${until}之前不重复发出`,
      ),
    ];
  return [
    pick(lang, `dropped: ${same ?? 'the same'} had come at ${at}`, zh`已去重：${same ?? '相同内容'}在${at}出现过`),
  ];
}

function chainLines({ chain }: Visit, row: ExplainedRow, telling: Telling): readonly string[] {
  const { lang } = telling;
  if (chain === undefined) return [];
  if (chain.stopped !== undefined) return [stoppedInWords(chain.stopped, row.id, telling)];
  if (chain.count === 0) return [];
  return [
    pick(
      lang,
      `became part of ${chain.count} ${chain.count === 1 ? 'row' : 'rows'} here`,
      `归入这里的 ${chain.count} 条结果`,
    ),
  ];
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** What a row was made of. */
export function madeInLines(made: Made, telling: Telling, most = mostTold): readonly string[] {
  const { lang, explanation } = telling;
  const at = (id: string | null): string => {
    const time = id === null ? null : (explanation.listed[id]?.time ?? null);
    return time === null ? '' : clockOf(time, telling);
  };
  switch (made.type) {
    case 'window': {
      const key = made.key
        .map((each) => pick(lang, `${each.label.en} ${valueIn(each, telling)}`, zh`${each.label.zh} ${valueIn(each, telling)}`))
        .join(pick(lang, ', ', '，'));
      const isOneDay = dayOf(made.start) === dayOf(made.end);
      const [start, end] = [made.start, made.end].map((time) => (isOneDay ? clockOf(time, telling) : momentOf(time, telling)));
      const span = pick(lang, `from ${start ?? ''} to ${end ?? ''}`, `${start ?? ''} 至 ${end ?? ''}`);
      const count = numberInWords(made.count, undefined, lang);
      const { one, many, measure } = made.event;
      const told = listInWords(made.rows.slice(-most).map(at), 'and', lang);
      const rest = made.count - Math.min(made.rows.length, most);
      const [en, chinese] = rest > 0 ? ['the latest at', '最近的在'] : ['at', made.count === 1 ? '在' : '分别在'];
      // Where most of them would be left out, none says as much.
      const latest = rest > 0 && most < mostTold ? '' : pick(lang, `: ${en} ${told}`, zh`：${chinese}${told}`);
      return [
        pick(
          lang,
          `${count} ${made.count === 1 ? one.en : many.en}${key === '' ? '' : ` of ${key}`}, ${span}${latest}`,
          zh`${key}${key === '' ? '' : '，'}${span}共 ${count} ${measure}${one.zh}${latest}`,
        ),
      ];
    }
    case 'join':
      return [
        made.right === null
          ? pick(lang, `the one of ${at(made.left)}, without a partner`, zh`${at(made.left)} 的一条，没有配对`)
          : pick(
              lang,
              `those of ${at(made.left)} and ${at(made.right)}`,
              zh`${at(made.left)} 和 ${at(made.right)} 的两条配成一对`,
            ),
      ];
    case 'sequence':
      return made.parts.map(({ name, row }) =>
        row === null
          ? pick(lang, `${quote(name.en)} did not come in time`, zh`时限内没有${quote(name.zh)}`)
          : pick(lang, `${quote(name.en)} at ${at(row)}`, zh`${at(row)} ${quote(name.zh)}`),
      );
  }
}
