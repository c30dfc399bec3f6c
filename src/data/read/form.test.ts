import { describe, expect, test } from 'vitest';
import { csvReader } from './csv.ts';
import { inForm } from './form.ts';
import type { Form, NumberForm } from './form.ts';
import { readPieces } from './testing.ts';

const all = (form: Form, texts: readonly string[]) => texts.map((text) => inForm(form, text));

describe('numbers', () => {
  const english: NumberForm = { type: 'number', decimal: '.', group: ',', around: ['¥', 'EUR', '%'] };
  const german: NumberForm = { type: 'number', decimal: ',', group: '.', around: ['€'] };

  test('with thousands, signs and what stands around them', () => {
    expect(all(english, ['¥1,234.50', '-¥1,234.5', '¥-12', '1234', '12%', '1,234,567 EUR', '(5.25)', '−3', '.5', ' 7 '])).toEqual([
      1234.5, -1234.5, -12, 1234, 12, 1234567, -5.25, -3, 0.5, 7,
    ]);
    expect(all(german, ['1.234,56', '1.234.567', '0,5', '12 €', '-1,5'])).toEqual([1234.56, 1234567, 0.5, 12, -1.5]);
    expect(all({ type: 'number', decimal: ',', group: ' ' }, ['1 234,5', '1\u00a0234', '12 345'])).toEqual([1234.5, 1234, 12345]);
  });

  test('and nothing that is written otherwise', () => {
    const wrong = ['1,23', '1,2345', '12,34,567', '1.2.3', '$5', '', 'EUR', '1 2', '--5', '1e5x', '1,234.5,6'];
    expect(all(english, wrong)).toEqual(wrong.map(() => undefined));
    expect(all(german, ['1.23', '1,234,5'])).toEqual([undefined, undefined]);
  });
});

describe('times', () => {
  const at = Date.UTC(2026, 2, 1, 8, 5);

  test('in the order that is said', () => {
    expect(all({ type: 'time', order: 'day-first' }, ['1/3/2026 8:05', '01.03.2026 08:05:00', '01-03-2026 08:05 AM', '31/04/2026 08:05', '2026-03-01 08:05'])).toEqual([at, at, at, undefined, undefined]);
    expect(all({ type: 'time', order: 'month-first' }, ['3/1/2026, 8:05 am', '03/01/2026 20:05', '13/01/2026 08:05'])).toEqual([at, at + 12 * 3_600_000, undefined]);
    expect(all({ type: 'time', order: 'year-first' }, ['2026/3/1 8:05', '2026年3月1日 08:05', '20260301080500', '2026-03-01T08:05:00Z', '2026-03-01T16:05:00+08:00'])).toEqual([at, at, at, at, at]);
    expect(all({ type: 'time', order: 'seconds' }, [String(at / 1000), `${at / 1000}.25`, 'x'])).toEqual([at, at + 250, undefined]);
  });

  test('in a zone, where they do not tell their offset', () => {
    const shanghai: Form = { type: 'time', order: 'year-first', zone: 'Asia/Shanghai' };
    expect(all(shanghai, ['2026-03-01 16:05', '2026-03-01T08:05:00Z', '2026-03-01 12:05 AM'])).toEqual([at, at, at - 16 * 3_600_000]);
    expect(inForm({ ...shanghai, zone: 'Mars/Olympus' }, '2026-03-01 16:05')).toBeUndefined();
  });
});

test('a column is read in its form, and what is not of it is rejected', () => {
  const text = 'n;t;b\n1.234,5;01/03/2026;ja\n1.23;01/03/2026;nein\n2;2026-03-01;ja\n3;02/03/2026;true\n;;\n';
  const { rows, rejected } = readPieces(
    (fields, emit) => csvReader(fields, emit, {
      separator: ';',
      forms: {
        n: { type: 'number', decimal: ',', group: '.' },
        t: { type: 'time', order: 'day-first' },
        b: { type: 'boolean', yes: ['ja'], no: ['nein'] },
      },
    }),
    [{ name: 'n', type: 'number' }, { name: 't', type: 'time' }, { name: 'b', type: 'boolean' }],
    new TextEncoder().encode(text),
  );
  expect(rows).toEqual([{ n: 1234.5, t: Date.UTC(2026, 2, 1), b: true }, { n: null, t: null, b: null }]);
  expect(rejected.map((row) => row.faults.map((fault) => fault.code).join())).toEqual(['wrong-type', 'bad-time', 'wrong-type']);
});
