import type { AlertSeverity } from '../../plan/plan.ts';

/** What is to be told, in the language of the channel, and without what it may not see. */
export type Message = AlertMessage | DigestMessage;

export interface AlertMessage {
  readonly form: 'alert';
  readonly alert: ToldAlert;
  /** Nothing has happened: somebody wants to see whether it arrives. */
  readonly test?: boolean | undefined;
}

/** Many alerts in one: those for which there was no room. */
export interface DigestMessage {
  readonly form: 'digest';
  readonly count: number;
  /** The worst first, then the most frequent. */
  readonly groups: readonly DigestGroup[];
  /** The worst and latest of them. */
  readonly worst: readonly ToldAlert[];
  readonly link?: string | undefined;
}

export interface DigestGroup {
  readonly graph: string;
  readonly rule: string;
  readonly severity: AlertSeverity;
  readonly count: number;
}

export interface ToldAlert {
  readonly id: string;
  readonly severity: AlertSeverity;
  /** The names of its graph and of its rule. */
  readonly graph: string;
  readonly rule: string;
  readonly title: string;
  readonly message: string;
  /** When it happened: milliseconds, and in words. */
  readonly at?: number | undefined;
  readonly time?: string | undefined;
  readonly key?: string | undefined;
  /** What is worth knowing, by label: its key, its amounts. */
  readonly facts: readonly Fact[];
  /** Where it can be looked into. */
  readonly link?: string | undefined;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}
