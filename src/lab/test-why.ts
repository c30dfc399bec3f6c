import type { Compilation } from '../compile/compile.ts';
import type { Row } from '../data/field.ts';
import { createEngine } from '../engine/engine.ts';
import { countOf, rowOf } from '../engine/flow/flow.ts';
import type { SavedTest } from '../graph/document.ts';
import type { SourceStep, StreamRef } from '../plan/plan.ts';
import { explainAlert, explainRow } from './explain/explain.ts';
import type { Answer } from './explain/explain.ts';
import type { Explanation } from './explain/model.ts';
import type { Inquiry } from './explain/runs.ts';
import type { Input } from './feed.ts';
import { givenReading, patient, runSavedTest } from './saved-tests.ts';
import type { Tables, TestDifference } from './saved-tests.ts';

/** So many rows of a key are looked at for the one that came nearest to its alert. */
const mostTried = 8;

/**
 * Why what a saved test expected and what came differ, over the test's own rows: why an alert came, or what stopped the
 * row that was nearest to raising it. Undefined where the test has no such difference, or one that no row explains.
 */
export async function whyDiffers(test: SavedTest, place: number, compilation: Compilation, tables: Tables): Promise<Answer | undefined> {
  const difference = runSavedTest(test, compilation, tables).differences[place];
  if (difference === undefined) return undefined;
  const own = { ...compilation, plan: patient(compilation.plan) };
  const sources = own.plan.steps.filter((step) => step.op === 'source');
  const inquiry: Inquiry = {
    compilation: own,
    tables,
    inputs: (asked) => Promise.resolve(new Map(sources.filter(({ id }) => asked.includes(id)).map((step) => [step.id, once(test, step)] as const))),
  };
  if (difference.came !== undefined) return explainAlert(inquiry, difference.came);
  return difference.code === 'absent' ? whyAbsent(test, difference, inquiry, sources) : undefined;
}

/** The row whose way ended nearest to the alert; of several the latest. */
async function whyAbsent(test: SavedTest, { node, key }: TestDifference, inquiry: Inquiry, sources: readonly SourceStep[]): Promise<Answer> {
  const names = inquiry.compilation.plan.steps.flatMap((step) => (step.op === 'alert' && step.node === node ? step.key : []));
  const rows = rowsGiven(test, inquiry, sources);
  const own = rows.filter(({ values }) => key === undefined || names.some((name) => String(values[name] ?? '') === key));
  let nearest: { readonly explanation: Explanation; readonly left: number } | undefined;
  for (const { stream, place } of (own.length > 0 ? own : rows).slice(-mostTried).toReversed()) {
    const [explanation] = (await explainRow(inquiry, stream, place)).found ?? [];
    const silence = explanation?.silences.find(({ alert }) => alert === node);
    if (explanation === undefined || silence === undefined) continue;
    const left = silence.stops.length + silence.beyond.length;
    // What else it might have raised was not asked for.
    if (nearest === undefined || left < nearest.left) nearest = { explanation: { ...explanation, silences: [silence] }, left };
  }
  return nearest === undefined ? { found: undefined, count: rows.length, some: [] } : { found: [nearest.explanation] };
}

interface GivenAt {
  readonly stream: StreamRef;
  readonly place: number;
  readonly values: Row;
}

/** In the order in which rules see them. */
function rowsGiven(test: SavedTest, { compilation: { plan }, tables }: Inquiry, sources: readonly SourceStep[]): readonly GivenAt[] {
  const found: GivenAt[] = [];
  const seen = new Map<StreamRef, number>(sources.map(({ id }) => [`${id}.events`, 0]));
  const engine = createEngine(plan, {
    tables,
    listener: {
      watch: (stream) =>
        seen.has(stream)
          ? (flow) => {
              for (let at = 0; at < countOf(flow); at += 1) {
                const place = seen.get(stream) ?? 0;
                seen.set(stream, place + 1);
                found.push({ stream, place, values: rowOf(flow, flow.rows?.[at] ?? at) });
              }
            }
          : undefined,
    },
  });
  for (const step of sources) engine.push(step.id, givenReading(test, step));
  engine.finish();
  return found;
}

// An input may be one that waits; this one never does.
// oxlint-disable-next-line require-await
async function* once(test: SavedTest, step: SourceStep): Input {
  yield givenReading(test, step);
  return [];
}
