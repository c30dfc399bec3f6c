import type { NodeAnalysis } from '../../compile/analyse.ts';
import type { Compilation } from '../../compile/compile.ts';
import type { FlowField } from '../../data/field.ts';
import type { StoredExpression } from '../../data/schema.ts';
import type { RuleNode } from '../../graph/document.ts';
import type { Port, Stream, Surroundings } from '../../kinds/contract.ts';
import { checkExpression, compileExpression } from '../../kinds/shared/expressions.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Plan, SelectStep, StreamRef } from '../../plan/plan.ts';
import { alignFields } from '../../plan/align.ts';
import { inputsOf, isMaker, portsOf, streamOf } from '../../plan/steps.ts';
import type { Asked } from '../simulate/protocol.ts';
import { planUpTo } from '../simulate/plan-streams.ts';
import { everyOutput } from '../state/contract/sample.ts';
import type { Beside, StreamPort } from '../state/contract/sample.ts';

/** What to ask of a worker, so that the answer is about certain rows of a graph. */
export interface Asking {
  readonly asked: Asked;
  readonly plan: Plan;
  readonly sources: readonly RuleNode[];
}

/** The rows at a port: the part of the plan that leads to them, and what they are. */
interface Rows {
  readonly plan: Plan;
  readonly ref: StreamRef;
  readonly stream: Stream;
  readonly around: Surroundings;
}

export function distributionAsked(compilation: Compilation, at: StreamPort, field: string): Asking | undefined {
  const rows = rowsAt(compilation, at);
  if (rows === undefined || !rows.stream.fields.some(({ name }) => name === field)) return undefined;
  return asking(compilation, rows.plan, { type: 'distribution', stream: rows.ref, field });
}

export function tallyAsked(compilation: Compilation, at: StreamPort, field: string): Asking | undefined {
  const rows = rowsAt(compilation, at);
  if (rows === undefined || !rows.stream.fields.some(({ name }) => name === field)) return undefined;
  return asking(compilation, rows.plan, { type: 'tally', stream: rows.ref, field });
}

export function matchesAsked(compilation: Compilation, at: StreamPort, conditions: readonly StoredExpression[]): Asking | undefined {
  const rows = rowsAt(compilation, at);
  if (rows === undefined) return undefined;
  const { stream, around } = rows;
  const compiled = conditions.map((condition): Expr | undefined => {
    const isWrong = checkExpression(condition, stream, around, 'boolean', []).some(({ severity }) => severity === 'error');
    return isWrong ? undefined : compileExpression(condition, stream, around);
  });
  return asking(compilation, rows.plan, { type: 'matches', stream: rows.ref, fields: stream.fields, conditions: compiled });
}

export function besideAsked(compilation: Compilation, at: StreamPort, beside: Beside): Asking | undefined {
  const rows = rowsAt(compilation, at);
  const time = rows?.stream.time;
  if (rows === undefined || time === undefined || !beside.key.every(([name]) => rows.stream.fields.some((field) => field.name === name))) return undefined;
  return asking(compilation, rows.plan, { type: 'beside', stream: rows.ref, time, beside });
}

export function aroundAsked(compilation: Compilation, node: string, by?: string): Asking | undefined {
  const { analysis, plan, streams } = compilation;
  const known = analysis.nodes.get(node);
  const outputs = known?.ports.outputs.filter(({ role }) => role !== 'side') ?? [];
  if (known === undefined || !streams.has(node) || outputs.length === 0) return undefined;
  const input = known.ports.inputs.find(({ id }) => id === by) ?? known.ports.inputs[0];
  const into = input === undefined ? undefined : rowsAt(compilation, { node, port: input.id, side: 'in' });
  const after = outputs.map(({ id, role }) => ({ port: id, role, stream: streams.get(node)?.[id] ?? `${node}.${id}` }));
  const own = ownHits(after);
  const hits = own.length > 0 ? own : hitsAfter(plan, after.map(({ stream }) => stream));
  const asked: Asked = {
    type: 'around',
    same: into !== undefined && !plan.steps.some((step) => step.node === node && isMaker(step)),
    before: into === undefined ? undefined : { stream: into.ref, fields: into.stream.fields },
    after: after.map(({ port, stream }) => ({ port, stream })),
    fields: fieldsLeaving(outputs.flatMap(({ id }) => known.outputs[id] ?? []), into?.stream.fields ?? []),
    hits,
  };
  const { steps } = planUpTo(plan, [...after.map(({ stream }) => stream), ...hits]);
  const beside = into?.plan.steps.filter((step) => !steps.includes(step)) ?? [];
  return asking(compilation, { ...plan, steps: [...steps, ...beside] }, asked);
}

/** What an alert lets through is what came in. */
const fieldsLeaving = (streams: readonly Stream[], entered: readonly FlowField[]): readonly FlowField[] => (streams.length === 0 ? entered : alignFields(streams));

