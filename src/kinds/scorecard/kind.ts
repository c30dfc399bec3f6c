import { hasRole, largestNumber } from '../../data/field.ts';
import type { Field, FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { inLanguage, pick, words } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import { eventWords, listInWords, numberInWords, zh } from '../../data/words.ts';
import { call, field as fieldRef, number, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { Change } from '../../plan/plan.ts';
import { defineKind } from '../contract.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { checkExpression, compileExpression, expressionFields, expressionReferences, renameExpression } from '../shared/expressions.ts';
import { checkNewNames, freeName, labelOf } from '../shared/fields.ts';
import { problem } from '../shared/problems.ts';
import { asTemplate, checkReasons, foreignReferences, renameReason, withReasons } from '../shared/reasons.ts';
import { renamedOwn } from '../shared/renames.ts';
import { expressionInWords } from '../shared/sentences.ts';
import { derivedFrom, findField, gridOf, inputOf, isConnected, plainField, withFields } from '../shared/streams.ts';
import { checkTemplate, planTemplate } from '../shared/templates.ts';
import { rowsIn, said, uncapitalised } from '../shared/words.ts';
import { bandPorts, checkBands } from './bands.ts';
import { decimalsOf, isMultiple, reach, scorecardSchema } from './config.ts';
import type { Item, ScorecardConfig } from './config.ts';

const asked = ({ items }: ScorecardConfig, stream: Stream): readonly FlowField[] =>
  [...new Set(items.flatMap(({ when }) => expressionFields(when)))].flatMap((name) => findField(stream, name) ?? []);

function scoreFields(config: ScorecardConfig, around: Surroundings): { readonly score: FlowField; readonly band: FlowField } {
  const stream = inputOf(around);
  const derived = derivedFrom(asked(config, stream));
  const origin = (field: string) => ({ origins: [{ node: around.node, field }], optional: false });
  const score: Field = { name: config.score, type: 'number', decimals: decimalsOf(config), ...reach(config) };
  return {
    score: { ...score, ...gridOf(score), label: scoreLabel(around), ...derived, ...origin(config.score) },
    band: { name: config.band, type: 'text', values: [...new Set(config.bands.map(({ id }) => id))], label: bandLabel(around), ...derived, ...origin(config.band) },
  };
}

/** The name of a card that is called a score; else with the word added. */
const scoreLabel = ({ name }: Surroundings): Text =>
  words((lang) => {
    const card = uncapitalised(inLanguage(name, lang));
    if (lang === 'zh') return /分$|分数$/.test(card) ? card : zh`${card}分数`;
    return /score$/i.test(card) ? card : `${card} score`;
  });

const bandLabel = ({ name }: Surroundings): Text =>
  words((lang) => (lang === 'zh' ? zh`${inLanguage(name, lang)}分段` : `${uncapitalised(inLanguage(name, lang))} band`));

const withScore = (config: ScorecardConfig, around: Surroundings): Stream => {
  const { score, band } = scoreFields(config, around);
  return withFields(inputOf(around), [score, band]);
};

/** `new merchant (+20)`, in the words of the label or else of the condition. */
function reasonFor(item: Item, around: Surroundings): Text {
  if (item.reason !== undefined) return item.reason;
  return asTemplate((lang) => {
    const points = `${item.points < 0 ? '−' : '+'}${numberInWords(Math.abs(item.points), undefined, lang)}`;
    const said = itemInWords(item, around, lang);
    return lang === 'zh' ? `${said}（${points}）` : `${said} (${points})`;
  });
}

function itemInWords({ label, when }: Item, around: Surroundings, lang: Lang): string {
  const said = label === undefined ? '' : inLanguage(label, lang);
  if (said !== '') return said;
  return when === undefined ? pick(lang, 'item', '项目') : expressionInWords(when, inputOf(around), around, lang);
}

function checkItem(item: Item, index: number, config: ScorecardConfig, around: Surroundings): readonly Problem[] {
  const at = ['items', index];
  const shape = [
    ...(item.when === undefined ? [problem(around, { code: 'no-condition', en: `Say when item ${index + 1} gives its points`, zh: `请说明第 ${index + 1} 项在什么情况下计分`, at: [...at, 'when'] })] : []),
    ...(isMultiple(item.points, 9) ? [] : [problem(around, { code: 'too-many-decimals', en: 'Points have nine digits after the point at most', zh: '分值最多保留 9 位小数', at: [...at, 'points'] })]),
    ...(item.points === 0 ? [problem(around, { code: 'no-points', severity: 'warning', en: `Item ${index + 1} gives no points, so it changes nothing`, zh: `第 ${index + 1} 项是 0 分，不起作用`, at: [...at, 'points'] })] : []),
  ];
  if (!isConnected(around)) return shape;
  return [
    ...shape,
    ...(item.when === undefined ? [] : checkExpression(item.when, inputOf(around), around, 'boolean', [...at, 'when'], { forRule: true })),
    ...(item.reason === undefined ? [] : checkTemplate(item.reason, withScore(config, around), around, [...at, 'reason'])),
  ];
}

function checkNumbers(config: ScorecardConfig, around: Surroundings): readonly Problem[] {
  const { cap = {}, start = 0, items } = config;
  const limits = cap.min !== undefined && cap.max !== undefined && cap.min > cap.max;
  const total = [...items.map(({ points }) => points), start, cap.min ?? 0, cap.max ?? 0].reduce((sum, value) => sum + Math.abs(value), 0);
  return [
    ...(items.length === 0 ? [problem(around, { code: 'no-items', severity: 'warning', en: 'Nothing gives points yet: add an item', zh: '还没有任何计分项：请添加一项', at: ['items'] })] : []),
    ...(limits ? [problem(around, { code: 'cap-order', en: 'The lowest score is above the highest', zh: '最低分高于最高分', at: ['cap'] })] : []),
    ...(total * 10 ** decimalsOf(config) > largestNumber ? [problem(around, { code: 'sum-not-exact', en: 'The points can’t be added exactly: make them smaller, or give them fewer digits', zh: '这些分值无法精确相加：请改小一些，或减少小数位', at: ['items'] })] : []),
  ];
}

/** Whole numbers are added, and the point is set once at the end, so that no digit is lost on the way. */
function scoreOf(config: ScorecardConfig, stream: Stream, around: Surroundings): Expr {
  const scale = 10 ** decimalsOf(config);
  const whole = (value: number): Expr => number(Math.round(value * scale) || 0);
  const points = config.items.flatMap(({ when, points: value }) =>
    when === undefined || value === 0 ? [] : [call('if', compileExpression(when, stream, around), whole(value), number(0))],
  );
  const start = config.start ?? 0;
  const [first = number(0), ...more] = start === 0 ? points : [whole(start), ...points];
  const total = more.length === 0 ? first : call('add', first, ...more);
  const { min, max } = config.cap ?? {};
  const below = max === undefined ? total : call('min', total, whole(max));
  const capped = min === undefined ? below : call('max', below, whole(min));
  return scale === 1 ? capped : call('divide', capped, number(scale));
}

/** The highest band that the score reaches; the first where it reaches none. */
function bandOf({ bands, score }: ScorecardConfig): Expr {
  const [first, ...higher] = bands;
  const branches = higher.toReversed().flatMap(({ id, from = 0 }) => [call('ge', fieldRef(score), number(from)), text(id)]);
  return branches.length === 0 ? text(first?.id ?? '') : call('if', ...branches, text(first?.id ?? ''));
}

function changesOf(config: ScorecardConfig, around: Surroundings): readonly Change[] {
  const stream = inputOf(around);
  const { score, band } = scoreFields(config, around);
  const reasons = config.items.flatMap((item): readonly Change[] => {
    const reason = planTemplate(reasonFor(item, around), around.lang);
    if (item.when === undefined || item.points === 0 || reason.length === 0) return [];
    return [{ reason, when: compileExpression(item.when, stream, around) }];
  });
  return [{ set: plainField(score), to: scoreOf(config, stream, around) }, { set: plainField(band), to: bandOf(config) }, ...reasons];
}

function blank(around: Surroundings): ScorecardConfig {
  const stream = inputOf(around);
  const taken = new Set([...stream.fields.map((field) => field.name), reasonsName]);
  const amount = stream.fields.find((field) => hasRole(field, 'amount') && field.type === 'number' && !field.tainted);
  const items = amount === undefined ? [] : [{ when: { logic: { '>=': [{ var: amount.name }, 1000] } }, points: 30 }];
  const score = freeName('score', taken);
  taken.add(score);
  return {
    items,
    score,
    band: freeName('band', taken),
    bands: [
      { id: 'pass', name: said('pass', '放行') },
      { id: 'review', name: said('review', '复核'), from: 30 },
    ],
  };
}

/** `Points for amount, country and hour`. */
function describe(config: ScorecardConfig, around: Surroundings, lang: Lang): string {
  const stream = inputOf(around);
  const named = config.items.flatMap(({ label, when }) => {
    const said = label === undefined ? '' : inLanguage(label, lang);
    return said === '' ? expressionFields(when).map((name) => labelOf(name, stream, lang)) : [said];
  });
  const all = [...new Set(named)];
  const { one, measure } = eventWords(stream.event, lang);
  if (all.length === 0) return pick(lang, `A score for each ${one}`, zh`给每${measure}${one}打分`);
  if (all.length <= 4) return pick(lang, `Points for ${listInWords(all, 'and', lang)}`, zh`按${listInWords(all, 'and', lang)}计分`);
  return pick(lang, `Points for ${all.slice(0, 3).join(', ')} and ${all.length - 3} more`, zh`按${all.slice(0, 3).join('、')}等 ${all.length} 项计分`);
}

const ownNames = ({ score, band }: ScorecardConfig): ReadonlySet<string> => new Set([score, band]);

export const scorecard = defineKind<ScorecardConfig>({
  version: 1,
  family: 'rule',
  title: said('Scorecard', '评分卡'),
  summary: said('Points, summed and cut in bands', '计分、求和、分段'),
  config: scorecardSchema,
  blank,
  ports: (config) => ({ inputs: [rowsIn], outputs: bandPorts(config) }),

  flow(config, around) {
    const rows = withReasons(withScore(config, around), around, config.items.map((item) => reasonFor(item, around)));
    return Object.fromEntries(bandPorts(config).map(({ id }) => [id, rows]));
  },

  check(config, around) {
    const stream = inputOf(around);
    const made = [{ name: config.score, at: ['score'] }, { name: config.band, at: ['band'] }];
    const existing = [...new Set([...stream.fields.map((field) => field.name), reasonsName])];
    return [
      ...checkNumbers(config, around),
      ...config.items.flatMap((item, index) => checkItem(item, index, config, around)),
      ...checkBands(config, around),
      ...checkNewNames(made, existing, around),
      ...(isConnected(around) ? checkReasons(stream, around) : []),
    ];
  },

  steps(config, around, wiring) {
    const { node } = around;
    const scored = `${node}:score`;
    const [lowest, ...others] = config.bands;
    const branches = others.map(({ id }) => ({ port: id, when: call('eq', fieldRef(config.band), text(id)) }));
    return {
      steps: [
        { op: 'project', id: scored, node, input: wiring.input('in'), changes: changesOf(config, around) },
        { op: 'select', id: node, node, input: [scored], branches },
      ],
      outputs: Object.fromEntries([...others.map(({ id }) => [id, `${node}.${id}`]), ...(lowest === undefined ? [] : [[lowest.id, `${node}.rest`]])]),
    };
  },

  describe,

  references(config) {
    const own = ownNames(config);
    return config.items.flatMap(({ when, reason }, index) => [
      ...expressionReferences(when, 'in', ['items', index, 'when']),
      ...foreignReferences(reason, own, ['items', index, 'reason']),
    ]);
  },

  rewrite(config, renames) {
    const own = ownNames(config);
    return {
      ...config,
      items: config.items.map((item) => ({
        ...item,
        ...(item.when === undefined ? {} : { when: renameExpression(item.when, renames) }),
        ...(item.reason === undefined ? {} : { reason: renameReason(item.reason, renames, own) }),
      })),
      score: renamedOwn(config.score, renames),
      band: renamedOwn(config.band, renames),
    };
  },
});
