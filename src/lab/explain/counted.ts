import type { Alert } from '../../engine/contract.ts';
import { holds } from '../../logic/interpret.ts';
import { fieldsOf } from '../../logic/walk.ts';
import type { AlertStep, RollingFeature, RollingStep } from '../../plan/plan.ts';
import { mapExpressions } from '../../plan/rows.ts';
import { outputsOf } from '../../plan/steps.ts';
import { inFrame, keyOf, keyWanted, rowsProbe, shown } from './collect.ts';
import { isAlert } from './map.ts';
import type { PlanMap } from './map.ts';
import type { Counted } from './model.ts';
import { compareSeen } from './watch.ts';
import type { Probe, Seen } from './watch.ts';

/** The alerts that later rows raised, by features in which a row was counted. */
export function countedIn(
  map: PlanMap,
  step: RollingStep,
  row: Seen,
): { readonly probes: readonly Probe[]; readonly found: () => readonly Counted[] } {
  const { time } = row;
  const wanted = keyWanted(step.key, keyOf(row.values, step.key));
  const below = map.steps.filter(isAlert).flatMap((alert) => {
    const features = step.features.filter(
      (feature) => takes(map, step, feature, row) && asks(map, step, alert, feature.into.name),
    );
    return features.length > 0 && map.into(alert).has(step.id) ? [{ alert, features }] : [];
  });
  // What is usual for a key is made of everything: that says nothing of a single row.
  const isBaseline = map.node(step.node)?.node.kind === 'anomaly';
  if (time === null || wanted === undefined || below.length === 0 || isBaseline) return { probes: [], found: () => [] };
  const longest = Math.max(...below.flatMap(({ features }) => features.map(({ window }) => window)));
  const span = { from: time, to: time + longest };
  const later = new Map<string, Seen>();
  const counted: Counted[] = [];
  const { fields } = map.rows.get(step.id) ?? { fields: [] };
  const rows = rowsProbe(map, [step.id], wanted, span, (other) => {
    if (other.id !== row.id) later.set(other.id, other);
  });
  const probes = below.map(({ alert, features }): Probe => {
    const see = (sent: Alert): void => {
      const other = sent.node === alert.node ? later.get(sent.row) : undefined;
      const own = other === undefined ? [] : features.filter((feature) => isCounted(feature, row, other));
      if (other === undefined || own.length === 0) return;
      const told = own.map(({ into: { name } }) => shown(map, name, other.values[name] ?? null, fields));
      counted.push({ alert: sent, by: [{ node: step.node, features: told }] });
    };
    return { ...span, streams: [`${alert.id}.sent`], see: () => {}, alert: see };
  });
  return { probes: [rows, ...probes], found: () => counted };
}

/** Whether a feature counts a row at all. The time since the previous row has nothing to count. */
const takes = (map: PlanMap, step: RollingStep, { fn, of, where }: RollingFeature, { values }: Seen): boolean =>
  fn !== 'sincePrevious' &&
  (of === undefined || (values[of] ?? null) !== null) &&
  (where === undefined || holds(where, values, map.scope(step, step.input)));

const isCounted = (feature: RollingFeature, row: Seen, other: Seen): boolean =>
  other.time !== null && inFrame(feature, row, other, other.time) && compareSeen(row, other) !== 0;

/** Whether what lies between the feature and the alert looks at it. */
function asks(map: PlanMap, step: RollingStep, alert: AlertStep, name: string): boolean {
  const above = map.into(alert);
  return map.steps.some((each) => {
    if (!map.into(each).has(step.id) || !outputsOf(each).some((ref) => above.has(ref))) return false;
    let isAsked = false;
    mapExpressions(each, map.rows, (expr) => {
      isAsked ||= fieldsOf(expr).includes(name);
      return expr;
    });
    return isAsked;
  });
}

/** By alert, those nearest in time first. */
export function together(all: readonly Counted[]): readonly Counted[] {
  const byAlert = new Map<string, Counted>();
  for (const each of all) {
    const known = byAlert.get(each.alert.id);
    byAlert.set(each.alert.id, known === undefined ? each : { ...known, by: [...known.by, ...each.by] });
  }
  return [...byAlert.values()].sort((a, b) => (a.alert.time ?? 0) - (b.alert.time ?? 0));
}