/** Rows hit where the node itself parts them from others. */
function ownHits(outputs: readonly { readonly role?: Port['role']; readonly stream: StreamRef }[]): readonly StreamRef[] {
  if (outputs.some(({ role }) => role === 'rest')) return outputs.flatMap(({ role, stream }) => (role === 'rest' ? [] : [stream]));
  return outputs[0]?.role === 'outcome' ? [outputs[0].stream] : [];
}

/** Otherwise where they are parted next: by a rule, a filter or an alert. */
function hitsAfter({ steps }: Plan, from: readonly StreamRef[]): readonly StreamRef[] {
  const followed = new Set(from);
  const hits: StreamRef[] = [];
  for (const step of steps) {
    if (isMaker(step) || !inputsOf(step).flat().some((ref) => followed.has(ref))) continue;
    if (step.op === 'alert') hits.push(`${step.id}.sent`);
    else if (step.op === 'select' && step.branches.length > 0) hits.push(...step.branches.map(({ port }) => streamOf(step, port)));
    else for (const port of portsOf(step)) followed.add(streamOf(step, port));
  }
  return hits;
}

/**
 * What an answer follows from, beside the question itself: the same objects for as long as edits concern other parts of
 * the graph. Undefined where there is nothing to ask.
 */
export function basisOf(compilation: Compilation, at: StreamPort | string): readonly unknown[] | undefined {
  const asked = typeof at === 'string' ? aroundAsked(compilation, at) : rowsAt(compilation, at);
  if (asked === undefined) return undefined;
  const { document } = compilation.analysis;
  // The step that brings streams together is made anew each time, by what it brings together.
  const steps = asked.plan.steps.flatMap((step): readonly unknown[] => (step.id === unionId ? inputsOf(step).flat() : [step]));
  return [...steps, ...sourcesOf(compilation, asked.plan).map(({ config }) => config), document.sets, document.tables];
}

const known = new WeakMap<Compilation, Map<string, Rows | undefined>>();

/** Undefined where nothing is known of them: nothing leads there, or what does is broken. */
export function rowsAt(compilation: Compilation, at: StreamPort): Rows | undefined {
  const rows = known.get(compilation) ?? new Map<string, Rows | undefined>();
  known.set(compilation, rows);
  const name = `${at.side} ${at.node}.${at.port}`;
  if (!rows.has(name)) rows.set(name, at.side === 'in' ? rowsInto(compilation, at) : rowsOutOf(compilation, at));
  return rows.get(name);
}

function rowsOutOf(compilation: Compilation, { node, port }: StreamPort): Rows | undefined {
  const { analysis, plan, streams } = compilation;
  const found = analysis.nodes.get(node);
  if (found === undefined || !streams.has(node)) return undefined;
  const refOf = (id: string): StreamRef => streams.get(node)?.[id] ?? `${node}.${id}`;
  if (port === everyOutput) {
    const outputs = found.ports.outputs.filter(({ id, role }) => role !== 'side' && found.outputs[id] !== undefined);
    const [stream] = outputs.flatMap(({ id }) => found.outputs[id] ?? []);
    return stream === undefined ? undefined : together(plan, outputs.map(({ id }) => refOf(id)), stream, found);
  }
  const output = found.ports.outputs.find(({ id }) => id === port);
  const stream = found.outputs[port] ?? (output?.role === 'outcome' ? Object.values(found.around.inputs)[0] : undefined);
  if (output === undefined || stream === undefined) return undefined;
  return together(plan, [refOf(port)], stream, found);
}

/** What several streams are together is seen by a step of its own, which lets all of it through. */
const unionId = '~in';

function rowsInto({ analysis, plan, streams }: Compilation, { node, port }: StreamPort): Rows | undefined {
  const found = analysis.nodes.get(node);
  const stream = found?.around.inputs[port];
  const wires = found?.edges[port] ?? [];
  const refs = [...new Set(wires.flatMap((wire) => streams.get(wire.node)?.[wire.port] ?? []))];
  if (found === undefined || stream === undefined || refs.length === 0 || wires.some((wire) => streams.get(wire.node)?.[wire.port] === undefined)) return undefined;
  return together(plan, refs, stream, found);
}

/** Rows of one stream, or of several as they are read together. */
function together(plan: Plan, refs: readonly StreamRef[], stream: Stream, { node, around }: NodeAnalysis): Rows {
  const [ref] = refs;
  if (refs.length === 1 && ref !== undefined) return { plan: planUpTo(plan, [ref]), ref, stream, around };
  const union: SelectStep = { op: 'select', id: unionId, node: node.id, input: refs, branches: [] };
  return { plan: { ...plan, steps: [...planUpTo(plan, refs).steps, union] }, ref: streamOf(union, 'rest'), stream, around };
}

const asking = (compilation: Compilation, plan: Plan, asked: Asked): Asking => ({ asked, plan, sources: sourcesOf(compilation, plan) });

function sourcesOf({ analysis }: Compilation, { steps }: Plan): readonly RuleNode[] {
  return steps.flatMap((step) => (step.op === 'source' ? (analysis.nodes.get(step.node)?.node ?? []) : []));
}
