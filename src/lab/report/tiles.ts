import { inLanguage, pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { capitalised, valueInWords } from '../../data/words.ts';
import { percentInWords } from '../common/words.ts';
import type { Comparison } from '../compare/model.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { count, difference, terms } from './words.ts';

export interface Figure {
  readonly name: string;
  readonly now: string;
  readonly was: string;
  /** What stands behind it: alerts, those of the days on which they were too many, or known rows of a source. */
  readonly of: 'alerts' | 'alertsOver' | { readonly source: string; readonly which: 'caught' | 'alarmed' };
}

export function tilesOf(comparison: Comparison, lang: Lang): Html {
  const tiles = figuresOf(comparison, lang);
  return html`<dl class="tiles" style="--across:${across(tiles.length)}">${tiles.map(({ name, now, was: from }) => html`<div class="tile"><dt>${name}</dt><dd class="now">${now}</dd><dd class="was">${from}</dd></div>`)}</dl>`;
}

/** The figures that people ask for first. */
export function figuresOf(comparison: Pick<Comparison, 'graphs' | 'days' | 'capacity' | 'labels'>, lang: Lang): readonly Figure[] {
  const { graphs, days, capacity, labels } = comparison;
  const { before, after } = graphs;
  const was = (from: string, more = ''): string => pick(lang, `before: ${from}${more}`, `之前：${from}${more}`);
  const tiles: Figure[] = [{ name: terms.alerts[lang], now: count(after.alerts, lang), was: was(count(before.alerts, lang), ` (${difference(before.alerts, after.alerts, lang)})`), of: 'alerts' }];
  if (days.length > 1) {
    const aDay = (alerts: number): string => count(Number((alerts / days.length).toFixed(alerts / days.length < 10 ? 1 : 0)), lang);
    tiles.push({ name: terms.aDay[lang], now: aDay(after.alerts), was: was(aDay(before.alerts)), of: 'alerts' });
  }
  if (capacity !== undefined) {
    const of = pick(lang, ` of ${count(days.length, lang)}, at ${count(capacity.perDay, lang)} a day`, `，共 ${count(days.length, lang)} 天，每天 ${count(capacity.perDay, lang)} 条`);
    tiles.push({ name: terms.daysOver[lang], now: count(capacity.daysOver.after, lang), was: was(count(capacity.daysOver.before, lang), of), of: 'alertsOver' });
  }
  for (const { nodes, caught, alarmed, positive, label, amounts } of labels) {
    const [right, wrong] = [{ source: nodes.after, which: 'caught' }, { source: nodes.after, which: 'alarmed' }] as const;
    const called = label === undefined ? '' : inLanguage(label, lang);
    tiles.push({
      name: pick(lang, `${called === '' ? terms.caught.en : `${capitalised(called)} ${terms.caught.en.toLowerCase()}`}`, `${terms.caught.zh}${called}`),
      now: pick(lang, `${count(caught.after, lang)} of ${count(positive, lang)}`, `${count(caught.after, lang)} / ${count(positive, lang)}`),
      was: was(count(caught.before, lang), positive === 0 ? '' : ` (${percentInWords(caught.before / positive)} → ${percentInWords(caught.after / positive)})`),
      of: right,
    });
    tiles.push({ name: terms.falseAlarms[lang], now: count(alarmed.after, lang), was: was(count(alarmed.before, lang)), of: wrong });
    if (amounts !== undefined) tiles.push({ name: terms.amountCaught[lang], now: valueInWords(amounts.caught.after, amounts.field, lang), was: was(valueInWords(amounts.caught.before, amounts.field, lang)), of: right });
  }
  return tiles;
}

/** So many side by side that the rows are even. */
const across = (tiles: number): number => (tiles <= 5 ? tiles : Math.ceil(tiles / Math.ceil(tiles / 4)));
