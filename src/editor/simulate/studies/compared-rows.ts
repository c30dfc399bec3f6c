import { countOf } from '../../../engine/flow/flow.ts';
import { rowsBehindHits, rowsKnown, rowsOnlyIn } from '../../../lab/compare/rows-behind.ts';
import type { ComparedRule, Side } from '../../../lab/compare/model.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import { keepRows, rowsAt } from '../kept-rows.ts';
import { comparedRuns } from './compare.ts';
import type { ComparedWith, KeptComparison } from './compare.ts';
import type { FoundRows } from './find.ts';
import { study } from './study.ts';

export type RowsAskedFor =
  /** Rows with the label yes that only one of the graphs catches. */
  | { readonly type: 'label'; readonly source: string; readonly which: 'newlyCaught' | 'newlyLost' }
  /** Rows that are known, by what became of them in one of the graphs. */
  | { readonly type: 'known'; readonly source: string; readonly which: 'caught' | 'missed' | 'alarmed'; readonly side: Side }
  /** Rows behind the hits of an output of a rule. */
  | { readonly type: 'hits'; readonly rule: Pick<ComparedRule, 'nodes' | 'port'>; readonly side: Side }
  /** Rows that only one of the graphs sends to an output of a rule. */
  | { readonly type: 'rule'; readonly rule: Pick<ComparedRule, 'nodes' | 'port'>; readonly side: Side };

export interface RowsAsked extends ComparedWith {
  readonly rows: RowsAskedFor;
}

/** So many rows are shown. */
const mostShown = 10_000;

/** The rows behind a number of a comparison, by source, each by its place among the events of it. */
export const comparedRowsStudy = study(async ({ rows, ...asked }: RowsAsked, host): Promise<{ readonly bySource: readonly FoundRows[] }> => {
  const comparison = await comparedRuns(asked, host);
  const { prepared } = host.run;
  const found = prepared.plan.steps.flatMap((step) => {
    const places = step.op === 'source' ? placesOf(rows, step, comparison) : new Int32Array();
    if (places.length === 0) return [];
    const fields = prepared.fields.get(`${step.id}.events`) ?? [];
    return [{ node: step.node, stream: `${step.id}.events`, fields, places, keeper: keepRows(fields, mostShown), passed: 0, next: 0 }];
  });
  if (found.length === 0) return { bySource: [] };
  await host.replay({
    watch: (stream) => {
      const own = found.find((each) => each.stream === stream);
      if (own === undefined) return undefined;
      return (flow) => {
        const end = own.passed + countOf(flow);
        const hits: number[] = [];
        for (let place = own.places[own.next]; place !== undefined && place < end; place = own.places[own.next]) {
          hits.push(place - own.passed);
          own.next += 1;
        }
        if (hits.length > 0) own.keeper.add({ ...flow, rows: Int32Array.from(hits, (at) => flow.rows?.[at] ?? at) });
        own.passed = end;
      };
    },
  });
  const bySource = found.map(({ node, fields, places, keeper: { rows: kept } }) => ({
    source: node,
    at: { node, port: 'events' },
    fields,
    by: [],
    places,
    batch: rowsAt(kept, Int32Array.from({ length: kept.length }, (_, row) => row)),
  }));
  return { bySource };
});

/** Rising. */
function placesOf(asked: RowsAskedFor, { node, id }: SourceStep, { runs: { comparison, ran }, options }: KeptComparison): Int32Array {
  const none = new Int32Array();
  if (asked.type === 'label') return asked.source === id ? (comparison.labels.find(({ nodes }) => nodes.after === id)?.[asked.which] ?? none) : none;
  const pair = ran.pairs.find(({ after }) => after === node);
  if (pair?.before === undefined) return none;
  const source = { before: pair.before, after: node };
  if (asked.type === 'known') return asked.source === id ? rowsKnown(ran, source, asked.which, asked.side, options) : none;
  return (asked.type === 'hits' ? rowsBehindHits : rowsOnlyIn)(ran, asked.rule, source, asked.side);
}
