import { compile } from '../../src/compile/compile.ts';
import { meaning } from '../../src/compile/meaning.ts';
import { readTable } from '../../src/data/read/table-file.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { parseDocument } from '../../src/graph/serialise.ts';
import { replay } from '../../src/lab/replay.ts';
import type { Input } from '../../src/lab/feed.ts';

/** A graph and the files of its sources, as text. */
export interface Task {
  readonly graph: string;
  readonly sources: Readonly<Record<string, string>>;
}

/** Every alert and output of a simulation, a line each, and its counts: the same text wherever it runs. */
export async function simulation({ graph, sources }: Task): Promise<string> {
  const { document } = parseDocument(graph, meaning);
  if (document === undefined) throw new Error('no graph');
  const { plan } = compile(document);
  const lines: string[] = [];
  const tell = (told: unknown): unknown => lines.push(JSON.stringify(told));
  const engine = createEngine(plan, { listener: { alert: tell, output: tell } });
  const inputs = new Map<string, Input>();
  for (const step of plan.steps) {
    const text = sources[step.id];
    if (step.op === 'source' && text !== undefined) inputs.set(step.id, readTable(pieces(text), step.fields));
  }
  await replay(plan, engine, inputs);
  const { rows, sources: read, keyless, lost } = engine.statistics();
  return [...lines, JSON.stringify({ rows, read, keyless, lost })].join('\n');
}

const pieces = (text: string): readonly Uint8Array[] => {
  const bytes = new TextEncoder().encode(text);
  return Array.from({ length: Math.ceil(bytes.length / 10_000) }, (_, at) => bytes.subarray(at * 10_000, (at + 1) * 10_000));
};
