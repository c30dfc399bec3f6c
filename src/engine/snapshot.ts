import { idOf } from '../data/hash.ts';
import type { Plan } from '../plan/plan.ts';
import { decode, encode } from './state/encode.ts';
import type { State } from './state/state.ts';

/** What an engine held, taken apart. What it has nothing of begins empty in the engine that goes on from it. */
export type Snapshot = {
  /** Which plan it is of. */
  readonly plan: string;
  readonly graph: string;
  readonly ended: boolean;
  readonly texts: State;
  /** By the fields of keys, their numbers. */
  readonly keys: Readonly<Record<string, State>>;
  /** By the sources that a part of the plan hangs on, how far it has come. */
  readonly parts: Readonly<Record<string, { readonly released: number; readonly until: number }>>;
  readonly sources: Readonly<Record<string, State>>;
  readonly streams: Readonly<Record<string, number>>;
  readonly steps: Readonly<Record<string, State>>;
  /** Tables that the host keeps, by name; left out in snapshots of before there were any. */
  readonly tables?: Readonly<Record<string, State>>;
};

export const stampOf = (plan: Plan): string => idOf([JSON.stringify(plan)]);

export function readSnapshot(bytes: Uint8Array): Snapshot {
  const kept = decode(bytes);
  if (!isSnapshot(kept)) throw new Error('these bytes are no snapshot of an engine');
  return kept;
}

const isSnapshot = (state: State): state is Snapshot =>
  typeof state === 'object' && state !== null && 'plan' in state && 'graph' in state && 'parts' in state;

/** The same, but these steps begin empty. */
export function withoutSteps(bytes: Uint8Array, ids: readonly string[]): Uint8Array {
  if (ids.length === 0) return bytes;
  const { steps, ...rest } = readSnapshot(bytes);
  return encode({ ...rest, steps: Object.fromEntries(Object.entries(steps).filter(([id]) => !ids.includes(id))) });
}
