import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { simulating } from '../../src/editor/simulate/testing.ts';
import { nameOfThreshold, thresholdsOf, withThreshold } from '../../src/lab/suggest/thresholds.ts';
import type { Threshold } from '../../src/lab/suggest/thresholds.ts';
import { examples } from '../support/examples.ts';
import type { Example } from '../support/examples.ts';

/** Counts that follow a threshold as it is dragged are those of a run with it. */

function filesOf({ folder }: Example): Readonly<Record<string, Blob>> {
  const data = join(folder, 'data');
  if (!existsSync(data)) return {};
  return Object.fromEntries(readdirSync(data).map((name) => [`data/${name}`, new Blob([readFileSync(join(data, name))])]));
}

/** Each is tried with another: below it, as it is, above it, beyond all. */
const tryable = ({ value }: Threshold): readonly number[] => [value / 2, value, value * 1.5 + 1, value + 1e6];

test.each(examples.map((example) => [example.id, example] as const))('each threshold of %s counts what a run with another value counts', async (_, example) => {
  const { document } = example;
  const files = filesOf(example);
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document, files });
  await hear('ended');
  let followed = 0;
  for (const [at, threshold] of thresholdsOf(compile(document)).entries()) {
    const value = tryable(threshold)[at % 4] ?? 0;
    take({ type: 'study', request: at, asked: { name: 'recount', question: { threshold, value } } });
    const { answer } = await hear('study', ({ request }) => request === at);
    if (!('counts' in answer) || answer.counts.size === 0) continue;
    followed += 1;
    const tried = simulating();
    tried.take({ type: 'run', run: 1, document: withThreshold(document, threshold, value), files });
    const { statistics } = await tried.hear('ended');
    const run = Object.fromEntries([...answer.counts.keys()].map((stream) => [stream, statistics.rows[stream]]));
    expect(Object.fromEntries(answer.counts), `${nameOfThreshold(threshold)} = ${value}`).toEqual(run);
  }
  expect(followed).toBeGreaterThan(0);
});
