import { expect, test } from 'vitest';
import { allOf, takeTurns } from './turns.ts';

test('tasks follow each other, urgent ones before those that wait', async () => {
  const turns = takeTurns();
  const done: string[] = [];
  const task = (name: string) => async (): Promise<void> => {
    done.push(`${name} begins`);
    await Promise.resolve();
    done.push(`${name} ends`);
  };
  await Promise.all([turns.take(task('one'), false), turns.take(task('two'), false), turns.take(task('urgent'), true)]);
  expect(done).toEqual(['one begins', 'one ends', 'urgent begins', 'urgent ends', 'two begins', 'two ends']);
});

test('a task that fails holds nobody up', async () => {
  const turns = takeTurns();
  const failing = turns.take(() => Promise.reject(new Error('no')), false);
  const after = turns.take(() => Promise.resolve('done'), false);
  await expect(failing).rejects.toThrow('no');
  expect(await after).toBe('done');
  expect(await turns.take(() => Promise.resolve('again'), true)).toBe('again');
});

test('what several wait for is stopped when none of them does any more', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const all = allOf([one.signal, other.signal]);
  one.abort();
  expect(all.aborted).toBe(false);
  other.abort();
  expect(all.aborted).toBe(true);
});
