import { expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { compile } from '../../compile/compile.ts';
import { carryOver } from '../../engine/carry.ts';
import { createEngine } from '../../engine/engine.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { carriedInWords } from './carry-words.ts';

const document = examples.find(({ id }) => id === 'card-fraud')?.document;

/** What begins empty when settings of nodes are exchanged, as text by node. */
function emptyAfter(change: (text: string) => string): Readonly<Record<string, readonly [string, string]>> {
  if (document === undefined) throw new Error('the example is gone');
  const changed = JSON.parse(change(JSON.stringify(document))) as RuleDocument;
  const [before, after] = [compile(document), compile(changed)];
  expect(after.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const carried = carryOver(before.plan, after.plan, createEngine(before.plan).snapshot());
  return Object.fromEntries(carriedInWords(after, carried).empty.map(({ node, why }) => [node, [why.en, why.zh]]));
}

test('why a node begins empty, and when it is complete again', () => {
  expect(emptyAfter((text) => text)).toEqual({});
  expect(emptyAfter((text) => text.replaceAll('"within":"30d"', '"within":"14d"'))).toEqual({
    unusual: [
      '“Unusual amount” begins empty: its length of time was changed from 30 days to 14 days. It is complete again after 14 days.',
      '“金额异常”从空开始：时间范围由 30 天改为 14 天。14 天后恢复完整。',
    ],
    'fraud-alert': [
      '“Likely fraud” does not remember the alerts it sent: “Unusual amount” before it was changed. For 1 day it may repeat one.',
      '“疑似盗刷”不记得之前发出的预警：它上游的“金额异常”有改动。1 天内可能重复预警。',
    ],
  });
  expect(emptyAfter((text) => text.replace('"key":["card"]', '"key":["device"]'))['habits']).toEqual([
    '“Card habits” begins empty: it now tells rows apart by device, not by card. It is complete again after 2 hours.',
    '“用卡情况”从空开始：分组由按卡改为按设备。2 小时后恢复完整。',
  ]);
});
