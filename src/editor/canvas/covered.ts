import { createContext, use } from 'react';
import type { StreamRef } from '../../plan/plan.ts';
import type { RunStore } from '../state/contract/run.ts';

/** What the canvas tells of what rows came to, in place of the counts of a run. */
export interface Covered {
  readonly counts: ReadonlyMap<StreamRef, number>;
  /** True where the graph was edited since: what is new is not known of. */
  readonly stale: boolean;
  readonly nodes: ReadonlyMap<string, CoveredNode>;
  /** Shows in words what of a node no row came to. */
  readonly show: (nodes: readonly string[]) => void;
}

export interface CoveredNode {
  /** Whether any row came to it. */
  readonly came: boolean;
  /** The outputs that no row left by. */
  readonly never: ReadonlySet<string>;
  /** How many of its parts no row reached. */
  readonly parts: number;
  /** The same in words, of a table all rows together. */
  readonly missed: readonly string[];
}

const Context = createContext<Covered | undefined>(undefined);

export const CoveredProvider = Context.Provider;

export const useCovered = (): Covered | undefined => use(Context);

export const stateOf = ({ stale }: Covered): RunStore['state'] => (stale ? 'stale' : 'done');

/** What is told on the card of a node, or on that of a group of them; undefined where rows came to everything. */
export function coveredOn({ nodes }: Covered, ids: readonly string[]): Pick<CoveredNode, 'came' | 'parts' | 'missed'> | undefined {
  const own = ids.flatMap((id) => nodes.get(id) ?? []);
  const missed = own.flatMap((node) => node.missed);
  return missed.length === 0 ? undefined : { came: own.some(({ came }) => came), parts: own.reduce((sum, { parts }) => sum + parts, 0), missed };
}
