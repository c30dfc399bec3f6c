import { createContext, use } from 'react';
import type { CSSProperties } from 'react';
import type { StreamRef } from '../../plan/plan.ts';

/** What the canvas tells of one row, or of one moment, in place of the counts of a run. */
export interface Told {
  readonly nodes: ReadonlyMap<string, ToldNode>;
  /** As `edgeKey` writes them. Those that are not named were not reached. */
  readonly edges: ReadonlyMap<string, Reached>;
  /** Of a moment in a run: counts stay, as they were then, and what moved lights up. */
  readonly moment?: ToldMoment | undefined;
}

export interface ToldMoment {
  readonly counts: ReadonlyMap<StreamRef, number>;
  /** The nodes that the last event came by, by their place on its way. */
  readonly order: ReadonlyMap<string, number>;
  /** Another one lights up anew. */
  readonly step: number;
  /** One node after the other. */
  readonly slowly: boolean;
}

/** On the way to what is explained, visited besides, or not reached. */
export type Reached = 'led' | 'visited' | 'unreached';

export interface ToldNode {
  readonly state: Reached;
  /** The output it left by, and what stands beside it. */
  readonly ports: ReadonlyMap<string, string>;
  /** Of a node that has no choice to make: values in place of its outputs. */
  readonly values: readonly { readonly label: string; readonly value: string }[];
}

const Context = createContext<Told | undefined>(undefined);

export const ToldProvider = Context.Provider;

export const useTold = (): Told | undefined => use(Context);

const strength: readonly Reached[] = ['unreached', 'visited', 'led'];

/** Of several, the one nearest to what is explained: what a card that stands for all of them shows. */
export const strongest = (states: readonly Reached[]): Reached => strength[Math.max(0, ...states.map((state) => strength.indexOf(state)))] ?? 'unreached';

/** How something lights up: in turn, so that the same thing can light up again at the next step. */
export interface Lit {
  readonly turn: 'even' | 'odd';
  readonly style: CSSProperties;
}

/** Undefined where the last event did not come by. */
export function litBy({ order, step, slowly }: ToldMoment, nodes: readonly string[]): Lit | undefined {
  const places = nodes.flatMap((node) => order.get(node) ?? []);
  if (places.length === 0) return undefined;
  return { turn: step % 2 === 0 ? 'even' : 'odd', style: { '--place': slowly ? Math.min(...places) : 0 } as CSSProperties };
}
