import type { NodeAnalysis } from '../../compile/analyse.ts';
import type { FlowField, Value } from '../../data/field.ts';
import { inLanguage, words } from '../../data/text.ts';
import { lookup as lookupKind } from '../../kinds/lookup/kind.ts';
import { findTable } from '../../kinds/shared/tables.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { LookupStep, SelectStep, Step } from '../../plan/plan.ts';
import { inputsOf, isMaker, outputsOf } from '../../plan/steps.ts';
import { keyOf, makerNodes, nodeName, rowWords, shown } from './collect.ts';
import { makerOf } from './inspect.ts';
import type { Details } from './inspect.ts';
import type { PlanMap } from './map.ts';
import type { Branch, ExplainedRow, Shown, Visit } from './model.ts';
import { anomalyOf, scorecardOf, tableOf } from './rules.ts';
import { arrived, placeAt } from './trace.ts';
import { truthOf } from './truth.ts';
import type { Seen } from './watch.ts';

/** A row's way through the graph, node by node. */

export function explainedRow(map: PlanMap, details: Details, role: ExplainedRow['role']): ExplainedRow {
  const { trace, made } = details;
  const node = madeBy(map, details);
  const outputs = Object.values(map.node(node)?.outputs ?? {});
  return {
    id: trace.id,
    node,
    event: rowWords(outputs[0]?.event),
    time: trace.time,
    role,
    ...(made === undefined ? {} : { made }),
    visits: visitsOf(map, details),
  };
}

/** The node that made the row. */
export function madeBy(map: PlanMap, { trace }: Pick<Details, 'trace'>): string {
  const [seen] = trace.at.values();
  const maker = makerOf(map, trace)?.node ?? (seen === undefined ? undefined : makerNodes(map)[seen.maker]);
  const first = map.stepOf([...trace.at.keys()][0] ?? '');
  return first?.op === 'source' ? first.node : (maker ?? '');
}

function visitsOf(map: PlanMap, details: Details): readonly Visit[] {
  const byNode = new Map<string, Visit>();
  const maker = makerOf(map, details.trace);
  for (const step of map.steps) {
    const came =
      step === maker ||
      (step.op === 'source'
        ? outputsOf(step).some((ref) => details.trace.at.has(ref))
        : arrived(inputsOf(step).flat(), details.trace) !== undefined);
    const node = map.node(step.node);
    if (!came || node === undefined) continue;
    const visit = visitOf(map, step, node, details, step === maker);
    const before = byNode.get(step.node);
    byNode.set(step.node, before === undefined ? visit : together(before, visit));
  }
  return [...byNode.values()];
}

/** Of a node's steps the last one gives out what leaves the node. */
const lastOf = (map: PlanMap, node: string): Step | undefined => map.steps.findLast((each) => each.node === node);

/** A node may need several steps: what they did is one visit. What an earlier step added and a later one dropped is gone. */
function together(before: Visit, after: Visit): Visit {
  if (after.anomaly !== undefined)
    return { ...after, values: [after.anomaly.score, after.anomaly.usual], features: before.features };
  return {
    ...before,
    ...after,
    values: [...before.values.filter(({ name }) => after.values.every((each) => each.name !== name)), ...after.values],
    branches: [...before.branches, ...after.branches],
    features: [...before.features, ...after.features],
    reasons: [...before.reasons, ...after.reasons],
  };
}

