import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { asClocksShow } from '../../data/zones.ts';
import type { LiveFrom, LiveSource, LiveTick } from '../simulate/live/told.ts';
import { localTime } from '../state/zone.ts';
import { livePhrases } from '../words.ts';

/** How things stand, in words. */

export interface StandingLine {
  readonly key: string;
  readonly text: string;
  /** What one would want to do something about. */
  readonly asks?: true | undefined;
}

/** What sources are called, by node. */
export type NameOf = (node: string) => string;

export function standingLines(tick: LiveTick, nameOf: NameOf, zone: string, lang: Lang): readonly StandingLine[] {
  const { sources, clock, released, disturbed, kept, behind } = tick;
  const sum = (count: (source: LiveSource) => number): number => sources.reduce((all, source) => all + count(source), 0);
  const [late, rejected, waiting] = [sum((each) => each.late), sum((each) => each.rejected), sum((each) => each.waiting)];
  const lines: (StandingLine | undefined)[] = [
    behind ? { key: 'behind', text: livePhrases.behind(lang), asks: true } : undefined,
    ...sources.map((source) => linkLine(source, nameOf, lang)),
    clock === null || tick.state === 'ended' ? undefined : { key: 'released', text: released === null ? livePhrases.notReleased(lang) : livePhrases.released(momentText(released, zone, lang), lengthText(clock - released, lang), lang) },
    waiting === 0 ? undefined : { key: 'waiting', text: livePhrases.waiting(waiting, lang) },
    late === 0 ? undefined : { key: 'late', text: livePhrases.late(late, lang) },
    rejected === 0 ? undefined : { key: 'rejected', text: livePhrases.rejected(rejected, lastReason(sources, lang), lang) },
    ...sources.flatMap((source) => silentLines(source, tick, nameOf, lang)),
    disturbed.missed === 0 ? undefined : { key: 'missed', text: livePhrases.missed(disturbed.missed, lang) },
    disturbed.held === 0 ? undefined : { key: 'held', text: livePhrases.held(disturbed.held, lang) },
    { key: 'kept', text: livePhrases.kept(kept.events, kept.all, lang) },
    kept.all || tick.state === 'flowing' ? undefined : { key: 'counts', text: livePhrases.countsOfKept(kept.events, lang) },
  ];
  return lines.filter((line) => line !== undefined);
}

function linkLine({ node, link }: LiveSource, nameOf: NameOf, lang: Lang): StandingLine | undefined {
  if (link === undefined) return undefined;
  if (link.type !== 'waiting') return { key: `link ${node}`, text: livePhrases.link(nameOf(node), link.type, lang) };
  const seconds = Math.ceil(link.left / 1000);
  return { key: `link ${node}`, text: livePhrases.linkLost(nameOf(node), seconds, link.tries, lang), asks: true };
}

function silentLines({ node, idle, silent }: LiveSource, { disturbed, sources }: LiveTick, nameOf: NameOf, lang: Lang): readonly StandingLine[] {
  const left = disturbed.silences[node];
  if (silent === null || (!idle && left === undefined)) return [];
  const said = { key: `silent ${node}`, text: livePhrases.silent(nameOf(node), lengthText(silent, lang), idle, sources.length > 1, lang) };
  return left === undefined ? [said] : [said, { key: `silenced ${node}`, text: livePhrases.silenced(nameOf(node), lengthText(left, lang), lang) }];
}

const lastReason = (sources: readonly LiveSource[], lang: Lang): string | undefined =>
  sources.find(({ rejected, lastRejection }) => rejected > 0 && lastRejection !== undefined)?.lastRejection?.[lang];

/** `40 s`, `5 min`, `3 h 20 min`, `2 d 4 h`. */
export function lengthText(milliseconds: number, lang: Lang): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [day, hour, minute, second] = pick(lang, 'd/h/min/s', '天/小时/分钟/秒').split('/');
  const two = (large: number, of: string | undefined, small: number, then: string | undefined): string =>
    small === 0 ? `${large} ${of}` : `${large} ${of} ${small} ${then}`;
  if (seconds < 60) return `${seconds} ${second}`;
  if (seconds < 3600) return two(Math.floor(seconds / 60), minute, seconds < 600 ? seconds % 60 : 0, second);
  if (seconds < 86_400) return two(Math.floor(seconds / 3600), hour, Math.floor((seconds % 3600) / 60), minute);
  return two(Math.floor(seconds / 86_400), day, Math.floor((seconds % 86_400) / 3600), hour);
}

const forms = {
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  zh: new Intl.DateTimeFormat('zh-CN', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
} as const;

/** `1 Mar 14:31:05`, in the zone of the graph. */
export const momentText = (moment: number, zone: string, lang: Lang): string => `${forms[lang].format(asClocksShow(moment, zone))} ${localTime(moment, zone).slice(11, 19)}`;

/** How long something has to last to be seen: some ten seconds of a person's. */
export function worthSeeing(from: LiveFrom | undefined): string {
  const speed = from === undefined || from.type === 'address' ? 1 : from.speed;
  return speed <= 6 ? '1m' : speed <= 60 ? '10m' : speed <= 600 ? '1h' : speed <= 3600 ? '12h' : '1d';
}
