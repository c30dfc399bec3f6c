import type { Kind } from './contract.ts';
import { dedupe } from './dedupe/kind.ts';
import { join } from './join/kind.ts';
import { lookup } from './lookup/kind.ts';
import { merge } from './merge/kind.ts';
import { source } from './source/kind.ts';
import { table } from './table/kind.ts';

/** A kind whose config is yet to be parsed by its own schema. */
export type AnyKind = Kind<unknown>;

/** Every node kind, in palette order. The palette, the schema and the docs derive from this one list. */
export const kinds = {
  source,
  merge,
  lookup,
  join,
  dedupe,
  table,
} satisfies Record<string, AnyKind>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as readonly KindName[];

/** The kind of this name, if there is one. */
export function kindNamed(name: string): AnyKind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name as KindName] : undefined;
}
