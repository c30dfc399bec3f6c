import { alertPagesStudy, alertsBesideStudy } from './alert-pages.ts';
import { commonStudy } from './common.ts';
import { compareStudy } from './compare.ts';
import { comparedAlertsStudy } from './compared-alerts.ts';
import { comparedRowsStudy } from './compared-rows.ts';
import { comparisonReportStudy } from './comparison-report.ts';
import { coverageStudy } from './coverage.ts';
import { explainStudy } from './explain.ts';
import { findStudy } from './find.ts';
import { keepStudy } from './keep.ts';
import { stepStudy } from './step.ts';
import { labelJoinsStudy } from './label-joins.ts';
import { measuredPlacesStudy } from './measured-places.ts';
import { measuredRowsStudy } from './measured-rows.ts';
import { measureStudy } from './measure.ts';
import { narrowStudy } from './narrow.ts';
import { recountStudy } from './recount.ts';
import { rulesStudy } from './rules.ts';
import { sourcePlacesStudy } from './source-places.ts';
import { takenRowsStudy } from './taken-rows.ts';
import { valuesStudy } from './values.ts';
import type { Study } from './study.ts';
import { suggestStudy } from './suggest.ts';
import { thresholdCurveStudy } from './threshold-curve.ts';

/** Everything that can be asked of a run as a whole. Names, questions and answers derive from this list. */
export const studies = {
  explain: explainStudy,
  step: stepStudy,
  find: findStudy,
  keep: keepStudy,
  common: commonStudy,
  coverage: coverageStudy,
  compare: compareStudy,
  comparedAlerts: comparedAlertsStudy,
  comparedRows: comparedRowsStudy,
  comparisonReport: comparisonReportStudy,
  measure: measureStudy,
  measuredRows: measuredRowsStudy,
  measuredPlaces: measuredPlacesStudy,
  labelJoins: labelJoinsStudy,
  suggest: suggestStudy,
  thresholdCurve: thresholdCurveStudy,
  values: valuesStudy,
  recount: recountStudy,
  rules: rulesStudy,
  takenRows: takenRowsStudy,
  sourcePlaces: sourcePlacesStudy,
  narrow: narrowStudy,
  alertPages: alertPagesStudy,
  alertsBeside: alertsBesideStudy,
} as const satisfies Record<string, Study<never, unknown>>;

export type StudyName = keyof typeof studies;

type Questions = { readonly [Name in StudyName]: Parameters<(typeof studies)[Name]['answer']>[0] };
type Answers = { readonly [Name in StudyName]: Awaited<ReturnType<(typeof studies)[Name]['answer']>> };

export type QuestionOf<Name extends StudyName> = Questions[Name];
export type AnswerOf<Name extends StudyName> = Answers[Name];

/** The studies with their types by name, so that a name and its question go together. */
export type StudyTable = { readonly [Name in StudyName]: Study<Questions[Name], Answers[Name]> };

export type StudyAsked<Name extends StudyName = StudyName> = {
  readonly [Each in Name]: { readonly name: Each; readonly question: Questions[Each] };
}[Name];
