import type { Batch } from '../data/columns.ts';
import type { Telling } from '../plan/plan.ts';
import type { Rows } from '../plan/rows.ts';
import type { Alert, Output } from './contract.ts';
import type { Flow } from './flow/flow.ts';
import type { KeySpace } from './state/keys.ts';
import type { State } from './state/state.ts';
import type { TextStore } from './state/texts.ts';
import type { VersionedTable } from './state/versions.ts';

/**
 * One step at work. Rows come in rounds: a round holds every row of the step's inputs whose time lies after `until` of
 * the round before and not after its own, in total order, whole moments only. So a step may work through a round as a
 * whole: what it makes in it depends on nothing that comes later.
 */
export interface Operator {
  /**
   * `inputs` has the rows of each input of the step, united (a join has left and right, a sequence one for each part, a
   * source none): undefined where there are none. Gives what leaves by each port, in the order of `portsOf`; an alert
   * gives `sent` and `held`, an output `rows`. Called in every round, as time alone brings things about.
   */
  readonly run: (inputs: readonly (Flow | undefined)[], until: number) => readonly (Flow | undefined)[];
  /**
   * As `run`, of steps that keep something and do nothing of their own as time passes; but what it changes is put back by
   * what it leaves for the end, after which it is as if it had not been asked.
   */
  readonly peek?: ((inputs: readonly (Flow | undefined)[], until: number, atEnd: (putBack: () => void) => void) => readonly (Flow | undefined)[]) | undefined;
  readonly snapshot?: (() => State) | undefined;
  /** Takes what its `snapshot` gave, before any row comes. */
  readonly restore?: ((state: State) => void) | undefined;
  /**
   * Tells which kept texts and keys it still holds; all that nobody holds is forgotten and its number given to others.
   */
  readonly mark?: ((texts: Marks, keys: Marks) => void) | undefined;
  readonly counts?: (() => Counts) | undefined;
}

export interface Marks {
  readonly add: (number: number) => void;
}

export interface Counts {
  readonly reasons?: readonly number[] | undefined;
  readonly keyless?: number | undefined;
  readonly lost?: number | undefined;
  readonly zeroDivisions?: number | undefined;
  readonly unreported?: number | undefined;
  readonly bytes?: number | undefined;
  readonly keys?: number | undefined;
}

/** What a step is given when it is made. */
export interface StepContext {
  readonly telling: Telling;
  /** The fields of each input, united, in the order of `inputs` above. */
  readonly inputs: readonly Rows[];
  /** The fields of each port, in the order of `portsOf`. */
  readonly ports: readonly Rows[];
  /** The step's place in the plan, by which reasons are ordered. */
  readonly at: number;
  /** The rank of the step's node among all nodes that make rows, by their ids. */
  readonly maker: number;
  /** The one store of texts that outlive their batch. */
  readonly texts: TextStore;
  /** Numbers for the keys that this step keeps anything for. A step has one, or, where it joins, one for its sides. */
  readonly keys: KeySpace;
  readonly tables: ReadonlyMap<string, Batch>;
  /** Tables that the host keeps and changes meanwhile. */
  readonly kept: ReadonlyMap<string, VersionedTable>;
  /** With the place of the row. Left out where nobody listens. */
  readonly alert: ((alert: Alert, place: number) => void) | undefined;
  readonly output: ((output: Output, place: number) => void) | undefined;
}
