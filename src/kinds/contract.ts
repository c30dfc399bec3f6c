import type { EventName, FlowField } from '../data/field.ts';
import type { Problem } from '../data/problem.ts';
import type { Lang, Text, Words } from '../data/text.ts';
import type { z } from '../data/zod.ts';
import type { ReferenceTable, ValueSet } from '../graph/document.ts';
import type { Reference, Renames } from '../graph/meaning.ts';
import type { Inputs, Step, StreamRef } from '../plan/plan.ts';

export type { Reference, Renames } from '../graph/meaning.ts';

/** The contract of a node kind: all there is to know about it but its face. See CONTRIBUTING.md for an example. */
export interface Kind<Config> {
  /** Raised when the meaning of `config` changes; `migrate` then lifts older configs. */
  readonly version: number;
  readonly family: Family;
  /** Its name in the palette, and one line on what it does. */
  readonly title: Words;
  readonly summary: Words;
  readonly config: z.ZodType<Config>;
  /** The config of a node that was just added after `inputs`: as complete as can be guessed well. */
  blank(around: Surroundings): Config;
  ports(config: Config): Ports;
  /** The rows at each output, by port: their fields, and what they are called. */
  flow(config: Config, around: Surroundings): Readonly<Record<string, Stream>>;
  check(config: Config, around: Surroundings): readonly Problem[];
  /** Its part of the plan. Called only where `check` found no error and all that is upstream compiled. */
  steps(config: Config, around: Surroundings, wiring: Wiring): Compiled;
  /** What it does, as one plain sentence for its card, without a full stop. */
  describe(config: Config, around: Surroundings, lang: Lang): string;
  /** All that the config refers to by name. */
  references(config: Config): readonly Reference[];
  /** The same config with other names for what it refers to, and for the fields it makes. */
  rewrite(config: Config, renames: Renames): Config;
  /** Lifts the config of an older version, one step at a time. */
  migrate?(config: unknown, version: number): unknown;
}

export type Family = 'source' | 'transform' | 'rule' | 'alert';

export interface Port {
  /** Matches [a-z][a-z0-9_-]*. */
  readonly id: string;
  readonly label: Text;
  /**
   * Inputs only: `one` where a second edge is refused, `many` where the kind itself brings the streams together.
   * By default several edges meet as a union by row id.
   */
  readonly takes?: 'one' | 'many' | undefined;
  /** Outputs only: `side` for rows set aside (late, rejected), which lead only to outputs. */
  readonly role?: 'main' | 'rest' | 'side' | 'outcome' | undefined;
}

export interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** What flows along an edge. */
export interface Stream {
  readonly fields: readonly FlowField[];
  readonly event: EventName;
  /** The field that holds the event's time; undefined where rows have none and keep file order. */
  readonly time: string | undefined;
  /** The field that identifies the event, where there is one. */
  readonly id: string | undefined;
  /** The nodes (source, merge, window, join, sequence ...) whose rows these are. */
  readonly bases: readonly string[];
}

/** What a node sees around it. */
export interface Surroundings {
  readonly node: string;
  readonly name: Text;
  /** By input port; a port that nothing leads to is absent. */
  readonly inputs: Readonly<Record<string, Stream>>;
  /** The nodes that lead into each input port, in document order. */
  readonly from: Readonly<Record<string, readonly { readonly node: string; readonly name: Text; readonly port: string; readonly stream: Stream }[]>>;
  readonly sets: readonly ValueSet[];
  readonly tables: readonly ReferenceTable[];
  readonly lang: Lang;
  /** The zone that times are told in, where a source of the graph names one; otherwise UTC. */
  readonly zone?: string | undefined;
  /** True where somebody waits at the keyboard: a check then leaves out what takes long to find and stops nothing. */
  readonly hurried?: boolean | undefined;
}

export interface Wiring {
  /** What leads into an input port. */
  input(port: string): Inputs;
}

export interface Compiled {
  readonly steps: readonly Step[];
  /** Which rows leave by which output port. */
  readonly outputs: Readonly<Record<string, StreamRef>>;
}

/** Infers the config type from the schema. */
export function defineKind<Config>(kind: Kind<Config>): Kind<Config> {
  return kind;
}
