import { zoneNamedIn } from '../../compile/zone.ts';
import { asClocksShow, momentOf, zoneNamed } from '../../data/zones.ts';
import type { RuleDocument } from '../../graph/document.ts';

/** All times of a graph are shown in one zone: the one that a source of it names, otherwise the reader's own. */

/** The zone that this computer keeps its clock in, where it is one of those that are known. */
export const zoneHere = ((): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const known = zoneNamed(timeZone);
  // UTC goes by several names.
  return known === undefined || known.offsets.every((offset) => offset === 0) ? 'UTC' : timeZone;
})();

export const zoneOf = (document: Pick<RuleDocument, 'nodes'>): string => zoneNamedIn(document) ?? zoneHere;

/** What a reader is told beside times: nothing where they are as on her own clock. */
export const zoneToTell = (zone: string): string | undefined => (zone === zoneHere ? undefined : zone);

/** `2026-03-18 14:31:07`, with milliseconds where there are any: one form that aligns in every language. */
export function localTime(ms: number, zone: string): string {
  const shown = new Date(asClocksShow(ms, zone));
  if (Number.isNaN(shown.getTime())) return String(ms);
  return shown.toISOString().slice(0, -1).replace('T', ' ').replace(/\.000$/, '');
}

/** The moment of such a text, as far as it is written; undefined where it is none. */
export function momentFrom(text: string, zone: string): number | undefined {
  const local = Date.parse(`${text.trim().replace(' ', 'T')}${text.includes(':') ? 'Z' : ''}`);
  const there = zoneNamed(zone);
  if (Number.isNaN(local)) return undefined;
  return there === undefined ? local : momentOf(there, local);
}
