import { durationPattern, durationInWords, parseDuration, perDuration } from '../../data/duration.ts';
import type { Problem } from '../../data/problem.ts';
import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { zh } from '../../data/words.ts';
import type { EventWords } from '../../data/words.ts';
import { zoneNamed, zoneNames } from '../../data/zones.ts';
import { z } from '../../data/zod.ts';
import type { Span, WindowShape } from '../../plan/plan.ts';
import type { Surroundings } from '../contract.ts';
import { closest } from '../../data/closest.ts';
import { problem, putInstead } from '../shared/problems.ts';
import { durationSchema, milliseconds } from '../shared/schema.ts';

/** Where windows begin and end. Days and weeks are those of the calendar in a time zone; hours and less are fixed. */

export const shapeSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('tumbling'), size: durationSchema }),
  z.looseObject({ type: z.literal('hopping'), size: durationSchema, hop: durationSchema }),
  z.looseObject({ type: z.literal('session'), gap: durationSchema }),
]);
export type ShapeConfig = z.infer<typeof shapeSchema>;

/** No row belongs to more windows than this. */
const mostOverlaps = 1440;

const daysOf = { d: 1, w: 7 } as const;

/** A span of the calendar where it is written in days or weeks. */
export function spanOf(text: string): Span {
  const [, digits = '0', suffix] = durationPattern.exec(text) ?? [];
  if (suffix === 'd') return { unit: 'day', count: Number(digits) };
  if (suffix === 'w') return { unit: 'week', count: Number(digits) };
  return { ms: parseDuration(text) ?? 0 };
}

/** Days, for spans of the calendar; undefined for fixed ones. */
const inDays = (span: Span): number | undefined => ('unit' in span ? span.count * daysOf[span.unit === 'day' ? 'd' : 'w'] : undefined);

export function planShape(shape: ShapeConfig, zone: string): WindowShape {
  switch (shape.type) {
    case 'session':
      return { type: 'session', gap: milliseconds(shape.gap) };
    case 'tumbling':
      return { type: 'tumbling', size: spanOf(shape.size), zone };
    case 'hopping':
      return { type: 'hopping', ...alike(spanOf(shape.size), spanOf(shape.hop)), zone };
  }
}

/** Weeks that start at each day are seven days. */
function alike(size: Span, hop: Span): { readonly size: Span; readonly hop: Span } {
  const days = inDays(size);
  const mixed = 'unit' in size && 'unit' in hop && size.unit !== hop.unit;
  if (!mixed || days === undefined) return { size, hop };
  return { size: { unit: 'day', count: days }, hop: { unit: 'day', count: inDays(hop) ?? 0 } };
}

export function checkShape(shape: ShapeConfig, zone: string, around: Surroundings): readonly Problem[] {
  const lengths = shape.type === 'session' ? [['gap', shape.gap] as const] : [['size', shape.size] as const, ...(shape.type === 'hopping' ? [['hop', shape.hop] as const] : [])];
  const empty = lengths.flatMap(([key, text]) =>
    milliseconds(text) > 0 ? [] : [problem(around, { code: 'no-duration', en: 'Choose a time longer than nothing', zh: '时间要大于零', at: ['shape', key] })],
  );
  if (empty.length > 0) return empty;
  return [...(shape.type === 'hopping' ? checkHop(shape.size, shape.hop, around) : []), ...(shape.type === 'session' ? [] : checkZone(zone, around))];
}

function checkHop(size: string, hop: string, around: Surroundings): readonly Problem[] {
  const at = ['shape', 'hop'];
  const found = (code: string, en: string, zh: string) => [problem(around, { code, en, zh, at })];
  const [sizeDays, hopDays] = [inDays(spanOf(size)), inDays(spanOf(hop))];
  if ((sizeDays === undefined) !== (hopDays === undefined)) {
    return found(
      'hop-unlike-size',
      'Days and weeks follow the calendar, hours and minutes do not: write both lengths in hours (such as 24h), or both in days',
      '天和周按日历计算，小时和分钟按固定长度计算：请都用小时（如 24h），或都用天',
    );
  }
  const [whole, part] = sizeDays === undefined || hopDays === undefined ? [milliseconds(size), milliseconds(hop)] : [sizeDays, hopDays];
  if (part > whole) return found('hop-too-long', 'A new window must start before the last one ends, or rows would fall between: choose a shorter step', '新窗口必须在上一个结束前开始，否则会漏掉行：请把步长改短');
  if (whole % part !== 0) return found('hop-no-divisor', `${size} is not a whole number of ${hop}: choose a step that divides it`, `${size} 不是 ${hop} 的整数倍：请选能整除的步长`);
  if (whole / part > mostOverlaps) {
    return found('hop-too-short', `Each row would be in ${whole / part} windows, and ${mostOverlaps} are the most: choose a longer step`, `每一行会属于 ${whole / part} 个窗口，最多 ${mostOverlaps} 个：请把步长改长`);
  }
  return [];
}

export function checkZone(zone: string, around: Surroundings): readonly Problem[] {
  if (zoneNamed(zone) !== undefined) return [];
  const near = closest(zone, zoneNames());
  return [
    problem(around, {
      code: 'unknown-zone',
      en: `There is no time zone “${zone}”: write one such as Europe/Berlin or Asia/Shanghai`,
      zh: `没有时区“${zone}”：请写成 Asia/Shanghai 这样的名字`,
      at: ['zone'],
      fix: near === undefined ? undefined : putInstead(['zone'], near, { en: `Use ${near}`, zh: `改用 ${near}` }),
    }),
  ];
}

/** What the windows hold, whose they are, and when each ends. */
export function shapeInWords(shape: ShapeConfig, each: string | undefined, { many }: EventWords, lang: Lang): string {
  const length = (text: string): string => perDuration(milliseconds(text), lang);
  const every = (text: string): string => pick(lang, `every ${length(text)}`, zh`每${length(text).replace(/^1 /, '')}`);
  switch (shape.type) {
    case 'tumbling': {
      const of = each === undefined ? '' : ` of ${each}`;
      return pick(lang, `One summary${of} ${every(shape.size)}`, `${each ?? ''}${every(shape.size)}一条汇总`);
    }
    case 'hopping': {
      const span = length(shape.size);
      if (lang === 'zh') return zh`${every(shape.hop)}汇总一次${each ?? ''}最近 ${span}的${many}`;
      return `The last ${span}${each === undefined ? '' : ` of ${each}`} summed up ${every(shape.hop)}`;
    }
    case 'session': {
      const gap = durationInWords(milliseconds(shape.gap), lang);
      if (lang === 'zh') return zh`${each ?? ''}每次会话一条汇总，静默 ${gap}即结束`;
      return `One summary for each session${each === undefined ? '' : each.replace('each', ' of a')}, which ends after ${gap} of quiet`;
    }
  }
}
