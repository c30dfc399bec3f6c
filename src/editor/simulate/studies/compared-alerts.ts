import { dayOf } from '../../../data/zones.ts';
import type { AlertPart, ComparedAlert, Comparison, Side } from '../../../lab/compare/model.ts';
import { zoneOf } from '../../../lab/measure/catches.ts';
import { comparedRuns } from './compare.ts';
import type { ComparedWith } from './compare.ts';
import { study } from './study.ts';

/** What became of alerts: each is one of these. */
export const fates = ['onlyBefore', 'moved', 'changed', 'same', 'onlyAfter'] as const;
export type Fate = (typeof fates)[number];

export interface AlertsAsked extends ComparedWith {
  /** What became of them, or all that one of the graphs raised. */
  readonly fate: Fate | Side;
  /** Of this node only, by its ids in both graphs. */
  readonly nodes?: { readonly before?: string | undefined; readonly after?: string | undefined } | undefined;
  /** Of these days only, as the comparison counts them. */
  readonly days?: readonly number[] | undefined;
}

export interface AlertPair {
  readonly before: ComparedAlert | undefined;
  readonly after: ComparedAlert | undefined;
  /** In what they differ. */
  readonly parts: readonly AlertPart[];
}

export interface AlertsOfFate {
  readonly total: number;
  /** The first of them, in order of time. */
  readonly alerts: readonly AlertPair[];
}

const mostAlerts = 10_000;

/** The alerts behind a number of a comparison. */
export const comparedAlertsStudy = study(async ({ fate, nodes, days, ...asked }: AlertsAsked, host): Promise<AlertsOfFate> => {
  const { comparison } = (await comparedRuns(asked, host)).runs;
  const all = placesOf(comparison, fate).map(({ before, after, parts = [] }): AlertPair => ({ before: alertAt(comparison, 'before', before), after: alertAt(comparison, 'after', after), parts }));
  const ofNode = nodes === undefined ? all : all.filter(({ before, after }) => (after === undefined ? before?.node === nodes.before : after.node === nodes.after));
  const found = days === undefined ? ofNode : ofNode.filter(({ before, after }) => days.includes(dayOf(zoneOf(comparison.zone), (after ?? before)?.time ?? NaN)));
  return { total: found.length, alerts: found.slice(0, mostAlerts) };
});

const alertAt = ({ alerts }: Comparison, side: Side, place: number | undefined): ComparedAlert | undefined => (place === undefined ? undefined : alerts[side][place]);

interface Places {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly parts?: readonly AlertPart[] | undefined;
}

function placesOf({ alerts, only, moved, changed, shared }: Comparison, fate: Fate | Side): readonly Places[] {
  switch (fate) {
    case 'before':
      return Array.from(alerts.before, (_, before) => ({ before }));
    case 'after':
      return Array.from(alerts.after, (_, after) => ({ after }));
    case 'onlyBefore':
      return Array.from(only.before, (before) => ({ before }));
    case 'onlyAfter':
      return Array.from(only.after, (after) => ({ after }));
    case 'moved':
      return Array.from(moved.before, (before, at) => ({ before, after: moved.after[at] }));
    case 'changed':
      return changed;
    case 'same': {
      const different = new Set(changed.map(({ before }) => before));
      return Array.from(shared.before, (before, at) => ({ before, after: shared.after[at] })).filter(({ before }) => !different.has(before));
    }
  }
}
