import { alertParts } from './model.ts';
import type { AlertPart, Both, ChangedAlert, ComparedAlert } from './model.ts';

/** Which alerts of two runs are one. */
export interface Matched {
  readonly only: Both<Int32Array>;
  readonly shared: Both<Int32Array>;
  readonly changed: readonly ChangedAlert[];
  readonly moved: Both<Int32Array>;
}

/**
 * Alerts of one id are one: of the same node, key, time and event. Where a node on the way was renamed or made again,
 * ids differ; then those are one that nodes which belong together raised, for one key and event at one time. `periods`
 * says by node for how long an alert holds back others of its key: within it, another event may stand for the same case.
 */
export function matchAlerts(alerts: Both<readonly ComparedAlert[]>, pairs: readonly Both<string | undefined>[], periods: Both<ReadonlyMap<string, number>>): Matched {
  const pairOf = { before: new Map(pairs.map(({ before }, at) => [before, at])), after: new Map(pairs.map(({ after }, at) => [after, at])) };
  const partner = new Int32Array(alerts.before.length).fill(-1);
  const taken = new Uint8Array(alerts.after.length);
  const likeness = (side: keyof typeof pairOf) => ({ node, key, time, about }: ComparedAlert): string => JSON.stringify([pairOf[side].get(node) ?? `${side} ${node}`, key, time, about]);
  const ways: readonly Both<(alert: ComparedAlert) => string>[] = [
    { before: ({ id }) => id, after: ({ id }) => id },
    { before: likeness('before'), after: likeness('after') },
  ];
  for (const nameOf of ways) {
    const waiting = new Map<string, number[]>();
    alerts.after.forEach((alert, at) => {
      if (taken[at] === 1) return;
      const name = nameOf.after(alert);
      const others = waiting.get(name);
      if (others === undefined) waiting.set(name, [at]);
      else others.push(at);
    });
    alerts.before.forEach((alert, at) => {
      if (partner[at] !== -1) return;
      const found = waiting.get(nameOf.before(alert))?.shift();
      if (found === undefined) return;
      partner[at] = found;
      taken[found] = 1;
    });
  }
  return { ...parted(alerts, partner), ...movedAmong(alerts, partner, taken, pairOf, periods) };
}

function parted(alerts: Both<readonly ComparedAlert[]>, partner: Int32Array): Pick<Matched, 'shared' | 'changed'> {
  const [shared, changed]: [number[], ChangedAlert[]] = [[], []];
  partner.forEach((after, before) => {
    const [one, other] = [alerts.before[before], alerts.after[after]];
    if (one === undefined || other === undefined) return;
    shared.push(before);
    const parts = alertParts.filter((part) => differs(one, other, part));
    if (parts.length > 0) changed.push({ before, after, parts });
  });
  return { changed, shared: { before: Int32Array.from(shared), after: Int32Array.from(shared, (at) => partner[at] ?? -1) } };
}

type PairOf = Both<ReadonlyMap<string | undefined, number>>;

/** Of the alerts that are left: each with the next of its key that lies no further off than the period. */
function movedAmong(alerts: Both<readonly ComparedAlert[]>, partner: Int32Array, taken: Uint8Array, pairOf: PairOf, periods: Both<ReadonlyMap<string, number>>): Pick<Matched, 'moved' | 'only'> {
  const caseOf = (side: keyof PairOf, { node, key }: ComparedAlert): string => JSON.stringify([pairOf[side].get(node) ?? `${side} ${node}`, key]);
  const left = new Map<string, number[]>();
  taken.forEach((isTaken, at) => {
    const alert = alerts.after[at];
    if (isTaken === 1 || alert === undefined || alert.key === null) return;
    const name = caseOf('after', alert);
    const others = left.get(name);
    if (others === undefined) left.set(name, [at]);
    else others.push(at);
  });
  const [before, after, alone]: [number[], number[], number[]] = [[], [], []];
  const gone = taken.slice();
  partner.forEach((other, at) => {
    if (other !== -1) return;
    const alert = alerts.before[at];
    const near = alert === undefined ? undefined : left.get(caseOf('before', alert))?.find((each) => gone[each] === 0 && isNear(alert, alerts.after[each], periods));
    if (near === undefined) {
      alone.push(at);
      return;
    }
    gone[near] = 1;
    before.push(at);
    after.push(near);
  });
  return { only: { before: Int32Array.from(alone), after: Int32Array.from(gone.keys()).filter((at) => gone[at] === 0) }, moved: { before: Int32Array.from(before), after: Int32Array.from(after) } };
}

function isNear(one: ComparedAlert, other: ComparedAlert | undefined, periods: Both<ReadonlyMap<string, number>>): boolean {
  if (other === undefined || one.time === null || other.time === null) return false;
  return Math.abs(one.time - other.time) <= Math.max(periods.before.get(one.node) ?? -1, periods.after.get(other.node) ?? -1);
}

const differs = (one: ComparedAlert, other: ComparedAlert, part: AlertPart): boolean =>
  part === 'channels' ? one.channels.join('\n') !== other.channels.join('\n') : one[part] !== other[part];
