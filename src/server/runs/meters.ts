import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { Statistics } from '../../engine/contract.ts';

/** The figures of a run for Prometheus. */
export interface Meters {
  readonly stored: (milliseconds: number) => void;
  readonly collect: (state: MeterState) => Promise<readonly MetricObjectWithValues<MetricValue<string>>[]>;
}

export interface MeterState {
  readonly statistics: Statistics;
  readonly lags: ReadonlyMap<string, number>;
  readonly journalBytes: number;
  readonly now: number;
}

export function meters(graph: string): Meters {
  const registry = new Registry();
  registry.setDefaultLabels({ graph });
  const registers = [registry];
  const events = new Counter({ name: 'ruleloom_events_total', help: 'Events read, by what became of them', labelNames: ['source', 'result'], registers });
  const rows = new Counter({ name: 'ruleloom_rows_total', help: 'Rows that left an output of a node', labelNames: ['node', 'port'], registers });
  const alerts = new Counter({ name: 'ruleloom_alerts_total', help: 'Alerts raised', labelNames: ['node'], registers });
  const waiting = new Gauge({ name: 'ruleloom_waiting_events', help: 'Events accepted and not yet released to the rules', labelNames: ['source'], registers });
  const lateness = new Gauge({ name: 'ruleloom_watermark_lag_seconds', help: 'How far the watermark of a source is behind the clock', labelNames: ['source'], registers });
  const lag = new Gauge({ name: 'ruleloom_source_lag', help: 'What is known to wait at a source, in its own measure', labelNames: ['source'], registers });
  const state = new Gauge({ name: 'ruleloom_state_bytes', help: 'What a node keeps, roughly', labelNames: ['node'], registers });
  const journal = new Gauge({ name: 'ruleloom_journal_bytes', help: 'The journal on the disk', registers });
  const latency = new Histogram({
    name: 'ruleloom_stored_seconds',
    help: 'From acknowledgement to stored results',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });

  return {
    stored: (milliseconds) => latency.observe(milliseconds / 1000),
    collect: async ({ statistics, lags, journalBytes, now }) => {
      for (const each of [events, rows, alerts, waiting, lateness, lag, state]) each.reset();
      for (const [source, own] of Object.entries(statistics.sources)) {
        for (const result of ['accepted', 'late', 'rejected'] as const) events.inc({ source, result }, own[result]);
        waiting.set({ source }, own.waiting);
        if (Number.isFinite(own.watermark)) lateness.set({ source }, Math.max(0, now - own.watermark) / 1000);
      }
      for (const [stream, count] of Object.entries(statistics.rows)) {
        const cut = stream.lastIndexOf('.');
        if (cut === -1) continue;
        const [node, port] = [stream.slice(0, cut), stream.slice(cut + 1)];
        rows.inc({ node, port }, count);
        if (port === 'sent') alerts.inc({ node }, count);
      }
      for (const [source, count] of lags) lag.set({ source }, count);
      for (const [node, { bytes }] of Object.entries(statistics.state)) state.set({ node }, bytes);
      journal.set(journalBytes);
      return registry.getMetricsAsJSON();
    },
  };
}
