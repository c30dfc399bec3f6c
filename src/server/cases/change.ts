import type { Case, CaseChange, CaseStatus, Disposition } from '../../api/cases.ts';
import type { Words } from '../../data/text.ts';

/** What a change makes of a case. Pure: whoever keeps cases calls it. */

export interface Changing {
  readonly by: string;
  readonly now: number;
  readonly dispositions: readonly Disposition[];
  /** Ids of the rule’s next steps. */
  readonly steps: readonly string[];
  /** Another case of the same rule and key that is open, of which there may be one only. */
  readonly open?: number | undefined;
}

export interface Changed {
  readonly next: Case;
  /** For the trail: from what to what, and why. Undefined where nothing is different. */
  readonly detail: Readonly<Record<string, unknown>> | undefined;
}

export class CaseRefused extends Error {
  readonly code: string;
  readonly words: Words;
  constructor(code: string, words: Words) {
    super(words.en);
    this.code = code;
    this.words = words;
  }
}

export function changed(before: Case, change: CaseChange, around: Changing): Changed {
  if (before.status === 'closed' && change.type !== 'reopen' && change.type !== 'comment') {
    throw new CaseRefused('case-closed', { en: `Case ${before.id} is closed: open it again first.`, zh: `案件 ${before.id} 已关闭，请先重新打开。` });
  }
  return changes[change.type](before, change as never, around);
}

type Apply<T extends CaseChange['type']> = (before: Case, change: Extract<CaseChange, { readonly type: T }>, around: Changing) => Changed;

const same = (next: Case): Changed => ({ next, detail: undefined });
const fromTo = (next: Case, from: unknown, to: unknown, more: Readonly<Record<string, unknown>> = {}): Changed => (from === to ? same(next) : { next, detail: { from: from ?? null, to: to ?? null, ...more } });

/** Somebody has it in hand from now on. */
const inHand = (each: Case, now: number): Case => ({ ...each, status: each.status === 'new' ? 'working' : each.status, taken: each.taken ?? now });

const changes: { readonly [T in CaseChange['type']]: Apply<T> } = {
  take: (before, _, { by, now }) => fromTo({ ...inHand(before, now), owner: by }, before.owner, by),
  assign: (before, { owner }) => fromTo(owner === null ? without(before, 'owner') : { ...before, owner }, before.owner, owner ?? undefined),
  status: (before, { status }, { now }) => fromTo(status === 'new' ? { ...before, status } : { ...inHand(before, now), status }, before.status, status),
  severity: (before, { severity }) => fromTo({ ...before, severity }, before.severity, severity),
  due: (before, { due }) => fromTo(due === null ? without(before, 'due') : { ...before, due }, before.due, due ?? undefined),
  comment: (before, { text }) => ({ next: before, detail: { text } }),
  step: (before, { step, done }, { by, now, steps }) => {
    if (!steps.includes(step)) throw new CaseRefused('no-such-step', { en: `The rule has no step “${step}”.`, zh: `此规则没有步骤“${step}”。` });
    if (done === (before.steps[step] !== undefined)) return same(before);
    const { [step]: _, ...others } = before.steps;
    return { next: { ...before, steps: done ? { ...others, [step]: { at: now, by } } : others }, detail: { step, to: done } };
  },
  close: (before, { disposition, reason, alerts }, { by, now, dispositions }) => {
    const found = dispositions.find(({ id }) => id === disposition);
    if (found === undefined) {
      const known = dispositions.map(({ id }) => id);
      throw new CaseRefused('no-such-disposition', { en: `The rule knows no “${disposition}”: ${known.join(', ')}.`, zh: `此规则没有处置结果“${disposition}”，可用：${known.join('、')}。` });
    }
    if (alerts !== undefined && alerts < before.alerts) {
      throw new CaseRefused('more-alerts', { en: `Case ${before.id} has had ${before.alerts - alerts} more since you looked: look again before you close it.`, zh: `案件 ${before.id} 又新增了 ${before.alerts - alerts} 条预警，请查看后再关闭。` });
    }
    const status: CaseStatus = found.closes ? 'closed' : 'waiting';
    const decided: Case = { ...inHand(before, now), status, disposition, reason, ...(found.closes ? { closed: now, closedBy: by } : {}) };
    return { next: found.closes ? without(decided, 'snoozed') : decided, detail: { from: before.status, to: status, disposition, ...(reason === '' ? {} : { reason }) } };
  },
  reopen: (before, _, { open }) => {
    if (before.status !== 'closed') return same(before);
    if (open !== undefined) throw new CaseRefused('already-open', { en: `Case ${open} of the same rule and key is open: go on with that one.`, zh: `同一规则和键已有打开的案件 ${open}，请在那里继续处理。` });
    const next = without(without(without(without(before, 'closed'), 'closedBy'), 'disposition'), 'reason');
    return fromTo({ ...next, status: 'working' }, 'closed', 'working');
  },
};

function without(of: Case, name: 'owner' | 'due' | 'snoozed' | 'closed' | 'closedBy' | 'disposition' | 'reason'): Case {
  const { [name]: _, ...rest } = of;
  return rest;
}
