import type { FlowField } from '../../../data/field.ts';
import type { MeasureOptions } from '../../../lab/measure/model.ts';
import type { Curve } from '../../../lab/suggest/model.ts';
import { curveOf } from '../../../lab/suggest/suggest.ts';
import { fieldOf } from '../../../lab/suggest/threshold-words.ts';
import { nameOfThreshold, thresholdsOf } from '../../../lab/suggest/thresholds.ts';
import { readLabels } from './label-file.ts';
import type { JoinedLabels } from './label-file.ts';
import { study } from './study.ts';
import { inputsInPass } from './suggest.ts';

export interface CurveAsked {
  /** A threshold by its name. */
  readonly threshold: string;
  readonly options: MeasureOptions;
  readonly labels?: JoinedLabels | undefined;
}

export interface CurveFound {
  readonly curve: Curve;
  /** What is held against the threshold: it has a unit. */
  readonly field: FlowField | undefined;
}

/** What a rule would catch with other values of its threshold. Undefined where the run had no such threshold. */
export const thresholdCurveStudy = study(async ({ threshold: name, options, labels }: CurveAsked, host): Promise<{ readonly traced: CurveFound | undefined }> => {
  const { compilation, plan, tables } = host.run.prepared;
  const threshold = thresholdsOf(compilation).find((each) => nameOfThreshold(each) === name);
  if (threshold === undefined) return { traced: undefined };
  const read = labels === undefined ? undefined : await readLabels(labels, plan, host);
  const inputs = (sources: readonly string[], pass: Parameters<typeof inputsInPass>[2]) => Promise.resolve(inputsInPass(host, sources, pass));
  const curve = await curveOf({ compilation, tables, labels: read?.labels, inputs, signal: host.signal }, threshold, options);
  host.signal.throwIfAborted();
  return { traced: { curve, field: fieldOf(threshold, compilation) } };
});
