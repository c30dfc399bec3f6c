import { expect, it } from 'vitest';
import { kinds } from '../../../kinds/registry.ts';
import { shapeAs } from './window-shape.ts';

it('keeps the length when windows become of another kind', () => {
  expect(shapeAs({ type: 'tumbling', size: '1h' }, 'session')).toEqual({ type: 'session', gap: '1h' });
  expect(shapeAs({ type: 'session', gap: '30m' }, 'tumbling')).toEqual({ type: 'tumbling', size: '30m' });
});

it('finds a step that divides the length', () => {
  const around = { node: 'w', name: 'w', inputs: {}, from: {}, sets: [], tables: [], lang: 'en' } as const;
  for (const size of ['1h', '30m', '7d', '1d', '1w', '45s', '24h']) {
    const shape = shapeAs({ type: 'tumbling', size }, 'hopping');
    const problems = kinds.window.check({ key: [], shape, aggregates: [] }, around);
    expect(problems.filter(({ at }) => at?.[0] === 'shape'), size).toEqual([]);
  }
});
