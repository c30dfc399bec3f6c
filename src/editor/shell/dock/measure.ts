import type { StreamRef } from '../../../plan/plan.ts';
import type { Labelled } from '../../state/contract/run.ts';

/** How good a rule is, held against what is known of the rows: parts of one, undefined where nothing can be said. */
export interface Measure {
  /** Of what it took, so much is one. */
  readonly precision: number | undefined;
  /** Of all that are one, it took so much. */
  readonly recall: number | undefined;
}

/** Where labels only ever say yes, those without one are taken to be none. */
export function measured(labelled: Labelled | undefined, hits: number, all: Labelled): Measure {
  if (labelled === undefined) return { precision: undefined, recall: undefined };
  const of = all.known > all.yes ? labelled.known : hits;
  return { precision: of === 0 ? undefined : labelled.yes / of, recall: all.yes === 0 ? undefined : labelled.yes / all.yes };
}

/** What is known of all rows that sources gave. */
export function labelledAtSources(labels: ReadonlyMap<StreamRef, Labelled>, sources: readonly StreamRef[]): Labelled {
  let [yes, known] = [0, 0];
  for (const source of sources) {
    const labelled = labels.get(source);
    yes += labelled?.yes ?? 0;
    known += labelled?.known ?? 0;
  }
  return { yes, known };
}
