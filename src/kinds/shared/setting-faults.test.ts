import { expect, test } from 'vitest';
import { aboutTargets } from '../output/targets/registry.ts';
import { aboutConnectors } from '../source/connectors/registry.ts';
import { settingFaults } from './setting-faults.ts';

const { kafka, mqtt, generator, tail, sse } = aboutConnectors;
const poll = aboutConnectors['http-poll'];

test.each([
  ['missing', kafka, {}, '“Topic” is missing', '“主题”缺失'],
  ['empty', kafka, { topic: '' }, '“Topic” is empty', '“主题”不能为空'],
  ['too long', kafka, { topic: 'x'.repeat(250) }, '“Topic” is too long: at most 249 characters', '“主题”太长：至多 249 个字符'],
  ['of another type', kafka, { topic: 7 }, '“Topic” must be a text, but is 7', '“主题”应为文本，实为 7'],
  ['none of a few', kafka, { topic: 'x', from: 'middle' }, '“From” must be "beginning" or "end", but is "middle"', '“起点”应为 "beginning" 或 "end"，实为 "middle"'],
  ['too small', generator, { rate: 0 }, '“Events a second” is too small: more than 0', '“每秒事件数”太小：须大于 0'],
  ['too large', generator, { speed: 1e6 }, '“Speed” is too large: at most 100000', '“倍速”太大：至多 100000'],
  ['no length of time', mqtt, { topic: 'x', keep: 'long' }, '“Kept for” must be a whole number and a unit, such as 90s, 10m, 24h or 7d, but is "long"', '“保留时长”应为整数加单位，如 90s、10m、24h、7d，实为 "long"'],
  ['a list of nothing', sse, { path: '/x', events: [] }, '“Event names” is empty: name at least one', '“事件名”不能为空：至少一项'],
  ['not going together', poll, { path: '/x', cursor: 'id' }, '“Query parameter” will not do: a cursor needs its query parameter, and the other way round', '“查询参数”不可用：游标和查询参数要么都填，要么都不填'],
  ['a pattern of no use', tail, { path: 'x', lines: 'pattern', pattern: '(a)' }, '“Pattern” will not do: it has no named groups, such as (?<status>\\d+)', '“模式”不可用：没有命名分组，例如 (?<status>\\d+)'],
  ['a name of another form', aboutTargets.table, { table: 'a.b.c' }, '“Table” must be a name, with at most one dot in it, but is "a.b.c"', '“表”应为表名，最多含一个点号，实为 "a.b.c"'],
])('a setting that is %s is told in both languages', (_, about, settings, en, zh) => {
  expect(settingFaults(about, settings).map(({ words }) => words)).toEqual([{ en, zh }]);
});

test('a setting that there is not can be taken away, and is likely another one', () => {
  expect(settingFaults(kafka, { topic: 'x', gruop: 'y' })).toEqual([{ name: 'gruop', unknown: true, words: { en: 'There is no setting “gruop”: is it “group”?', zh: '没有设置项“gruop”，是不是“group”？' } }]);
});
