import type { Words } from '../../../data/text.ts';

/** Why a text is no pattern of use for the lines of a file, or undefined where it is one. */
export function patternFault(text: string): Words | undefined {
  try {
    const names = new RegExp(`${text}|`, 'u').exec('')?.groups;
    return names === undefined ? { en: 'it has no named groups, such as (?<status>\\d+)', zh: '没有命名分组，例如 (?<status>\\d+)' } : undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { en: `it is no regular expression: ${why}`, zh: `不是有效的正则表达式：${why}` };
  }
}
