import type { Words } from '../../data/text.ts';
import type { RunView } from '../../api/runs.ts';
import { troubleInWords, Trouble } from '../connections/trouble.ts';
import type { HostEvent, HostOptions, RunHost } from './host.ts';
import { NotTaking, Undecided } from './not-taking.ts';
import { NoSuchSource, RunFailed } from './contract.ts';

/** What is said between the thread of a run and the one that it belongs to. */

export interface Call {
  readonly id: number;
  readonly method: keyof RunHost;
  readonly args: readonly unknown[];
}

export type FromThread =
  | { readonly type: 'open' }
  | { readonly type: 'unopened'; readonly error: PlainError }
  | { readonly type: 'event'; readonly event: HostEvent }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: PlainError };

export interface ThreadData {
  readonly options: HostOptions;
}

/** An error as it can be sent: errors of ours stay what they are. */
export type PlainError =
  | { readonly type: 'not-taking'; readonly state: RunView['state'] }
  | { readonly type: 'undecided'; readonly words: Words; readonly why: Undecided['why'] }
  | { readonly type: 'no-source'; readonly source: string }
  | { readonly type: 'run-failed' | 'other'; readonly words: Words };

export function plainError(error: unknown): PlainError {
  if (error instanceof NotTaking) return { type: 'not-taking', state: error.state };
  if (error instanceof Undecided) return { type: 'undecided', words: error.words, why: error.why };
  if (error instanceof NoSuchSource) return { type: 'no-source', source: error.source };
  return { type: error instanceof RunFailed ? 'run-failed' : 'other', words: troubleInWords(error instanceof RunFailed ? (error.cause ?? error) : error) };
}

export function errorOf(plain: PlainError): Error {
  switch (plain.type) {
    case 'not-taking':
      return new NotTaking(plain.state);
    case 'undecided':
      return new Undecided(plain.words, plain.why);
    case 'no-source':
      return new NoSuchSource(plain.source);
    case 'run-failed':
      return new RunFailed(new Trouble(plain.words));
    case 'other':
      return new Trouble(plain.words);
  }
}
