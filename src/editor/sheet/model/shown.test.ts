import { describe, expect, test } from 'vitest';
import type { FlowField } from '../../../data/field.ts';
import type { Lang } from '../../../data/text.ts';
import { parseCell } from '../../../kinds/table/cell-parse.ts';
import { shownCell, shownResult } from './shown.ts';
import { age, amount, around, country, isNew } from './testing.ts';
import { tonesOf } from './tone.ts';

/** Values in brackets, chips in braces. */
function shown(text: string, field: FlowField, lang: Lang = 'en'): string {
  const { cell } = parseCell(text, field, new Set(['eu']));
  const pieces = cell === undefined ? [] : shownCell(cell, field, around, lang);
  return pieces.map(({ kind, text: said }) => (kind === 'value' ? `[${said}]` : kind === 'chip' || kind === 'set' ? `{${said}}` : said)).join('');
}

describe('cells at a glance', () => {
  test('values stand out, and units stand in the head', () => {
    expect(shown('500..2000', amount)).toBe('[500] to under [2,000]');
    expect(shown('500..2000', amount, 'zh')).toBe('[500] 至 [2,000] 以下');
    expect(shown('< 30', amount)).toBe('under [30]');
    expect(shown('>= 30d', age)).toBe('[30 days] and up');
    expect(shown('-', country)).toBe('any');
    expect(shown('not FR', country)).toBe('not [FR]');
    expect(shown('missing', country)).toBe('missing');
    expect(shown('yes', isNew)).toBe('[yes]');
  });

  test('several values are chips, and sets have their names', () => {
    expect(shown('in FR, CN', country)).toBe('{FR}{CN}');
    expect(shown('@eu', country, 'zh')).toBe('{欧盟}');
    expect(shown('not in @eu, CN', country)).toBe('not{EU}{CN}');
    expect(shown(Array.from({ length: 20 }, (_, n) => `c${n}`).join(', '), country)).toMatch(/\{c10\}9 more$/);
  });

  test('a result that does not fit its column is shown as it is', () => {
    expect(shownResult('much', { name: 'points', type: 'number' }, 'en')).toEqual([{ kind: 'bad', text: 'much' }]);
    expect(shownResult(1250, { name: 'points', type: 'number' }, 'en')).toEqual([{ kind: 'value', text: '1,250' }]);
    expect(shownResult(null, { name: 'points', type: 'number' }, 'en')).toEqual([]);
  });

  test('dots only where most results say whether they are good', () => {
    expect(tonesOf(['Allow', 'Ask for a code', 'Block'])).toEqual(new Map([['Allow', 'good'], ['Ask for a code', 'warn'], ['Block', 'bad']]));
    expect(tonesOf(['放行', '复核', '拒绝'])).toEqual(new Map([['放行', 'good'], ['复核', 'warn'], ['拒绝', 'bad']]));
    expect(tonesOf(['advert', 'discount', 'recommend'])).toEqual(new Map());
  });
});
