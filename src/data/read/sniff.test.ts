import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { encodingOf, sniff } from './sniff.ts';
import type { SniffOptions, SniffedCsv } from './sniff.ts';

const encoder = new TextEncoder();
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

function csv(text: string, options: SniffOptions = { whole: true }): SniffedCsv {
  const found = sniff(encoder.encode(text), options);
  if (found.format !== 'csv') throw new Error(found.format);
  return found;
}

test('formats are told by their first bytes', () => {
  const format = (bytes: Uint8Array) => sniff(bytes).format;
  expect(format(Uint8Array.from([0x1f, 0x8b, 8]))).toBe('gzip');
  expect(format(encoder.encode('PK\u0003\u0004x'))).toBe('zip');
  expect(format(encoder.encode('PAR1x'))).toBe('parquet');
  for (const text of ['{"a":1}\n{"a":2}', ' [\n {"a":1}]', '[]']) expect(format(encoder.encode(text))).toBe('json');
  expect(sniff(encoder.encode('{x},y\n1,2'), { format: 'csv' })).toMatchObject({ format: 'csv', names: ['{x}', 'y'] });
  for (const text of ['a,b\n1,2', '', '[x],y\n1,2']) expect(format(encoder.encode(text))).toBe('csv');
});

test('what is no table is told from texts, whatever they hold', () => {
  const format = (text: string) => sniff(encoder.encode(text)).format;
  expect(format('%PDF-1.7\n%x')).toBe('pdf');
  for (const text of ['\n<html><table>', '<!DOCTYPE html>', '<?xml version="1.0"?><Workbook/>', '<table border="1">']) expect(format(text)).toBe('markup');
  expect(format('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u0001\0\0\0')).toBe('binary');
  expect(format('\0'.repeat(100))).toBe('binary');
  for (const text of ['<id>,b\n1,2', 'a,b\n\0,\u0001\n', '<table>1,b\n']) expect(sniff(encoder.encode(text), { format: 'csv' }).format).toBe('csv');
  expect(format('a,b\n\0,\u0001\n')).toBe('csv');
});

test('encodings', () => {
  expect(encodingOf(utf16('\ufeffa,b'))).toBe('utf-16le');
  expect(encodingOf(utf16('时间,金额\n2026-03-01,12\n'))).toBe('utf-16le');
  expect(encodingOf(encoder.encode('金额,商户'))).toBe('utf-8');
  expect(encodingOf(encoder.encode('金额').subarray(0, 5))).toBe('utf-8');
  expect(encodingOf(Uint8Array.from([0xd6, 0xd0, 0xb9, 0xfa, 44, 0xbd, 0xf0, 0xb6, 0xee]))).toBe('gbk');
  expect(encodingOf(Uint8Array.from([90, 0xfc, 114, 105, 99, 104, 44, 0xe9, 116]))).toBe('windows-1252');
});

describe('tables', () => {
  test('the separator is the one that parts most lines alike', () => {
    expect(csv('a;b\n1,5;2,5\n3,5;4\n').separator).toBe(';');
    expect(csv('a\tb\n1,5\t2,5\n').separator).toBe('\t');
    expect(csv('a|b\nx, y|z\n').separator).toBe('|');
    expect(csv('a,b\n"x;y",z\n"p;q",r\n').separator).toBe(',');
    expect(csv('a\n1\n2\n')).toMatchObject({ separator: ',', names: ['a'], header: true });
  });

  test('what stands before and after the table is found, and can be put back', () => {
    const text = 'Account statement\n\nFrom,March\ntime,card,amount\n1,2,3\n4,"5\n",6\n7,8,9\nTotal,,18\nend of report\n';
    expect(csv(text)).toMatchObject({ skip: 3, header: true, names: ['time', 'card', 'amount'], lastLine: 8 });
    expect(csv(text).rows.map(({ line, cells }) => [line, ...cells])).toEqual([[5, '1', '2', '3'], [6, '4', '5\n', '6'], [8, '7', '8', '9']]);
    expect(csv(text).why.map(({ zh }) => zh)).toEqual(['跳过表格前的 3 行', '从第 9 行起不属于表格，已跳过']);
    expect(csv(text, { whole: true, skip: 0 }).names).toEqual(['Account statement']);
    expect(csv('a,b\n1,2\n3', { whole: false }).rows.length).toBe(1);
  });

  test('of lines before the table most cells are empty, where all lines have as many', () => {
    expect(csv('Statement,,\nFrom,March,\ntime,card,amount\n1,2,3\n')).toMatchObject({ skip: 1, names: ['From', 'March', ''] });
    expect(csv('Statement,,\n,March,\ntime,card,amount\n1,2,3\n')).toMatchObject({ skip: 2, names: ['time', 'card', 'amount'] });
    expect(csv('Statement,,\nFrom,March,\ntime,card,amount\n1,2,3\n', { columns: ['amount', 'card'] })).toMatchObject({ skip: 2, names: ['time', 'card', 'amount'] });
  });

  test('a head that is longer than what is seen is a head', () => {
    expect(csv('c1,c2,c3,c', { whole: false })).toMatchObject({ header: true, skip: 0, names: ['c1', 'c2', 'c3'] });
    expect(csv('time,card,time', { whole: false })).toMatchObject({ header: true, skip: 0, separator: ',' });
  });

  test('a first line with a number in it is a row', () => {
    expect(csv('x,1\ny,2\n')).toMatchObject({ header: false, names: ['column 1', 'column 2'] });
    expect(csv('x,2026-03-01\n')).toMatchObject({ header: false });
    expect(csv('x,1\ny,2\n', { header: true })).toMatchObject({ header: true, names: ['x', '1'] });
  });
});

test('any bytes are something', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.stringMatching(/^[a,;"\n1]{0,60}$/).map((text) => encoder.encode(text))), fc.boolean(), (bytes, whole) => {
      expect(sniff(bytes, { whole }).why.every(({ en, zh }) => en !== '' && zh !== '')).toBe(true);
    }),
    runs(500),
  );
});
