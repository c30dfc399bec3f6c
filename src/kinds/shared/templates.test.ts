import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { around, payments } from '../testing.ts';
import { checkTemplate, parseTemplate, planTemplate, printTemplate, renameTemplate, templateInWords, templateReferences } from './templates.ts';

describe('templates', () => {
  test('hold text and fields in turn', () => {
    expect(parseTemplate('{amount} on { card }, {{not}} a }').parts).toEqual([{ field: 'amount' }, ' on ', { field: 'card' }, ', {not} a }']);
  });

  test('print as they were read', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '金', ' ') }).map((each) => each.trim());
    const part = fc.oneof(fc.string({ minLength: 1 }), name.map((field) => ({ field })));
    const joined = fc.array(part).map((parts) => parts.filter((each, index) => typeof each !== 'string' || typeof parts[index - 1] !== 'string'));
    fc.assert(
      fc.property(joined, (parts) => {
        expect(parseTemplate(printTemplate(parts)).parts).toEqual(parts);
      }),
      runs(500),
    );
  });

  test('any text can be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ') }), (text) => {
        const { parts, unclosed } = parseTemplate(text);
        expect(unclosed === undefined ? parseTemplate(printTemplate(parts)).parts : parts).toEqual(parts);
      }),
      runs(500),
    );
  });

  const both = { en: '{amount} on {card}', zh: '{card} 付款 {amount}' };

  test('are taken in the language of the graph', () => {
    expect(planTemplate(both, 'zh')).toEqual([{ field: 'card' }, ' 付款 ', { field: 'amount' }]);
    expect(templateInWords('{payment_id}: {nowhere}', payments, 'en')).toBe('payment id: nowhere');
  });

  test('refer to fields in each language, and follow their names', () => {
    expect(templateReferences(both, 'in', ['title'])).toEqual([
      { to: 'field', name: 'amount', input: 'in', at: ['title', 'en'] },
      { to: 'field', name: 'card', input: 'in', at: ['title', 'en'] },
      { to: 'field', name: 'card', input: 'in', at: ['title', 'zh'] },
      { to: 'field', name: 'amount', input: 'in', at: ['title', 'zh'] },
    ]);
    const renames = { fields: { in: new Map([['card', 'pan']]) } };
    expect(renameTemplate(both, renames)).toEqual({ en: '{amount} on {pan}', zh: '{pan} 付款 {amount}' });
    expect(renameTemplate('no { fields', renames)).toBe('no { fields');
  });

  test('offer the whole text with the field that was meant', () => {
    const [found] = checkTemplate('Pay {amuont} now', payments, around({ in: payments }), ['title']);
    expect(found).toMatchObject({ code: 'unknown-field', fix: { at: ['title'], value: 'Pay {amount} now' } });
  });

  test('tell of sensitive fields, labels and open braces', () => {
    const codes = checkTemplate('{phone} {is_fraud} {amount', payments, around({ in: payments }), ['title']).map(({ code, severity }) => `${severity} ${code}`);
    expect(codes).toEqual(['error template-unclosed', 'hint sensitive-in-text', 'error tainted-field']);
  });
});
