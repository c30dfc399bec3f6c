import type { Case, CaseDetail, CaseStatus, TrailEntry } from '../../api/cases.ts';
import type { Lang } from '../../data/text.ts';
import { pick } from '../../data/text.ts';
import { lengthText } from '../live/standing-lines.ts';
import { severityWords } from '../../kinds/shared/severity.ts';
import { casePhrases, glossary } from '../words.ts';
import type { Word } from '../words.ts';

/** Cases, and what was done with them, in words. */

export const statusWords = { new: 'caseNew', working: 'caseWorking', waiting: 'caseWaiting', closed: 'caseClosed' } as const satisfies Record<CaseStatus, Word>;

/** Where nobody has to log in, it is whoever sits here. */
export const whoWords = (name: string, lang: Lang): string => (name === 'local' ? pick(lang, 'You', '你') : name);

/** 14:52 today, 3 March before. */
export function whenText(moment: number, now: number, lang: Lang): string {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-GB';
  const today = new Date(moment).toDateString() === new Date(now).toDateString();
  if (today) return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(moment);
  const year = new Date(moment).getFullYear() !== new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: lang === 'zh' ? 'long' : 'short', ...(year ? { year: 'numeric' } : { hour: '2-digit', minute: '2-digit', hour12: false }) }).format(moment);
}

export function dueText({ due, status }: Case, now: number, lang: Lang): { readonly text: string; readonly over: boolean } | undefined {
  if (due === undefined || status === 'closed') return undefined;
  const left = due - now;
  const length = lengthText(Math.abs(left), lang);
  return left < 0 ? { text: casePhrases.overdueBy(length, lang), over: true } : { text: casePhrases.dueIn(length, lang), over: false };
}

const severities = ['low', 'medium', 'high', 'critical'] as const;

export function trailText({ by, what, detail }: TrailEntry, { dispositions, steps }: CaseDetail, now: number, lang: Lang): string {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const value = (name: 'from' | 'to'): string => {
    const given = detail[name];
    if (what === 'case.due') return typeof given === 'number' ? whenText(given, now, lang) : '';
    if (what === 'case.severity') return severityWords[severities.find((each) => each === given) ?? 'low'][lang];
    if (what === 'case.status') return glossary[statusWords[(['new', 'working', 'waiting', 'closed'] as const).find((each) => each === given) ?? 'new']][lang];
    if (what === 'case.step') return steps.find(({ id }) => id === detail['step'])?.name[lang] ?? text(detail['step']);
    if (what === 'case.close') return dispositions.find(({ id }) => id === detail['disposition'])?.name[lang] ?? text(detail['disposition']);
    return whoWords(text(given), lang);
  };
  return casePhrases.did(whoWords(by, lang), deedOf(what, detail), { from: value('from'), to: value('to'), text: text(detail['text']) }, lang);
}

function deedOf(what: string, detail: TrailEntry['detail']): string {
  if (what === 'case.assign' && detail['to'] === null) return 'case.unassign';
  if (what === 'case.due' && detail['to'] === null) return 'case.undue';
  if (what === 'case.step' && detail['to'] === false) return 'case.unstep';
  if (what === 'case.close' && detail['to'] === 'waiting') return 'case.wait';
  return what;
}
