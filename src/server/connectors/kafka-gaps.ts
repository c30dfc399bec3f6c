import { words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';

/** The offsets that a partition has now: those from `low` on, up to before `high`. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** What was deleted before it was read, told to people; undefined where nothing was. */
export function gapsInWords(next: Readonly<Record<string, number>>, bounds: ReadonlyMap<number, Bounds>): Words | undefined {
  const known = [...bounds].flatMap(([partition, { low, high }]) => {
    const wanted = next[partition];
    return wanted === undefined ? [] : [{ partition, missed: Math.max(0, low - wanted), isAnew: wanted > high }];
  });
  if (known.some(({ isAnew }) => isAnew)) {
    return { en: 'The topic was made anew: what had not been read of the one before is gone. It is read from its beginning', zh: '主题已被重建：原主题中尚未读取的消息已丢失，现从新主题的开头读取' };
  }
  const gaps = known.filter(({ missed }) => missed > 0);
  const count = gaps.reduce((sum, { missed }) => sum + missed, 0);
  if (count === 0) return undefined;
  const where = gaps.map(({ partition }) => partition);
  const said = (lang: Lang): string => numberInWords(count, undefined, lang);
  return words((lang) =>
    lang === 'zh'
      ? `有 ${said(lang)} 条消息在读取之前已因保留期限被代理删除（分区 ${where.join('、')}），这些事件已错过`
      : `The brokers had deleted ${said(lang)} ${count === 1 ? 'message' : 'messages'} before ${count === 1 ? 'it was' : 'they were'} read, as their retention says (partition ${where.join(', ')}): these events were missed`);
}
