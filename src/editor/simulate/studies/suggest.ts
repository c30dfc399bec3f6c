import type { Words } from '../../../data/text.ts';
import type { Goal, Suggestion } from '../../../lab/suggest/model.ts';
import { suggest } from '../../../lab/suggest/suggest.ts';
import type { Pass } from '../../../lab/suggest/try-values.ts';
import { fieldOf } from '../../../lab/suggest/threshold-words.ts';
import { nameOfThreshold, thresholdsOf } from '../../../lab/suggest/thresholds.ts';
import { suggestionInWords, warningInWords } from '../../../lab/suggest/words.ts';
import type { FlowField } from '../../../data/field.ts';
import type { MeasureOptions } from '../../../lab/measure/model.ts';
import { readLabels } from './label-file.ts';
import type { JoinedLabels } from './label-file.ts';
import { study } from './study.ts';
import type { StudyHost } from './study.ts';

export interface SuggestAsked {
  /** A threshold by its name. */
  readonly threshold: string;
  readonly goal: Goal;
  readonly alerts: number | undefined;
  readonly options: MeasureOptions;
  readonly labels?: JoinedLabels | undefined;
}

export interface Suggested {
  readonly suggestion: Suggestion;
  /** What is held against the threshold: it has a unit. */
  readonly field: FlowField | undefined;
  readonly headline: Words | undefined;
  /** What it was fitted on, and what it was held against. */
  readonly fitted: Words | undefined;
  readonly warnings: readonly Words[];
}

/** Inputs whose reading is a part of a longer work. */
export const inputsInPass = (host: StudyHost, sources: readonly string[], { from, to }: Pass): ReturnType<StudyHost['inputs']> =>
  host.inputs(sources, (part) => host.progress(from + part * (to - from)));

/** The value of a threshold that is best on earlier days, held against later ones. Undefined where the run had no such threshold. */
export const suggestStudy = study(async ({ threshold: name, goal, alerts, options, labels }: SuggestAsked, host): Promise<{ readonly suggested: Suggested | undefined }> => {
  const { compilation, plan, tables } = host.run.prepared;
  const threshold = thresholdsOf(compilation).find((each) => nameOfThreshold(each) === name);
  if (threshold === undefined) return { suggested: undefined };
  const read = labels === undefined ? undefined : await readLabels(labels, plan, host);
  const suggestion = await suggest(
    { compilation, tables, labels: read?.labels, inputs: (sources, pass) => Promise.resolve(inputsInPass(host, sources, pass)), signal: host.signal },
    threshold,
    { ...options, goal, alerts },
  );
  host.signal.throwIfAborted();
  const [headline, fitted] = suggestionInWords(suggestion, compilation);
  return {
    suggested: {
      suggestion,
      field: fieldOf(threshold, compilation),
      headline,
      fitted: suggestion.best === undefined || suggestion.split === undefined ? undefined : fitted,
      warnings: suggestion.warnings.map((warning) => warningInWords(warning, suggestion, compilation)),
    },
  };
});
