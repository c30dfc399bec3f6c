import type { FlowField } from '../../../data/field.ts';
import { hasRole } from '../../../data/field.ts';
import type { Text, Words } from '../../../data/text.ts';
import { countBits } from '../../../lab/ledger/bits.ts';
import { confusion, measure, measureByPeriod } from '../../../lab/measure/measure.ts';
import type { Asked } from '../../../lab/measure/measure.ts';
import { cells } from '../../../lab/measure/model.ts';
import type { Cell, MeasureOptions, Measures, PeriodMeasured } from '../../../lab/measure/model.ts';
import { thresholdInWords } from '../../../lab/suggest/threshold-words.ts';
import { nameOfThreshold, thresholdsOf } from '../../../lab/suggest/thresholds.ts';
import { silenceInWords } from '../../../lab/suggest/words.ts';
import type { Joined, JoinedLabels } from './label-file.ts';
import { ledgerOf } from './run-ledger.ts';
import { study } from './study.ts';

export interface MeasureAsked {
  readonly options: MeasureOptions;
  /** What is looked at closely: the whole graph, an alert, or an output of a rule. */
  readonly about: Asked;
  /** Instead of those in the data. */
  readonly labels?: JoinedLabels | undefined;
}

export interface Measuring {
  readonly measures: Measures;
  readonly periods: readonly PeriodMeasured[];
  /** The events in each cell of what was caught and what is known, by source. */
  readonly cells: Readonly<Record<Cell, readonly CellRows[]>>;
  /** The field that labels come from, where they do. */
  readonly label: FlowField | undefined;
  /** Lists of fields that keys can be of. */
  readonly keys: readonly (readonly FlowField[])[];
  readonly joined: Joined | undefined;
  /** Numbers that decide which rows rules take, by their names. */
  readonly thresholds: readonly NamedThreshold[];
  /** Fields that rules look at in vain. */
  readonly silent: readonly { readonly node: string; readonly field: string; readonly said: Words }[];
}

export interface NamedThreshold {
  readonly name: string;
  readonly node: string;
  /** The output whose rows it lets in first, where that is not any. */
  readonly port: string | undefined;
  readonly said: Words;
}

export interface CellRows {
  /** The source's node, and what it is called. */
  readonly node: string;
  readonly name: Text;
  readonly rows: number;
}

/** How good the rules are, held against labels. */
export const measureStudy = study(async ({ options, about, labels }: MeasureAsked, host): Promise<Measuring> => {
  const { ledger, joined, silent } = await ledgerOf(host, labels);
  const { compilation, plan, fields } = host.run.prepared;
  const measures = measure(ledger, options);
  const own = aboutIn(measures, about);
  const table = confusion(ledger, own, options);
  const nodes = new Map(plan.steps.flatMap((step) => (step.op === 'source' ? [[step.id, step.node] as const] : [])));
  const rowsIn = (cell: Cell): readonly CellRows[] =>
    measures.basis.sources.flatMap((at, index) => {
      const source = ledger.sources[at];
      return source === undefined ? [] : [{ node: nodes.get(source.id) ?? source.id, name: source.name, rows: countBits(table[cell][index] ?? new Uint32Array(0)) }];
    });
  const ofSources = measures.basis.sources.flatMap((at) => fields.get(`${ledger.sources[at]?.id ?? ''}.events`) ?? []);
  return {
    measures,
    periods: measureByPeriod(ledger, own, options),
    cells: Object.fromEntries(cells.map((cell) => [cell, rowsIn(cell)])) as Record<Cell, readonly CellRows[]>,
    label: labels === undefined ? ofSources.find((field) => hasRole(field, 'label')) : undefined,
    keys: ledger.keys.map((key) => key.fields),
    joined,
    thresholds: thresholdsOf(compilation).map((each) => ({ name: nameOfThreshold(each), node: each.node, port: each.ports?.[0], said: thresholdInWords(each, compilation) })),
    silent: silent.map((each) => ({ node: each.node, field: each.field, said: silenceInWords(each, compilation) })),
  };
});

/** What is no longer there, or has no measures in this unit, is the whole graph. */
export const aboutIn = ({ alerts, rules }: Measures, about: Asked): Asked =>
  [...alerts, ...rules].some(({ node, port }) => node === about.node && port === about.port) ? about : {};
