import { expect, test } from 'vitest';
import { progressLine } from './progress.ts';

function watched(interactive: boolean): { told: string[]; line: ReturnType<typeof progressLine>; wait: (ms: number) => void } {
  const told: string[] = [];
  let time = 0;
  const line = progressLine({ interactive, err: (text) => told.push(text) }, 'en', () => time);
  return { told, line, wait: (ms) => void (time += ms) };
}

test('a few times a second, and again once it was cleared', () => {
  const { told, line, wait } = watched(true);
  line.show(1, 0, 0);
  line.clear();
  wait(250);
  line.show(8192, 3, 0.5);
  line.show(9000, 3, 0.6);
  line.clear();
  line.clear();
  line.show(1_000_000, 4, undefined);
  expect(told).toEqual([
    `\r${'█'.repeat(12)}${'░'.repeat(12)}  50%  8,192 rows, 3 alerts\u001b[K`,
    '\r\u001b[K',
    '\r1,000,000 rows, 4 alerts\u001b[K',
  ]);
});

test('not where nobody watches', () => {
  const { told, line, wait } = watched(false);
  wait(1000);
  line.show(1, 1, 1);
  line.clear();
  expect(told).toEqual([]);
});
