import { alert } from './alert/kind.ts';
import { anomaly } from './anomaly/kind.ts';
import { compute } from './compute/kind.ts';
import { condition } from './condition/kind.ts';
import type { Kind } from './contract.ts';
import { dedupe } from './dedupe/kind.ts';
import { filter } from './filter/kind.ts';
import { join } from './join/kind.ts';
import { lookup } from './lookup/kind.ts';
import { merge } from './merge/kind.ts';
import { output } from './output/kind.ts';
import { rolling } from './rolling/kind.ts';
import { scorecard } from './scorecard/kind.ts';
import { sequence } from './sequence/kind.ts';
import { source } from './source/kind.ts';
import { switchKind } from './switch/kind.ts';
import { table } from './table/kind.ts';
import { window } from './window/kind.ts';

/** A kind whose config is yet to be parsed by its own schema. */
export type AnyKind = Kind<unknown>;

/** Every node kind, in palette order. The palette, the schema and the docs derive from this one list. */
export const kinds = {
  source,
  filter,
  compute,
  merge,
  rolling,
  window,
  lookup,
  join,
  dedupe,
  sequence,
  condition,
  table,
  scorecard,
  switch: switchKind,
  anomaly,
  alert,
  output,
} satisfies Record<string, AnyKind>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as readonly KindName[];

/** The kind of this name, if there is one. */
export function kindNamed(name: string): AnyKind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name as KindName] : undefined;
}
