import { createContext, use } from 'react';

/** What the canvas tells of one row, or of one moment, in place of the counts of a run. */
export interface Told {
  readonly nodes: ReadonlyMap<string, ToldNode>;
  /** As `edgeKey` writes them. Those that are not named were not reached. */
  readonly edges: ReadonlyMap<string, Reached>;
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