function visitOf(map: PlanMap, step: Step, node: NodeAnalysis, details: Details, isOwn: boolean): Visit {
  const { trace } = details;
  const seen = arrived(inputsOf(step).flat(), trace);
  const left = outputsOf(step).flatMap((ref) => {
    const out = trace.at.get(ref);
    return out === undefined || (isMaker(step) && !isOwn) ? [] : [{ port: portNamed(map, node, ref), ref, out }];
  });
  const [first] = left;
  const fields = first === undefined ? [] : fieldsOf(map, first.ref);
  const out = first?.out;
  const visit: Visit = {
    node: step.node,
    kind: node.node.kind,
    name: nodeName(map, step.node),
    ports: step === lastOf(map, step.node) ? left.map(({ port }) => port) : [],
    values: out === undefined ? [] : gained(map, seen, out, fields),
    branches: [],
    features: details.features.get(step.id) ?? [],
    reasons:
      out === undefined ? [] : out.reasons.filter((each) => each.step === map.placeOf(step)).map(({ text }) => text),
    ...(isKeyless(step, seen) ? { keyless: true } : {}),
    ...optional('heldBy', details.held.get(step.id)),
    ...optional('chain', details.chains.get(step.id)),
  };
  switch (step.op) {
    case 'select':
      return {
        ...visit,
        branches: branchesOf(map, step, node, details),
        ...optional('anomaly', anomalyOf(map, step, node, details)),
      };
    case 'project': {
      if (out === undefined) return visit;
      const made = { values: out.values, fields };
      if (node.node.kind === 'scorecard')
        return { ...visit, ...optional('items', scorecardOf(node, map, step, trace, made)) };
      return node.node.kind === 'table' ? { ...visit, ...optional('table', tableOf(map, node, made)) } : visit;
    }
    case 'lookup':
      return { ...visit, ...optional('lookup', lookedUp(map, step, node, seen, out)) };
    default:
      return visit;
  }
}

const fieldsOf = (map: PlanMap, ref: string): readonly FlowField[] => map.rows.get(ref)?.fields ?? [];

const optional = <K extends string, T>(name: K, value: T | undefined): { readonly [key in K]?: T } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [key in K]: T });

/** The output of the node that rows of a stream leave by; an alert and an output have theirs in name alone. */
function portNamed(map: PlanMap, node: NodeAnalysis, ref: string): Visit['ports'][number] {
  const given = Object.entries(map.compilation.streams.get(node.node.id) ?? {}).find(([, stream]) => stream === ref);
  const id = given?.[0] ?? ref.slice(ref.lastIndexOf('.') + 1);
  const label = node.ports.outputs.find((each) => each.id === id)?.label ?? id;
  return { id, label: words((lang) => inLanguage(label, lang)) };
}

/** What the row has that it did not have before, or has otherwise; all, where it begins. */
function gained(map: PlanMap, before: Seen | undefined, after: Seen, fields: readonly FlowField[]): readonly Shown[] {
  return fields.flatMap(({ name }) => {
    const value = after.values[name] ?? null;
    const same =
      before !== undefined && Object.hasOwn(before.values, name) && sameValue(before.values[name] ?? null, value);
    return same || name === reasonsName ? [] : [shown(map, name, value, fields)];
  });
}

const sameValue = (a: Value, b: Value): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function isKeyless(step: Step, seen: Seen | undefined): boolean {
  if (seen === undefined) return false;
  if (step.op === 'rolling' || step.op === 'window' || step.op === 'dedupe')
    return keyOf(seen.values, step.key).includes(null);
  return step.op === 'alert' && step.suppress !== undefined && keyOf(seen.values, step.key).includes(null);
}

/** The branches that were asked: up to the one that took the row. */
function branchesOf(map: PlanMap, step: SelectStep, node: NodeAnalysis, { trace }: Details): readonly Branch[] {
  const place = placeAt(map, step, step.input, trace);
  if (place === undefined) return [];
  const branches: Branch[] = [];
  for (const { port, when } of step.branches) {
    const truth = truthOf(when, place);
    const label = node.ports.outputs.find((each) => each.id === port)?.label ?? port;
    branches.push({ port, label: words((lang) => inLanguage(label, lang)), taken: truth.holds, truth });
    if (truth.holds) break;
  }
  return branches;
}

function lookedUp(
  map: PlanMap,
  step: LookupStep,
  node: NodeAnalysis,
  seen: Seen | undefined,
  out: Seen | undefined,
): Visit['lookup'] {
  const table = lookupKind.config.safeParse(node.read?.config);
  if (seen === undefined || out === undefined || !table.success) return undefined;
  const { fields } = map.scope(step, step.input);
  const name = findTable(table.data.table, node.around)?.name ?? '';
  const on = step.on.map(({ field }) => shown(map, field, seen.values[field] ?? null, fields));
  return {
    table: words((lang) => inLanguage(name, lang)),
    on,
    ...(step.found === undefined ? {} : { found: out.values[step.found.name] === true }),
  };
}
