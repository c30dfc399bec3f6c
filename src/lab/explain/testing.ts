import { compile } from '../../compile/compile.ts';
import { documentOf } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Reading } from '../../data/read/reading.ts';
import type { Alert } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { replay } from '../replay.ts';
import { explainAlert, explainEvent } from './explain.ts';
import type { Explanation } from './model.ts';
import type { Inquiry } from './runs.ts';
import { explanationInLines } from './words.ts';

/** Small graphs over rows that are written down, and what is explained of them. */

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

export const at = (second: number): number => Date.UTC(2026, 2, 1, 9) + second * 1000;
export const pay = (id: string, second: number, more: object = {}): Readonly<Record<string, unknown>> => ({
  id,
  at: at(second),
  card: 'c',
  amount: 10,
  ...more,
});

/** A graph over these rows, in readings of so many rows. */
export function inquiryOf(nodes: readonly NodeSketch[], edges: readonly string[], rows: Rows, size = 100): Inquiry {
  const compilation = compile(documentOf(nodes, edges));
  const errors = compilation.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message.en).join('; '));
  const inputs: Inquiry['inputs'] = (sources) => {
    const asked = compilation.plan.steps.filter((step) => step.op === 'source' && sources.includes(step.id));
    const all = asked.flatMap((step) =>
      step.op === 'source' ? [[step.id, readings(rows[step.id] ?? [], step.fields, size)] as const] : [],
    );
    return Promise.resolve(new Map(all));
  };
  return { compilation, inputs };
}

async function* readings(
  rows: Rows[string],
  fields: Parameters<typeof readingOf>[1],
  size: number,
): AsyncGenerator<Reading, readonly []> {
  for (let from = 0; from < rows.length; from += size)
    yield await Promise.resolve(readingOf(rows.slice(from, from + size), fields));
  return [];
}

export async function alertsOf({ compilation: { plan }, inputs }: Inquiry): Promise<readonly Alert[]> {
  const alerts: Alert[] = [];
  const engine = createEngine(plan, { listener: { alert: (alert) => alerts.push(alert) } });
  await replay(plan, engine, await inputs(plan.steps.map(({ id }) => id)));
  return alerts;
}

export async function onlyAlert(inquiry: Inquiry): Promise<Explanation> {
  const [alert, ...more] = await alertsOf(inquiry);
  if (alert === undefined || more.length > 0) throw new Error('not one alert');
  const { found } = await explainAlert(inquiry, alert.id);
  if (found?.[0] === undefined) throw new Error('not explained');
  return found[0];
}

export async function onlyEvent(inquiry: Inquiry, source: string, id: string): Promise<Explanation> {
  const { found } = await explainEvent(inquiry, source, id);
  if (found?.[0] === undefined) throw new Error('not explained');
  return found[0];
}

export const warn = (more: object = {}): NodeSketch => [
  'warn',
  'alert',
  { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: ['desk'], ...more },
];
export const states = ({ nodes }: Explanation): Readonly<Record<string, string>> =>
  Object.fromEntries(nodes.map(({ node, state }) => [node, state]));
export const firstLine = (explanation: Explanation, start: string, lang: 'en' | 'zh' = 'en'): string | undefined =>
  explanationInLines(explanation, lang).find((line) => line.startsWith(start));
