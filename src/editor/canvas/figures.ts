import type { Lang } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';

/** 812,229 */
export const exact = (count: number, lang: Lang): string => numberInWords(count, undefined, lang);

const steps = {
  en: [[1e9, 'bn'], [1e6, 'M'], [1e3, 'k']],
  zh: [[1e8, '亿'], [1e4, '万']],
} as const;

/** 812k, 1,284; 81.2万. Below ten thousand every digit stands; above, three do. */
export function compact(count: number, lang: Lang): string {
  if (count < 10_000) return exact(count, lang);
  const [size, unit] = steps[lang].find(([each]) => count >= each) ?? [1, ''];
  const scaled = count / size;
  const decimals = scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  const rounded = Math.round(scaled * 10 ** decimals) / 10 ** decimals;
  // 999,999 is not yet a million.
  const bound = size === 1e8 ? Infinity : lang === 'zh' ? 10_000 : 1000;
  return `${exact(rounded >= bound ? bound - 1 : rounded, lang)}${unit}`;
}

/** 0.16%; “under 0.01%” rather than nothing. */
export function share(part: number, whole: number, lang: Lang): string {
  if (part === 0 || whole === 0) return '0%';
  const percent = (part / whole) * 100;
  if (percent < 0.01) return lang === 'zh' ? '不到 0.01%' : 'under 0.01%';
  const decimals = percent >= 10 ? 0 : percent >= 1 ? 1 : 2;
  const rounded = Number(percent.toFixed(decimals));
  // All but a few is not all.
  return `${rounded === 100 && part < whole ? 99.9 : rounded}%`;
}
