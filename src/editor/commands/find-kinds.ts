import type { Family } from '../../kinds/contract.ts';
import type { KindName } from '../../kinds/registry.ts';
import { kindNames, kinds } from '../../kinds/registry.ts';

/** The first letters of each Chinese name in pinyin, as a Chinese typist would shorten it. */
export const initials = {
  source: 'sjy',
  filter: 'sx',
  compute: 'js',
  merge: 'hb',
  rolling: 'gdtz',
  window: 'sjchz',
  lookup: 'cb',
  join: 'gl',
  dedupe: 'qc',
  sequence: 'xhsx',
  condition: 'tj',
  table: 'jcb',
  scorecard: 'pfk',
  switch: 'fl',
  anomaly: 'yc',
  alert: 'yj',
  output: 'sc',
} as const satisfies Record<KindName, string>;

/** Kinds that answer to what was typed, in either language, those whose name begins with it first; else in palette order. */
export function findKinds(typed: string): readonly KindName[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return kindNames;
  const rank = new Map(kindNames.map((kind) => [kind, rankOf(kind, wanted)]));
  const found = kindNames.filter((kind) => (rank.get(kind) ?? 0) > 0);
  return found.toSorted((one, other) => (rank.get(other) ?? 0) - (rank.get(one) ?? 0));
}

function rankOf(kind: KindName, wanted: string): number {
  const { title, summary } = kinds[kind];
  const names = [title.en.toLowerCase(), title.zh, kind, initials[kind]];
  if (names.some((name) => name.startsWith(wanted))) return 3;
  if (title.en.toLowerCase().split(' ').some((word) => word.startsWith(wanted)) || title.zh.includes(wanted)) return 2;
  if (wanted.length < 2) return 0;
  return summary.en.toLowerCase().split(/[ ,’]+/).some((word) => word.startsWith(wanted)) || summary.zh.includes(wanted) ? 1 : 0;
}

export const families = ['source', 'transform', 'rule', 'alert'] as const satisfies readonly Family[];

export const inFamily = (family: Family): readonly KindName[] => kindNames.filter((kind) => kinds[kind].family === family);
