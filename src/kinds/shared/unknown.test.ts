import { describe, expect, test } from 'vitest';
import { examples } from '../examples.ts';
import { kinds } from '../registry.ts';
import type { AnyKind, KindName } from '../registry.ts';
import { unknownSettings } from './unknown.ts';

const found = (kind: AnyKind, config: unknown) => unknownSettings(kind.config, config, { node: 'here' }).map(({ at, message }) => [at?.join('.'), message.en]);

describe('settings that nobody knows', () => {
  test.each(Object.entries<AnyKind>(kinds))('the example of %s has none', (name, kind) => {
    expect(found(kind, examples[name as KindName])).toEqual([]);
  });

  test('are told apart from what may stand there, with the one that was meant', () => {
    expect(found(kinds.dedupe, { key: [], within: '1h', whitin: '2h' })).toEqual([['whitin', '“whitin” is not a setting and does nothing: did you mean “within”?']]);
    expect(found(kinds.rolling, { key: [], features: [{ name: 'a', fn: 'count', within: '1h', frmae: 'before' }] })).toEqual([
      ['features.0.frmae', '“frmae” is not a setting and does nothing: did you mean “frame”?'],
    ]);
    expect(found(kinds.compute, { changes: [{ clean: 'a', trimm: true }, { drop: 'b', because: 'x' }] }).map(([at]) => at)).toEqual(['changes.0.trimm', 'changes.1.because']);
    expect(found(kinds.window, { key: [], shape: { type: 'session', gap: '1h', size: '1h' }, aggregates: [] })).toEqual([['shape.size', '“size” is not a setting and does nothing']]);
  });

  test('may stand where anything may: in expressions, in rows and in a connector’s settings', () => {
    expect(found(kinds.filter, { when: { logic: { '>': [{ var: 'a' }, { anything: 1 }] } } })).toEqual([]);
    const rows = { type: 'rows', rows: [{ whatever: { deep: 1 } }] };
    expect(found(kinds.source, { event: { one: 'x' }, fields: [], sample: rows, live: { connector: 'c', settings: { any: { thing: 1 } } } })).toEqual([]);
  });
});
