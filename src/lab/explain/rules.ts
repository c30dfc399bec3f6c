import type { FlowField, Value } from '../../data/field.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import type { NodeAnalysis } from '../../compile/analyse.ts';
import { compileExpression } from '../../kinds/shared/expressions.ts';
import { inputOf } from '../../kinds/shared/streams.ts';
import { anomaly, usualSamples } from '../../kinds/anomaly/kind.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { scorecardSchema } from '../../kinds/scorecard/config.ts';
import { isAny } from '../../kinds/table/cell.ts';
import { clauseInWords } from '../../kinds/table/cell-words.ts';
import { tableSchema } from '../../kinds/table/config.ts';
import { rowName } from '../../kinds/table/fields.ts';
import { readSheet } from '../../kinds/table/sheet.ts';
import type { ProjectStep, SelectStep } from '../../plan/plan.ts';
import { shown } from './collect.ts';
import type { PlanMap } from './map.ts';
import type { Details } from './inspect.ts';
import type { Anomaly, Scorecard, Shown, TableHit } from './model.ts';
import { arrived, placeOfChange } from './trace.ts';
import type { Trace } from './trace.ts';
import { conditionWords, truthOf } from './truth.ts';

/** Scorecards and tables in their author's words: plans know them only as changes to the row. */

interface Made {
  /** The row's values and fields as they left the step. */
  readonly values: Readonly<Record<string, Value>>;
  readonly fields: readonly FlowField[];
}

export function scorecardOf(
  node: NodeAnalysis,
  map: PlanMap,
  step: ProjectStep,
  trace: Trace,
  { values, fields }: Made,
): Scorecard | undefined {
  const config = scorecardSchema.safeParse(node.read?.config);
  const place = placeOfChange(map, step, 0, trace);
  if (!config.success || place === undefined) return undefined;
  const { start = 0, items, score, band, bands } = config.data;
  const stream = inputOf(node.around);
  const id = values[band] ?? null;
  const named = bands.find((each) => each.id === id)?.name;
  const shownBand = shown(map, band, id, fields);
  return {
    start,
    score: shown(map, score, values[score] ?? null, fields),
    band: named === undefined ? shownBand : { ...shownBand, shown: words((lang) => inLanguage(named, lang)) },
    items: items.flatMap(({ when, points, label }) => {
      if (when === undefined) return [];
      const expr = compileExpression(when, stream, node.around);
      return [{ label: labelled(label) ?? conditionWords(expr, place.scope), points, truth: truthOf(expr, place) }];
    }),
  };
}

function labelled(label: Parameters<typeof inLanguage>[0] | undefined): Words | undefined {
  const said = label === undefined ? undefined : words((lang) => inLanguage(label, lang));
  return said === undefined || said.en === '' ? undefined : said;
}

/** What stands behind the score of an anomaly: the fields it takes for that are gone again when rows leave it. */
export function anomalyOf(
  map: PlanMap,
  step: SelectStep,
  node: NodeAnalysis,
  { trace, features }: Details,
): Anomaly | undefined {
  const config = node.node.kind === 'anomaly' ? anomaly.config.safeParse(node.read?.config) : undefined;
  const seen = arrived(step.input, trace);
  const baseline = map.steps.find((each) => each.op === 'rolling' && each.node === step.node);
  if (config?.success !== true || seen === undefined || baseline?.op !== 'rolling') return undefined;
  const { of, score, method, threshold, within, min = usualSamples } = config.data;
  const fields = map.rows.get(step.input[0] ?? '')?.fields ?? [];
  const measured = fields.find((field) => field.name === of);
  const looked = features.get(baseline.id) ?? [];
  const average = looked.find(({ fn }) => fn === 'average')?.value;
  const usual: Shown = shown(map, average?.name ?? '', average?.value ?? null, [
    {
      ...(measured ?? { type: 'number' }),
      name: average?.name ?? '',
      label: average?.label,
      decimals: measured?.decimals ?? 2,
    },
  ]);
  return {
    method,
    threshold,
    usual,
    value: shown(map, of, seen.values[of] ?? null, fields),
    score: shown(map, 
      score,
      seen.values[score] ?? null,
      fields.map((field) => (field.name === score ? { ...field, decimals: 2 } : field)),
    ),
    count: looked.find(({ fn }) => fn === 'count')?.count ?? 0,
    min,
    within: milliseconds(within),
  };
}

/** The rows that hit, with their conditions, and what the table said. */
export function tableOf(map: PlanMap, node: NodeAnalysis, { values, fields }: Made): TableHit | undefined {
  const config = tableSchema.safeParse(node.read?.config);
  if (!config.success) return undefined;
  const { sheet } = readSheet(config.data, node.around);
  const hit = values[rowName(config.data)] ?? null;
  const numbers = (typeof hit === 'object' && hit !== null ? hit : [hit]).flatMap((each) =>
    each === null ? [] : [Number(each)],
  );
  const hits = numbers.map((row) => ({
    row,
    conditions: (sheet?.columns ?? []).flatMap((column, index): readonly Words[] => {
      const cell = sheet?.rows[row - 1]?.[index];
      return cell === undefined || isAny(cell)
        ? []
        : [words((lang) => clauseInWords(cell, column, node.around, lang, 6))];
    }),
  }));
  return {
    field: rowName(config.data),
    hits,
    rows: config.data.rows.length,
    results: config.data.outputs.map(({ name }) => shown(map, name, values[name] ?? null, fields)),
  };
}
