import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { countInWords, zh } from '../../data/words.ts';
import type { ComparedLabels, Comparison } from '../compare/model.ts';
import { alertsInWords, count } from './words.ts';

/** All but the single alerts. */
type Summed = Omit<Comparison, 'alerts'>;

/** What it comes to, in two or three sentences. */
export function verdictOf(comparison: Summed, lang: Lang): string {
  const { only, changed, moved } = comparison;
  const isSame = only.before.length + only.after.length + changed.length + moved.before.length === 0;
  const said = isSame ? [sameInWords(comparison, lang)] : [alertsSaid(comparison, lang), ...comparison.labels.flatMap((labels) => labelsSaid(labels, lang))];
  return [...said, ...capacitySaid(comparison, lang)].join(lang === 'zh' ? '' : ' ');
}

const sameInWords = ({ graphs }: Summed, lang: Lang): string =>
  lang === 'zh' ? zh`两个版本发出的 ${count(graphs.after.alerts, lang)} 条预警完全相同。` : `Both versions raise the same ${alertsInWords(graphs.after.alerts, lang)}.`;

function alertsSaid({ graphs: { before, after }, only }: Summed, lang: Lang): string {
  const [gone, come] = [only.before.length, only.after.length];
  if (lang === 'zh') return zh`新版本发出 ${alertsInWords(after.alerts, lang)}，之前为 ${count(before.alerts, lang)} 条：新增 ${count(come, lang)} 条，消失 ${count(gone, lang)} 条。`;
  const instead = before.alerts === after.alerts ? ', as many as before' : ` instead of ${count(before.alerts, lang)}`;
  const some = (n: number): string => (n === 0 ? 'none is' : n === 1 ? '1 is' : `${count(n, lang)} are`);
  return `The new version raises ${alertsInWords(after.alerts, lang)}${instead}: ${some(come)} new, ${some(gone)} gone.`;
}

function labelsSaid({ positive, caught, alarmed, event, label }: ComparedLabels, lang: Lang): readonly string[] {
  if (positive === 0) return [];
  const called = label === undefined ? '' : inLanguage(label, lang);
  const all = countInWords(positive, event, lang);
  if (lang === 'zh') {
    const what = called === '' ? zh`标签为是的 ${all}` : zh`${all}（${called}）`;
    return [zh`在 ${what}中命中 ${count(caught.after, lang)}，之前为 ${count(caught.before, lang)}；误报 ${count(alarmed.after, lang)}，之前为 ${count(alarmed.before, lang)}。`];
  }
  const what = called === '' ? `${all} whose label says yes` : `${all} labelled “${called}”`;
  return [`Of ${what} it catches ${count(caught.after, lang)}${caught.after === caught.before ? ', as many as before' : ` instead of ${count(caught.before, lang)}`}; ${count(alarmed.after, lang)} ${alarmed.after === 1 ? 'alarm is' : 'alarms are'} false${alarmed.after === alarmed.before ? ', as many as before' : ` instead of ${count(alarmed.before, lang)}`}.`];
}

function capacitySaid({ capacity, days }: Summed, lang: Lang): readonly string[] {
  if (capacity === undefined || days.length === 0) return [];
  const { perDay, daysOver } = capacity;
  const [over, all, at] = [count(daysOver.after, lang), count(days.length, lang), count(perDay, lang)];
  if (lang === 'zh') return [zh`按每天处理 ${at} 条计，${all} 天中有 ${over} 天超出，之前为 ${count(daysOver.before, lang)} 天。`];
  return [`At ${alertsInWords(perDay, lang)} a day the team would be over its capacity on ${over} of ${all} ${days.length === 1 ? 'day' : 'days'}${daysOver.after === daysOver.before ? ', as before' : ` instead of ${count(daysOver.before, lang)}`}.`];
}
