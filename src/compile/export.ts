import { printDuration } from '../data/duration.ts';
import type { Json } from '../data/schema.ts';
import { inLanguage } from '../data/text.ts';
import { call } from '../logic/expr.ts';
import type { Expr } from '../logic/expr.ts';
import { toJsonLogic } from '../logic/guard.ts';
import { depthOf, fieldsOf, mapExpr, substitute } from '../logic/walk.ts';
import type { AlertStep, LookupStep } from '../plan/plan.ts';
import type { Compilation } from './compile.ts';
import { asField, pathsInto, pathsOf, visible } from './paths.ts';
import type { Base, Feature, Path } from './paths.ts';
import { scopeOf } from '../plan/rows.ts';

/** An alert as one expression over the fields of its base and the features declared with it. */
export interface ExportedAlert {
  readonly node: string;
  readonly name: string;
  /** The node whose rows the expression is asked of. */
  readonly base: string;
  readonly logic: Json;
  readonly features: readonly Json[];
  /** Operations that plain JsonLogic lacks: register the operations pack where any are listed. */
  readonly needs: readonly string[];
  /** Declared, not expressed: at most one alert per key in each period. */
  readonly suppress?: { readonly key: readonly string[]; readonly period: string } | undefined;
}

/** One entry per alert, and per base where its rows come from several. */
export function exportLogic({ analysis, plan }: Compilation): { readonly alerts: readonly ExportedAlert[] } {
  const paths = pathsOf(plan);
  const names = new Map(analysis.document.nodes.map((node) => [node.id, inLanguage(node.name, plan.lang)]));
  const alerts = plan.steps.flatMap((step) =>
    step.op === 'alert' ? pathsInto(step.input, paths, step.node).map((path) => exportAlert(step, names.get(step.node) ?? step.node, path)) : [],
  );
  return { alerts };
}

function exportAlert(step: AlertStep, name: string, path: Path): ExportedAlert {
  const key = step.suppress === undefined ? [] : step.key.map((field) => asField(path, field, step.node));
  const { when, features } = declare(path, key);
  const needs = new Set<string>();
  const print = (expr: Expr): Json => {
    const { logic, needs: own } = toJsonLogic(expr, scopeOf(visible(path.base)));
    for (const operation of own) needs.add(operation);
    return logic;
  };
  // As a condition, so that a flag that is missing answers false.
  const logic = print(call('and', when));
  const printed = features.map((feature) => printFeature(feature, print));
  return {
    node: step.node,
    name,
    base: path.base.node,
    logic,
    features: printed,
    needs: [...needs].sort(),
    ...(step.suppress === undefined ? {} : { suppress: { key, period: printDuration(step.suppress.period) } }),
  };
}

/** Long chains of computed fields are cut here: what reads an expression may go through it by recursion. */
const deepestInline = 60;

/** What the alert needs of its base's features. A computed field that is used once is written where it is used. */
function declare({ base, when }: Path, key: readonly string[]): { when: Expr; features: readonly Feature[] } {
  const byName = new Map(base.features.map((feature) => [feature.field.name, feature]));
  const uses = countUses(base, when, key, byName);
  const inline = new Map<string, Expr>();
  const features: Feature[] = [];
  const inlined = (expr: Expr): Expr => substitute(expr, (name) => inline.get(name));
  for (const feature of base.features) {
    const name = feature.field.name;
    const used = uses.get(name);
    if (used === undefined) continue;
    if (feature.kind === 'computed') {
      const to = inlined(feature.to);
      if (used.count === 1 && !used.byName && depthOf(to) < deepestInline) inline.set(name, to);
      else features.push({ ...feature, to });
    } else if (feature.kind === 'rolling') {
      features.push({ ...feature, where: feature.where === undefined ? undefined : inlined(feature.where), over: inlined(feature.over) });
    } else features.push(feature);
  }
  return { when: inlined(when), features };
}

interface Use {
  count: number;
  /** Something refers to it by name, so that it must be declared. */
  byName: boolean;
}

function countUses(base: Base, when: Expr, key: readonly string[], byName: ReadonlyMap<string, Feature>): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  const note = (name: string, declared: boolean): void => {
    if (!byName.has(name)) return;
    const use = uses.get(name) ?? { count: 0, byName: false };
    uses.set(name, { count: use.count + 1, byName: use.byName || declared });
  };
  const noteAll = (expr: Expr): void => {
    mapExpr(expr, (part) => {
      if (part.kind === 'field') note(part.name, false);
      if (part.kind === 'raw') for (const name of fieldsOf(part)) note(name, true);
      return part;
    });
  };
  noteAll(when);
  for (const name of key) note(name, true);
  // Backwards: a feature is needed only by the condition and by features after it.
  for (const feature of [...base.features].reverse()) {
    if (!uses.has(feature.field.name)) continue;
    if (feature.kind === 'computed') noteAll(feature.to);
    if (feature.kind === 'rolling') {
      for (const name of [...feature.key, ...(feature.of === undefined ? [] : [feature.of])]) note(name, true);
      noteAll(feature.over);
      if (feature.where !== undefined) noteAll(feature.where);
    }
    if (feature.kind === 'lookup') for (const { field } of feature.on) note(field, true);
  }
  return uses;
}

function printFeature(feature: Feature, print: (expr: Expr) => Json): Json {
  const { name, type } = feature.field;
  switch (feature.kind) {
    case 'computed':
      return { name, type, kind: 'computed', logic: print(feature.to) };
    case 'rolling': {
      const { fn, window, frame } = feature.feature;
      return {
        name,
        type,
        kind: 'rolling',
        fn,
        ...(feature.of === undefined ? {} : { of: feature.of }),
        key: [...feature.key],
        window: printDuration(window),
        frame,
        ...(feature.where === undefined ? {} : { where: print(feature.where) }),
        ...(feature.over.kind === 'constant' ? {} : { over: print(feature.over) }),
      };
    }
    case 'lookup':
      return {
        name,
        type,
        kind: 'lookup',
        table: tableName(feature.step),
        on: feature.on.map(({ field, column }) => ({ field, column })),
        ...(feature.column === undefined ? { found: true } : { column: feature.column }),
      };
    case 'reasons':
      return { name, type, kind: 'reasons' };
  }
}

function tableName({ table, node }: LookupStep): string {
  return table.type === 'file' ? table.path : table.type === 'managed' ? table.name : node;
}
