import type { Compilation } from '../../compile/compile.ts';
import { durationInWords } from '../../data/duration.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { fieldLabel, listInWords, quote } from '../../data/words.ts';
import type { Carried, EmptyStep } from '../../engine/carry.ts';
import type { Step } from '../../plan/plan.ts';
import { rowsOfSteps, unionOf } from '../../plan/rows.ts';
import { inputsOf } from '../../plan/steps.ts';

/** What a new version of a graph goes on with, and what begins empty and why, for who deploys it. */
export interface CarriedInWords {
  readonly kept: readonly { readonly step: string; readonly node: string }[];
  readonly empty: readonly {
    readonly step: string;
    readonly node: string;
    readonly why: Words;
    /** So many milliseconds of the events' time later it is complete. */
    readonly holds?: number | undefined;
  }[];
}

/** `after` is the new version. */
export const carriedInWords = (after: Compilation, { kept, empty }: Carried): CarriedInWords => ({
  kept: kept.map(({ id, node }) => ({ step: id, node })),
  empty: empty.map((each) => ({
    step: each.step.id,
    node: each.step.node,
    why: words((lang) => whyInWords(after, each, lang)),
    ...(each.holds === undefined ? {} : { holds: each.holds }),
  })),
});

function whyInWords(after: Compilation, { step, why, holds, lost = 0 }: EmptyStep, lang: Lang): string {
  const nameOf = (node: string): string => quote(inLanguage(after.analysis.nodes.get(node)?.node.name ?? node, lang));
  const cause = ((): string => {
    switch (why.type) {
      case 'new':
        return lang === 'zh' ? '它是新加的' : 'it is new';
      case 'settings':
        return step.op === 'source' ? contractInWords(lang) : changeInWords(after, why.before, step, lang);
      case 'upstream': {
        const nodes = listInWords(why.nodes.map(nameOf), 'and', lang);
        return lang === 'zh' ? `它上游的${nodes}有改动` : `${nodes} before it ${why.nodes.length === 1 ? 'was' : 'were'} changed`;
      }
      case 'connections':
        return lang === 'zh' ? '它上游的连线有改动' : 'the connections before it were changed';
    }
  })();
  return sentences(step, nameOf(step.node), cause, holds === undefined ? undefined : durationInWords(holds, lang), lost, lang);
}

function sentences(step: Step, name: string, cause: string, time: string | undefined, lost: number, lang: Lang): string {
  if (lang === 'zh') {
    if (step.op === 'source') return `${name}重新开始：${cause}。${lost === 0 ? '' : `已接收、尚在等待的 ${lost} 条事件不再评估。`}`;
    if (step.op === 'alert') return `${name}不记得之前发出的预警：${cause}。${time === undefined ? '' : `${time}内可能重复预警。`}`;
    return `${name}从空开始：${cause}。${time === undefined ? '' : `${time}后恢复完整。`}`;
  }
  if (step.op === 'source') {
    const waiting = lost === 1 ? ' 1 event that was accepted and still waits is' : ` ${lost} events that were accepted and still wait are`;
    return `${name} begins anew: ${cause}.${lost === 0 ? '' : `${waiting} not evaluated any more.`}`;
  }
  if (step.op === 'alert') {
    return `${name} does not remember the alerts it sent: ${cause}.${time === undefined ? '' : ` For ${time} it may repeat one.`}`;
  }
  return `${name} begins empty: ${cause}.${time === undefined ? '' : ` It is complete again after ${time}.`}`;
}

const contractInWords = (lang: Lang): string =>
  lang === 'zh' ? '它的字段、时间、标识或等待时长有改动' : 'its fields, its time, its id or how long it waits was changed';

/** The change, where it is one that a few words can tell. */
function changeInWords(after: Compilation, before: Step, step: Step, lang: Lang): string {
  const [keys, now] = [keysOf(before), keysOf(step)];
  if (keys !== undefined && now !== undefined && keys.join() !== now.join()) {
    const labelled = (names: readonly string[]): string => labels(after, step, names, lang);
    if (keys.length === 0 || now.length === 0) return lang === 'zh' ? '分组方式有改动' : 'what it tells apart was changed';
    return lang === 'zh'
      ? `分组由按${labelled(keys)}改为按${labelled(now)}`
      : `it now tells rows apart by ${labelled(now)}, not by ${labelled(keys)}`;
  }
  const [length, longer] = [lengthOf(before), lengthOf(step)];
  if (length !== undefined && longer !== undefined && length !== longer) {
    const [from, to] = [durationInWords(length, lang), durationInWords(longer, lang)];
    return lang === 'zh' ? `时间范围由 ${from}改为 ${to}` : `its length of time was changed from ${from} to ${to}`;
  }
  return lang === 'zh' ? '它的设置有改动' : 'its settings were changed';
}

function keysOf(step: Step): readonly string[] | undefined {
  if ('key' in step && typeof step.key === 'object') return step.key;
  return step.op === 'join' ? step.on.map(({ left }) => left) : undefined;
}

/** Undefined where there are several. */
function lengthOf(step: Step): number | undefined {
  switch (step.op) {
    case 'rolling': {
      const [only, ...others] = new Set(step.features.map(({ window }) => window));
      return others.length === 0 ? only : undefined;
    }
    case 'window':
      return step.shape.type === 'session' ? step.shape.gap : 'ms' in step.shape.size ? step.shape.size.ms : undefined;
    case 'dedupe':
      return step.period;
    case 'sequence':
      return step.within;
    case 'alert':
      return step.suppress?.period;
    case 'join':
      return step.to - step.from;
    default:
      return undefined;
  }
}

function labels({ plan }: Compilation, step: Step, names: readonly string[], lang: Lang): string {
  const [first = []] = inputsOf(step);
  const { fields } = unionOf(first, rowsOfSteps(plan.steps));
  return listInWords(names.map((name) => fieldLabel(fields.find((field) => field.name === name) ?? { name }, lang)), 'and', lang);
}
