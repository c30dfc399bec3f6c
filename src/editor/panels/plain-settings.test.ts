import { expect, it } from 'vitest';
import { z } from '../../data/zod.ts';
import { settingsOf } from './plain-settings.ts';

it('asks for what a schema has, by its type', () => {
  const schema = z.looseObject({
    of: z.string().describe('The name of a field.'),
    mode: z.enum(['up', 'down']).optional(),
    limit: z.int().min(1).max(9),
    strict: z.boolean().optional(),
    tags: z.array(z.string()),
    deep: z.looseObject({ a: z.string() }),
  });
  expect(settingsOf(schema)).toEqual([
    { name: 'of', optional: false, about: 'The name of a field.', type: 'text' },
    { name: 'mode', optional: true, about: undefined, type: 'choice', values: ['up', 'down'] },
    { name: 'limit', optional: false, about: undefined, type: 'number', whole: true, min: 1, max: 9 },
    { name: 'strict', optional: true, about: undefined, type: 'boolean' },
    { name: 'tags', optional: false, about: undefined, type: 'texts' },
  ]);
});
