import type { Value } from '../../../data/field.ts';
import type { AlertStep, Plan, StreamRef } from '../../../plan/plan.ts';
import type { KeyOfAlerts } from '../../state/contract/run.ts';
import { zoneOf } from '../../state/zone.ts';
import { mostFrequent } from '../most-frequent.ts';
import type { AlertTally } from '../protocol.ts';
import { cutTime, stretchAt } from '../time-bars.ts';
import type { TimeCuts } from '../time-bars.ts';
import { noSeverities } from '../time-tally.ts';
import { marksOf } from './run-marks.ts';
import type { Marks, StreamMarks } from './run-marks.ts';
import { study } from './study.ts';

/** Which of the results are looked at: those of a key, and those of a stretch of time. */
export interface Narrowing {
  readonly key?: Pick<KeyOfAlerts, 'key' | 'of'> | undefined;
  /** From the first moment up to the last, which is no part of it. */
  readonly span?: readonly [from: number, to: number] | undefined;
}

export interface NarrowAsked extends Narrowing {
  /** Whose rows are counted. */
  readonly streams: readonly StreamRef[];
  /** From the first to the last moment of what is cut into stretches where no other time is looked at. */
  readonly whole?: readonly [from: number, to: number] | undefined;
}

export interface Narrowed {
  /** Undefined where rows do not have the fields of the key, or alerts are once per another. */
  readonly rows: ReadonlyMap<StreamRef, number | undefined>;
  /** Their keys are all those of the time that is looked at. */
  readonly alerts: AlertTally;
  /** The values of the key, by its fields. */
  readonly keyValues: readonly Value[];
}

/** What a run found for a key, or in a stretch of time. */
export const narrowStudy = study(async ({ key, span, streams, whole }: NarrowAsked, host): Promise<Narrowed> => {
  const { plan, document } = host.run.prepared;
  const alerts = alertsIn(plan);
  const marks = await marksOf([...new Set([...streams, ...alerts.map(({ sent }) => sent)])], host);
  const group = marks.groups.findIndex(({ of }) => nameOf(of) === nameOf(key?.of ?? []));
  const wanted: Wanted = { span, group, number: key === undefined ? undefined : (marks.groups[group]?.numbers.get(key.key) ?? -2) };
  const others = new Set(key === undefined ? [] : alerts.flatMap(({ of, sent, held }) => (of === nameOf(key.of) ? [] : [sent, held])));
  const rows = new Map(streams.map((stream) => [stream, others.has(stream) ? undefined : countOf(marks.streams.get(stream), wanted)]));

  const [bySeverity, byNode] = [noSeverities(), new Map<string, number>()];
  const cuts = cutsOf(span, whole, zoneOf(document));
  const counts = Array.from({ length: (cuts?.edges.length ?? 1) - 1 }, noSeverities);
  let total = 0;
  for (const { node, severity, sent } of alerts) {
    const own = marks.streams.get(sent);
    if (own === undefined || others.has(sent)) continue;
    eachOf(own, wanted, (row) => {
      total += 1;
      bySeverity[severity] += 1;
      byNode.set(node, (byNode.get(node) ?? 0) + 1);
      const bar = cuts === undefined ? undefined : counts[stretchAt(cuts.edges, own.times[row] ?? NaN)];
      if (bar !== undefined) bar[severity] += 1;
    });
  }
  return {
    rows,
    alerts: { total, bySeverity, byNode, byTime: cuts === undefined ? undefined : { ...cuts, counts }, topKeys: topKeys(marks, alerts, span) },
    keyValues: marks.groups[group]?.values[wanted.number ?? -1] ?? [],
  };
});

const nameOf = (of: readonly string[]): string => of.join('\n');

interface AlertStreams extends Pick<AlertStep, 'node' | 'severity'> {
  readonly of: string;
  readonly sent: StreamRef;
  readonly held: StreamRef;
}

const alertsIn = ({ steps }: Plan): readonly AlertStreams[] =>
  steps.flatMap((step) => (step.op === 'alert' ? [{ node: step.node, severity: step.severity, of: nameOf(step.key), sent: `${step.id}.sent`, held: `${step.id}.held` }] : []));

function cutsOf(span: Narrowing['span'], whole: NarrowAsked['whole'], zone: string): TimeCuts | undefined {
  const [from, to] = span === undefined ? (whole ?? []) : [span[0], span[1] - 1];
  return from === undefined || to === undefined ? undefined : cutTime(from, to, zone);
}

interface Wanted {
  readonly span: Narrowing['span'];
  readonly group: number;
  /** Of the key in its group; undefined where every key is wanted. */
  readonly number: number | undefined;
}

function eachOf({ times, keys }: StreamMarks, { span, group, number }: Wanted, found: (row: number) => void): void {
  const own = keys[group];
  const [from, to] = span ?? [];
  for (let row = 0; row < times.length; row += 1) {
    const time = times[row] ?? NaN;
    if (from !== undefined && to !== undefined && !(time >= from && time < to)) continue;
    if (number === undefined || own?.[row] === number) found(row);
  }
}

function countOf(marks: StreamMarks | undefined, wanted: Wanted): number | undefined {
  if (marks === undefined) return 0;
  if (wanted.number !== undefined && marks.keys[wanted.group] === undefined) return undefined;
  let count = 0;
  eachOf(marks, wanted, () => (count += 1));
  return count;
}

/** As many as a run tells of. */
const mostKeys = 100;

function topKeys({ groups, streams }: Marks, alerts: readonly AlertStreams[], span: Narrowing['span']): readonly KeyOfAlerts[] {
  const found = groups.flatMap(({ of, texts }, group): readonly KeyOfAlerts[] => {
    const counts = new Map<string, number>();
    for (const alert of alerts) {
      const own = alert.of === nameOf(of) ? streams.get(alert.sent) : undefined;
      if (own === undefined) continue;
      eachOf(own, { span, group, number: undefined }, (row) => {
        const text = texts[own.keys[group]?.[row] ?? -1];
        if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
      });
    }
    return mostFrequent(counts, mostKeys).map(({ value, rows }) => ({ key: value, of, alerts: rows }));
  });
  return found.sort((one, other) => other.alerts - one.alerts).slice(0, mostKeys);
}
