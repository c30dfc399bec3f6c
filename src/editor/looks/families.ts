import type { Family } from '../../kinds/contract.ts';
import type { KindName } from '../../kinds/registry.ts';

/** The family of each kind, as the start page needs it: it shows graphs before anything of the kinds has come. */
const families: Readonly<Record<KindName, Family>> = {
  alert: 'alert',
  anomaly: 'rule',
  compute: 'transform',
  condition: 'rule',
  dedupe: 'transform',
  filter: 'transform',
  join: 'transform',
  lookup: 'transform',
  merge: 'transform',
  output: 'alert',
  rolling: 'transform',
  scorecard: 'rule',
  sequence: 'transform',
  source: 'source',
  switch: 'rule',
  table: 'rule',
  window: 'transform',
};

const byKind: ReadonlyMap<string, Family> = new Map(Object.entries(families));

export const familyOf = (kind: string): Family | undefined => byKind.get(kind);
