import { expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { compile } from '../../compile/compile.ts';
import { documentOf, payments } from '../../compile/testing.ts';
import { thresholdInWords } from './threshold-words.ts';
import { thresholdsOf } from './thresholds.ts';

test('whose it is, what is held against it and how, in both languages', () => {
  const example = examples.find(({ id }) => id === 'card-fraud');
  if (example === undefined) throw new Error('no example card-fraud');
  const compilation = compile(example.document);
  const said = thresholdsOf(compilation).map((each) => thresholdInWords(each, compilation));
  expect(said.map(({ en }) => en)).toEqual(expect.arrayContaining([
    'Card testing: payments under €5 in 10 minutes ≥ 4',
    'Risk score: risk score ≥ 70',
    'Unusual amount: amount against the usual > 4',
  ]));
  expect(said.map(({ zh }) => zh)).toContain('试卡：近 10 分钟 5 欧元以下付款笔数 ≥ 4');
});

test('a number before its field is turned, and branches and rows of tables are told apart', () => {
  const branches = [{ id: 'large', name: 'Large', when: { logic: { '<': [100, { var: 'amount' }] } } }];
  const compilation = compile(documentOf([payments('pay'), ['route', 'switch', { branches }]], ['pay > route']));
  expect(thresholdsOf(compilation).map((each) => thresholdInWords(each, compilation).en)).toEqual(['route, Large: amount > € 100']);
});
