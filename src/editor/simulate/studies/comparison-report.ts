import type { Lang } from '../../../data/text.ts';
import { capacityOf } from '../../../lab/compare/capacity.ts';
import type { Both } from '../../../lab/compare/model.ts';
import { forBoth } from '../../../lab/compare/model.ts';
import { comparisonReport } from '../../../lab/report/comparison-report.ts';
import { comparedRuns } from './compare.ts';
import type { ComparedWith } from './compare.ts';
import { study } from './study.ts';

export interface ReportAsked extends ComparedWith {
  readonly lang: Lang;
  readonly names: Both<string>;
  readonly changes: readonly string[];
  /** Alerts a day that the team can look at, where somebody said so. */
  readonly capacity: number | undefined;
  /** So many alerts of each kind stand in it one by one. */
  readonly alerts: number;
  readonly made: number;
}

/** A comparison as one HTML file that needs nothing else. */
export const comparisonReportStudy = study(async ({ lang, names, changes, capacity, alerts, made, ...asked }: ReportAsked, host): Promise<{ readonly html: string }> => {
  const { graphs, runs: { comparison } } = await comparedRuns(asked, host);
  const whole = { ...comparison, capacity: capacity === undefined ? undefined : capacityOf(comparison.days, capacity) };
  return { html: comparisonReport({ comparison: whole, names, graphs: forBoth((side) => graphs[side].compilation), changes, labelFile: asked.labels?.file.name, made, alerts }, lang) };
});
