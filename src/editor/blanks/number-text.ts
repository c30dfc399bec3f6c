import { isAllowed } from '../../data/field.ts';
import type { Lang } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';

/** Numbers as people type them: `2,000`, `１２．５`, `−3`, `1.2万`, `€ 500`, `12 %`, `3k`. */

const many: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, 千: 1e3, 万: 1e4, 百万: 1e6, 亿: 1e8 };

export interface NumberLimits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Digits after the point; as many as are typed, where left out. */
  readonly decimals?: number | undefined;
}

export function readNumber(
  typed: string,
  { min = -Infinity, max = Infinity, decimals }: NumberLimits = {},
): number | undefined {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/[\s,_'’]/g, '')
    .replaceAll(/[−–—]/g, '-');
  const [, sign = '', digits, scale = ''] =
    /^([-+]?)\p{Sc}?(\d+\.?\d*|\.\d+)(k|m|千|万|百万|亿)?(?:\p{Sc}|%|元)?$/iu.exec(plain) ?? [];
  if (digits === undefined) return undefined;
  const size = Number(digits) * (many[scale.toLowerCase()] ?? 1);
  const number = sign === '-' && size !== 0 ? -size : size;
  const rounded = decimals === undefined ? number : Number(number.toFixed(decimals));
  return isAllowed(rounded) && rounded >= min && rounded <= max ? rounded : undefined;
}

/** As it stands in a blank: with thousands separators, its unit beside it and not in it. */
export const printNumber = (value: number | undefined, lang: Lang): string =>
  value === undefined ? '' : numberInWords(value, undefined, lang);
