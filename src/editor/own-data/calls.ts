import type { Value } from '../../data/field.ts';
import type { Look, LookOptions } from '../../data/read/look.ts';
import type { Words } from '../../data/text.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import type { TableFacts } from '../../lab/starter/facts.ts';
import type { StarterRule } from '../../lab/starter/rules.ts';
import type { Tried } from '../../lab/starter/tried.ts';

/** What a page asks of the worker that reads a person's own files, and what it is told. */
export interface Calls {
  /** What a file is, by its beginning. */
  readonly look: { readonly given: { readonly file: File; readonly options: LookOptions }; readonly answer: Look };
  /** Several files of one shape as one table, and the names of those that have another. */
  readonly join: { readonly given: { readonly files: readonly File[] }; readonly answer: Joined };
  /** All of it, as the config says. */
  readonly read: { readonly given: { readonly file: File; readonly config: SourceConfig }; readonly answer: WholeTable };
  /** Rules to begin with, of what was read last. */
  readonly find: { readonly given: { readonly config: SourceConfig }; readonly answer: readonly Tried[] };
  /** What one rule finds in what was read last. */
  readonly try: { readonly given: { readonly config: SourceConfig; readonly rule: StarterRule }; readonly answer: Tried };
}

export type CallName = keyof Calls;

export interface WholeTable {
  readonly facts: TableFacts;
  /** The first rows, in the order of the fields. */
  readonly first: readonly (readonly Value[])[];
  readonly milliseconds: number;
}

export interface Joined {
  readonly file: File;
  /** How many files it was made of. */
  readonly files: number;
  readonly leftOut: readonly string[];
  /** Those that hold the very same as another, and are read once. */
  readonly copies: readonly string[];
}

export type Call = { readonly [Name in CallName]: { readonly call: number; readonly name: Name; readonly given: Calls[Name]['given'] } }[CallName];

export type Told =
  /** How far it is, of one. */
  | { readonly call: number; readonly share: number; readonly rows: number }
  | { readonly call: number; readonly answer: Calls[CallName]['answer'] }
  /** Undefined where a later call of the same name took its place. */
  | { readonly call: number; readonly fault: Words | undefined };
