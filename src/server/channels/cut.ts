/** Texts within limits, at whole characters. */

const encoder = new TextEncoder();
export const bytesIn = (text: string): number => encoder.encode(text).length;

const segments = new Intl.Segmenter('und', { granularity: 'grapheme' });
const ellipsis = '…';

/** The beginning of a text, so long at most by any measure; with an ellipsis where something is missing. */
function cut(text: string, most: number, measure: (part: string) => number): string {
  if (measure(text) <= most) return text;
  const room = most - measure(ellipsis);
  if (room < 0) return '';
  let length = 0;
  let kept = '';
  for (const { segment } of segments.segment(text)) {
    length += measure(segment);
    if (length > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${ellipsis}`;
}

export const cutBytes = (text: string, most: number): string => cut(text, most, bytesIn);
export const cutLength = (text: string, most: number): string => cut(text, most, (part) => part.length);

/** The longest of these that fits, from the longest on; the beginning of the last one where none does. */
export function fitting(versions: Iterable<string>, most: number): string {
  let last = '';
  for (const version of versions) {
    if (bytesIn(version) <= most) return version;
    last = version;
  }
  return cutBytes(last, most);
}
