import { lazy, useMemo } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { Kind } from '../../kinds/contract.ts';
import type { KindName } from '../../kinds/registry.ts';
import { kinds } from '../../kinds/registry.ts';
import type { PanelProps } from './panel.ts';

/** A panel for whatever config a node has: nothing where its kind can't read it. */
export type AnyPanel = ComponentType<PanelProps<unknown>>;

/** A kind and its panel, which is loaded when a node of the kind is opened. */
function panelOf<Config>(
  kind: Pick<Kind<Config>, 'config'>,
  load: () => Promise<ComponentType<PanelProps<Config>>>,
): AnyPanel {
  const Panel = lazy(async () => ({ default: await load() }));
  return function KindPanel({ config, change, ...rest }: PanelProps<unknown>): ReactNode {
    const read = useMemo(() => kind.config.safeParse(config), [config]);
    return read.success ? <Panel {...rest} config={read.data} change={change} /> : null;
  };
}

const panels: Readonly<Partial<Record<KindName, AnyPanel>>> = {
  source: panelOf(kinds.source, async () => (await import('./source/source-panel.tsx')).SourcePanel),
  filter: panelOf(kinds.filter, async () => (await import('./kinds/filter-panel.tsx')).FilterPanel),
  compute: panelOf(kinds.compute, async () => (await import('./kinds/compute-panel.tsx')).ComputePanel),
  merge: panelOf(kinds.merge, async () => (await import('./kinds/merge-panel.tsx')).MergePanel),
  rolling: panelOf(kinds.rolling, async () => (await import('./kinds/rolling-panel.tsx')).RollingPanel),
  window: panelOf(kinds.window, async () => (await import('./kinds/window-panel.tsx')).WindowPanel),
  lookup: panelOf(kinds.lookup, async () => (await import('./kinds/lookup-panel.tsx')).LookupPanel),
  join: panelOf(kinds.join, async () => (await import('./kinds/join-panel.tsx')).JoinPanel),
  dedupe: panelOf(kinds.dedupe, async () => (await import('./kinds/dedupe-panel.tsx')).DedupePanel),
  sequence: panelOf(kinds.sequence, async () => (await import('./kinds/sequence-panel.tsx')).SequencePanel),
  condition: panelOf(kinds.condition, async () => (await import('./kinds/condition-panel.tsx')).ConditionPanel),
  table: panelOf(kinds.table, async () => (await import('./kinds/table-panel.tsx')).TablePanel),
  scorecard: panelOf(kinds.scorecard, async () => (await import('./kinds/scorecard-panel.tsx')).ScorecardPanel),
  switch: panelOf(kinds.switch, async () => (await import('./kinds/switch-panel.tsx')).SwitchPanel),
  anomaly: panelOf(kinds.anomaly, async () => (await import('./kinds/anomaly-panel.tsx')).AnomalyPanel),
  alert: panelOf(kinds.alert, async () => (await import('./kinds/alert-panel.tsx')).AlertPanel),
  output: panelOf(kinds.output, async () => (await import('./kinds/output-panel.tsx')).OutputPanel),
};

/** The panel of a kind; undefined for a kind of somebody's own, which gets a plain form. */
export const panelNamed = (kind: string): AnyPanel | undefined => (isKnown(kind) ? panels[kind] : undefined);

const isKnown = (kind: string): kind is KindName => Object.hasOwn(panels, kind);
