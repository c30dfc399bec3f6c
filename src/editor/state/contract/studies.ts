import type { AnswerOf, QuestionOf, StudyName } from '../../simulate/studies/registry.ts';

/**
 * What is asked of the last run as a whole, by name: the studies are listed in `src/editor/simulate/studies`. They see the
 * graph and the data as that run had them, whatever was edited since. Who no longer wants to know aborts by the signal
 * and hears undefined; why there is no answer is thrown, as a `NoReply` in words. Components use `useStudy`.
 */
export interface Studies {
  readonly ask: <Name extends StudyName>(name: Name, question: QuestionOf<Name>, options?: StudyOptions) => Promise<AnswerOf<Name> | undefined>;
}

export interface StudyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told from time to time how much is done, from 0 to 1. */
  readonly progress?: ((part: number) => void) | undefined;
}
