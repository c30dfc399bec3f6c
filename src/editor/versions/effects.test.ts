import { expect, test } from 'vitest';
import { effectsOf } from './effects.ts';

test('each node that was changed says what became of its hits and alerts, and outputs that are the same say nothing', () => {
  const nodes = (id: string) => ({ before: id, after: id });
  const rules = [
    { nodes: nodes('score'), port: 'block', name: 'Risk score', output: { en: 'block, 70 and up', zh: '拦截' }, hits: { before: 46, after: 32 }, only: undefined },
    { nodes: nodes('score'), port: 'pass', name: 'Risk score', output: 'pass', hits: { before: 5, after: 5 }, only: undefined },
    { nodes: { before: 'gone', after: undefined }, port: 'match', name: 'Gone', output: undefined, hits: { before: 3, after: undefined }, only: undefined },
  ];
  const raisedBy = [{ nodes: nodes('warn'), name: 'Warn', alerts: { before: 1200, after: 1241 }, only: { before: 0, after: 41 }, changed: 0, moved: 0 }];
  expect([...effectsOf({ rules, raisedBy }, 'en')]).toEqual([
    ['score', ['Block, 70 and up 46 → 32 (−14)']],
    ['gone', ['Hits 3 → 0 (−3)']],
    ['warn', ['Alerts 1,200 → 1,241 (+41)']],
  ]);
  expect(effectsOf({ rules, raisedBy }, 'zh').get('warn')).toEqual(['预警 1,200 → 1,241（+41）']);
});
