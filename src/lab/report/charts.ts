import type { Lang } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';
import type { Both, ComparedDay } from '../compare/model.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { colours } from './styles.ts';

/** Charts as inline SVG, for paper. */

const width = 680;

/** So many days have a pair of bars each; of more, several share one. */
const mostBars = 45;

export interface DayBars {
  readonly chart: Html;
  /** How many days stand behind a pair of bars: it shows the busiest of them. */
  readonly together: number;
}

export function dayBars(days: readonly ComparedDay[], capacity: number | undefined, dayInWords: (day: number) => string, title: string, lang: Lang): DayBars {
  const together = Math.ceil(days.length / mostBars);
  const bars = Array.from({ length: Math.ceil(days.length / Math.max(1, together)) }, (_, at) => busiest(days.slice(at * together, (at + 1) * together)));
  const [left, top, bottom, height] = [44, 8, 22, 170];
  const most = Math.max(1, capacity ?? 0, ...bars.flatMap(({ alerts }) => [alerts.before, alerts.after]));
  const ticks = ticksUpTo(most);
  const highest = ticks.at(-1) ?? most;
  const y = (value: number): number => round(height - bottom - (value / highest) * (height - top - bottom));
  const step = (width - left) / Math.max(1, bars.length);
  const bar = Math.min(14, step * 0.38);
  const x = (at: number): number => left + step * at + step / 2;
  const every = Math.ceil(bars.length / 7);
  const chart = html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
${ticks.map((tick) => html`<line x1="${left}" x2="${width}" y1="${y(tick)}" y2="${y(tick)}" stroke="${tick === 0 ? colours.strong : colours.line}"/><text x="${left - 8}" y="${y(tick) + 3.5}" text-anchor="end">${numberInWords(tick, undefined, lang)}</text>`)}
${bars.map(({ alerts }, at) => [column(x(at) - bar - 0.5, bar, y(alerts.before), y(0), colours.before), column(x(at) + 0.5, bar, y(alerts.after), y(0), colours.after)])}
${bars.flatMap(({ day }, at) => (at % every === 0 ? [html`<text x="${round(x(at))}" y="${height - 6}" text-anchor="middle">${dayInWords(day)}</text>`] : []))}
${capacity === undefined ? undefined : html`<line x1="${left}" x2="${width}" y1="${y(capacity)}" y2="${y(capacity)}" stroke="${colours.limit}" stroke-width="1.25" stroke-dasharray="5 3"/>`}
</svg>`;
  return { chart, together };
}

function busiest(days: readonly ComparedDay[]): ComparedDay {
  const of = (side: keyof Both<unknown>): number => Math.max(...days.map(({ alerts }) => alerts[side]));
  return { day: days[0]?.day ?? 0, alerts: { before: of('before'), after: of('after') } };
}

const column = (x: number, wide: number, top: number, base: number, colour: string): Html | undefined =>
  top >= base ? undefined : html`<rect x="${round(x)}" y="${top}" width="${round(wide)}" height="${round(base - top)}" rx="1" fill="${colour}"/>`;

/** From 0 to the first round number that is not less. */
function ticksUpTo(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = Math.max(1, [0.2, 0.5, 1, 2].map((each) => each * power).find((each) => most / each <= 5) ?? power);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
}

export interface Segment {
  readonly label: string;
  readonly count: number;
  readonly colour: string;
}

/** One bar, cut by shares; what is there at all is seen. */
export function shareBar(segments: readonly Segment[], title: string): Html {
  const there = segments.filter(({ count }) => count > 0);
  const total = there.reduce((sum, { count }) => sum + count, 0);
  const room = width - 2 * (there.length - 1) - 3 * there.length;
  let x = 0;
  return html`<svg viewBox="0 0 ${width} 22" role="img" aria-label="${title}">${there.map(({ count, colour }) => {
    const wide = 3 + (count / total) * room;
    const from = x;
    x += wide + 2;
    return html`<rect x="${round(from)}" y="2" width="${round(wide)}" height="18" rx="2" fill="${colour}"/>`;
  })}</svg>`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
