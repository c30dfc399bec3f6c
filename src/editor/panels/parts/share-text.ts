import type { Lang } from '../../../data/text.ts';
import { languageTags } from '../../words.ts';

/** A share as a percentage that never says none or all of what is merely few or most: `0.2%`, `<0.01%`, `>99.99%`. */
export function shareInWords(part: number, all: number, lang: Lang): string {
  if (all === 0) return '';
  const share = part / all;
  const form = new Intl.NumberFormat(languageTags[lang], {
    style: 'percent',
    maximumSignificantDigits: share > 0.99 ? 4 : 2,
  });
  if (part > 0 && share < 0.0001) return `<${form.format(0.0001)}`;
  if (part < all && share > 0.9999) return `>${form.format(0.9999)}`;
  return form.format(share);
}
