import type { Lang, Words } from '../../data/text.ts';
import { numberInWords, zh } from '../../data/words.ts';

/** What stands in a report of a comparison, beside names and numbers. */
export const terms = {
  kind: { en: 'Comparison of two versions', zh: '版本对比' },
  before: { en: 'Before', zh: '之前' },
  after: { en: 'After', zh: '之后' },
  change: { en: 'Change', zh: '变化' },
  alerts: { en: 'Alerts', zh: '预警' },
  aDay: { en: 'Alerts a day', zh: '每天预警数' },
  busiest: { en: 'Busiest day', zh: '最忙的一天' },
  caught: { en: 'Caught', zh: '命中' },
  missed: { en: 'Missed', zh: '漏掉' },
  amountCaught: { en: 'Amount caught', zh: '命中金额' },
  falseAlarms: { en: 'False alarms', zh: '误报' },
  daysOver: { en: 'Days over capacity', zh: '超出处理能力的天数' },
  perDay: { en: 'Alerts day by day', zh: '每日预警' },
  becameOf: { en: 'What became of the alerts', zh: '预警的去向' },
  onlyBefore: { en: 'Only before', zh: '仅之前有' },
  onlyAfter: { en: 'Only after', zh: '仅之后有' },
  moved: { en: 'Another event', zh: '换了事件' },
  changed: { en: 'Says something else', zh: '内容不同' },
  same: { en: 'The same', zh: '相同' },
  byAlert: { en: 'Alert by alert', zh: '按预警节点' },
  alert: { en: 'Alert', zh: '预警' },
  byRule: { en: 'Rule by rule', zh: '按规则' },
  rule: { en: 'Rule', zh: '规则' },
  hitsBefore: { en: 'Hits before', zh: '之前命中' },
  hitsAfter: { en: 'Hits after', zh: '之后命中' },
  rowsOnlyBefore: { en: 'Rows only before', zh: '仅之前的行' },
  rowsOnlyAfter: { en: 'Rows only after', zh: '仅之后的行' },
  newlyCaught: { en: 'Newly caught', zh: '新命中' },
  newlyLost: { en: 'Newly lost', zh: '新漏掉' },
  whatChanged: { en: 'What was changed', zh: '改了什么' },
  nothingChanged: { en: 'Nothing that counts: the two graphs do the same.', zh: '没有实质改动：两个图的作用相同。' },
  notCompared: { en: 'What could not be compared', zh: '无法对比的部分' },
  some: { en: 'Some of the alerts', zh: '部分预警' },
  time: { en: 'Time', zh: '时间' },
  severity: { en: 'Severity', zh: '严重程度' },
  key: { en: 'Key', zh: '键' },
  event: { en: 'Event', zh: '事件' },
  capacity: { en: 'Capacity', zh: '处理能力' },
} as const satisfies Readonly<Record<string, Words>>;

export const count = (n: number, lang: Lang): string => numberInWords(n, undefined, lang);

export const alertsInWords = (n: number, lang: Lang): string => (lang === 'zh' ? zh`${count(n, lang)} 条预警` : `${count(n, lang)} ${n === 1 ? 'alert' : 'alerts'}`);

/** `+2`, `−3`, `±0`. */
export const difference = (from: number, to: number, lang: Lang): string => (from === to ? '±0' : `${to > from ? '+' : '−'}${count(Math.abs(to - from), lang)}`);
