import { inLanguage, pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { eventWords, valueInWords, zh } from '../../data/words.ts';
import { percentInWords } from '../common/words.ts';
import type { ComparedLabels } from '../compare/model.ts';
import { html } from './html.ts';
import type { Html, Part } from './html.ts';
import { count, difference, terms } from './words.ts';

/** What became of the rows that are known to be what the rules look for. */
export function labelsPart(labels: ComparedLabels, lang: Lang): Html {
  const { positive, known, caught, alarmed, newlyCaught, newlyLost, heldBack, amounts, event, label, name } = labels;
  const { many } = eventWords(event, lang);
  const called = label === undefined ? '' : inLanguage(label, lang);
  const money = (value: number | undefined): Part => (amounts === undefined || value === undefined ? undefined : html`<td class="n">${valueInWords(value, amounts.field, lang)}</td>`);
  const row = (title: string, before: number, after: number, amount?: { readonly before: number; readonly after: number }): Html =>
    html`<tr><td>${title}</td><td class="n">${count(before, lang)}</td><td class="n">${count(after, lang)}</td><td class="n"><b>${difference(before, after, lang)}</b></td>${amounts === undefined ? undefined : amount === undefined ? html`<td></td><td></td>` : html`${money(amount.before)}${money(amount.after)}`}</tr>`;
  const missed = amounts === undefined ? undefined : { before: amounts.all - amounts.caught.before, after: amounts.all - amounts.caught.after };
  const columns = [terms.before, terms.after, terms.change].map((term) => term[lang]);
  const sums = amounts === undefined ? [] : [pick(lang, 'amount before', '之前金额'), pick(lang, 'amount after', '之后金额')];
  const title = called === '' ? inLanguage(name, lang) : pick(lang, `Caught and missed: ${called}`, `命中与漏掉：${called}`);
  const lead = pick(
    lang,
    `${count(known, 'en')} ${many} have a label; for ${count(positive, 'en')} of them it says yes${known === 0 ? '' : ` (${percentInWords(positive / known)})`}. One is caught where an alert that was sent was made of it.`,
    zh`有标签的${many}共 ${count(known, 'zh')} 条，其中 ${count(positive, 'zh')} 条为是${known === 0 ? '' : `（${percentInWords(positive / known)}）`}。由其产生了已发出的预警，即为命中。`,
  );
  return html`<section class="whole"><h2>${title}</h2><p class="lead">${lead}</p><div class="wide"><table><thead><tr><th scope="col">${many}</th>${[...columns, ...sums].map((column) => html`<th scope="col" class="n">${column}</th>`)}</tr></thead><tbody>${row(terms.caught[lang], caught.before, caught.after, amounts?.caught)}${row(terms.missed[lang], positive - caught.before, positive - caught.after, missed)}${row(terms.falseAlarms[lang], alarmed.before, alarmed.after)}</tbody></table></div>
<div class="legend"><span class="good">${terms.newlyCaught[lang]} <b class="good">${count(newlyCaught.length, lang)}</b>${amounts === undefined ? undefined : html` · ${valueInWords(amounts.newlyCaught, amounts.field, lang)}`}</span><span class="bad">${terms.newlyLost[lang]} <b class="bad">${count(newlyLost.length, lang)}</b>${amounts === undefined ? undefined : html` · ${valueInWords(amounts.newlyLost, amounts.field, lang)}`}</span><span>${heldInWords(heldBack, lang)}</span></div></section>`;
}

function heldInWords({ newlyCaught, newlyLost }: ComparedLabels['heldBack'], lang: Lang): string {
  if (newlyCaught + newlyLost === 0) return '';
  if (lang === 'zh') return zh`新漏掉的有 ${count(newlyLost, lang)} 条被同一键的其他预警抑制；新命中的之前有 ${count(newlyCaught, lang)} 条如此`;
  return `Held back behind another alert of their key: ${count(newlyLost, lang)} of the lost, and ${count(newlyCaught, lang)} of the caught before`;
}
