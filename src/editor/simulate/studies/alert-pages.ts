import { inOrder } from '../../../lab/in-order.ts';
import type { RowsPage, RowsView } from '../../state/contract/rows.ts';
import type { RunAlert } from '../../state/contract/run.ts';
import { alertPage, alertTable } from '../alert-table.ts';
import type { AlertColumn, AlertWords, PlacedAlerts } from '../alert-table.ts';
import type { KeptRows } from '../kept-rows.ts';
import { mostListed } from '../most-listed.ts';
import type { Running } from '../run.ts';
import type { Narrowing } from './narrow.ts';
import { study } from './study.ts';
import type { StudyHost } from './study.ts';

/** A run hands a page its first alerts. Here are all others, in windows; one pass over the data finds them. */

export interface AlertsAsked {
  readonly narrowing: Narrowing;
  readonly shown: readonly AlertColumn[];
  readonly words: AlertWords;
  readonly from: number;
  readonly to: number;
  readonly view?: RowsView | undefined;
  /** How many there are, listed or not. */
  readonly all: number;
}

export const alertPagesStudy = study(async ({ narrowing, shown, words, from, to, view, all }: AlertsAsked, host): Promise<RowsPage> => {
  const table = await tableOf(narrowing, shown, words, host);
  return alertPage(table, from, to, view, all);
});

/** From an alert, or from a moment. */
export interface BesideAsked {
  readonly id?: string | undefined;
  readonly time: number | null;
}

export interface AlertsBeside {
  readonly previous: Pick<RunAlert, 'id' | 'time'> | undefined;
  readonly next: Pick<RunAlert, 'id' | 'time'> | undefined;
  /** Where it stands among those that its node sent. */
  readonly place: number | undefined;
}

/** The alerts before and after, in the order in which they were sent. */
export const alertsBesideStudy = study(async ({ id, time }: BesideAsked, host): Promise<AlertsBeside> => {
  const { alerts, places } = await listed({}, host);
  const moment = time ?? -Infinity;
  const at = id === undefined ? -1 : alerts.findIndex((alert) => alert.id === id);
  const after = at >= 0 ? at + 1 : alerts.findIndex((alert) => alert.time !== null && alert.time > moment);
  const before = at >= 0 ? at - 1 : alerts.findLastIndex((alert) => alert.time !== null && alert.time < moment);
  return { previous: placeOf(alerts[before]), next: placeOf(alerts[after]), place: places[at] };
});

const placeOf = (alert: RunAlert | undefined): AlertsBeside['next'] => (alert === undefined ? undefined : { id: alert.id, time: alert.time });

interface Kept {
  readonly key: string;
  readonly found: Promise<PlacedAlerts>;
  table?: { readonly key: string; readonly rows: KeptRows } | undefined;
}

/** Of a run all its alerts, and those that were looked at last. */
const kept = new WeakMap<Running, { all?: Kept | undefined; some?: Kept | undefined }>();

function keptOf(narrowing: Narrowing, host: StudyHost): Kept {
  const own = kept.get(host.run) ?? {};
  kept.set(host.run, own);
  const which = narrowing.key === undefined && narrowing.span === undefined ? 'all' : 'some';
  const key = JSON.stringify(narrowing);
  const known = own[which];
  if (known?.key === key) return known;
  const found = collect(narrowing, host);
  const next: Kept = { key, found };
  own[which] = next;
  found.catch(() => {
    if (own[which] === next) own[which] = undefined;
  });
  return next;
}

/** Who asked first may have left: then it is begun anew. */
const listed = (narrowing: Narrowing, host: StudyHost): Promise<PlacedAlerts> =>
  keptOf(narrowing, host).found.catch((error: unknown) => {
    host.signal.throwIfAborted();
    if (error instanceof DOMException && error.name === 'AbortError') return keptOf(narrowing, host).found;
    throw error;
  });

async function tableOf(narrowing: Narrowing, shown: readonly AlertColumn[], words: AlertWords, host: StudyHost): Promise<KeptRows> {
  const found = await listed(narrowing, host);
  const own = keptOf(narrowing, host);
  const key = JSON.stringify([shown, words]);
  if (own.table?.key !== key) own.table = { key, rows: alertTable(found, shown, words) };
  return own.table.rows;
}

async function collect({ key, span }: Narrowing, host: StudyHost): Promise<PlacedAlerts> {
  const { plan } = host.run.prepared;
  const nodes = new Set(plan.steps.flatMap((step) => (step.op === 'alert' && (key === undefined || step.key.join('\n') === key.of.join('\n')) ? [step.node] : [])));
  const [from, to] = span ?? [-Infinity, Infinity];
  const sent = new Map<string, number>();
  const places = new Map<string, number>();
  const found: RunAlert[] = [];
  const ordered = inOrder(plan, ({ event: _event, ...alert }) => {
    if (found.length < mostListed) found.push(alert);
    else places.delete(alert.id);
  });
  await host.replay({
    alert: (alert) => {
      const place = sent.get(alert.node) ?? 0;
      sent.set(alert.node, place + 1);
      if (!nodes.has(alert.node) || (key !== undefined && alert.key !== key.key)) return;
      if (span !== undefined && !(alert.time !== null && alert.time >= from && alert.time < to)) return;
      places.set(alert.id, place);
      // Of rows there may be more than of alerts is to be kept.
      ordered.take({ ...alert, event: {} });
    },
  }, { released: ordered.release });
  ordered.release(Infinity);
  return { alerts: found, places: found.map(({ id }) => places.get(id) ?? 0) };
}
