import { countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { Plan, SourceStep, StreamRef } from '../../plan/plan.ts';
import { rowsOfSteps } from '../../plan/rows.ts';
import type { Behind } from './alert-rows.ts';
import { growingBits } from './bits.ts';
import type { Bits } from './bits.ts';
import type { OtherLabels } from './ledger.ts';
import { createLineage } from './lineage.ts';
import type { Lineage } from './lineage.ts';
import { sourceColumns } from './source-columns.ts';
import type { KeyList, SourceColumns } from './source-columns.ts';

/** The rows of sources in a run, and which of them are behind others. */
export interface Following {
  readonly operatorFor: Lineage['operatorFor'];
  readonly sources: readonly { readonly step: SourceStep; readonly columns: SourceColumns }[];
  readonly watchers: readonly (readonly [StreamRef, (flow: Flow) => void])[];
  readonly behind: Behind;
  readonly catching: () => Catching;
}

/** Rows of sources that are behind others, as sets. */
export interface Catching {
  readonly add: (flow: Flow) => void;
  /** By source. */
  readonly all: () => readonly Bits[];
}

export function followSources(plan: Plan, keys: readonly KeyList[], labels: OtherLabels | undefined): Following {
  const streams = rowsOfSteps(plan.steps);
  const lineage = createLineage();
  const sources = plan.steps.flatMap((step) =>
    step.op === 'source' ? [{ step, columns: sourceColumns(streams.get(`${step.id}.events`)?.fields ?? [], step.key, keys, labels) }] : [],
  );
  /** Which source a maker is, known once it has given a row. */
  const byMaker = new Map<number, number>();
  const behind: Behind = (flow, row, take) => lineage.sourcesOf(flow, row, (maker, place) => take(byMaker.get(maker) ?? 0, place));
  return {
    operatorFor: lineage.operatorFor,
    sources,
    behind,
    watchers: sources.map(({ step, columns }, at) => [
      `${step.id}.events`,
      (flow) => {
        if (typeof flow.frame.makers === 'number') byMaker.set(flow.frame.makers, at);
        columns.take(flow);
      },
    ]),
    catching: () => {
      const bits = sources.map(growingBits);
      return {
        add: (flow) => {
          const { frame: { makers, places }, rows } = flow;
          const count = countOf(flow);
          // Most rows are those of a source, which need not be followed.
          const own = typeof makers === 'number' ? bits[byMaker.get(makers) ?? -1] : undefined;
          if (own !== undefined) for (let index = 0; index < count; index += 1) own.add(places[rows?.[index] ?? index] ?? 0);
          else for (let index = 0; index < count; index += 1) behind(flow, rows?.[index] ?? index, (source, row) => bits[source]?.add(row));
        },
        all: () => bits.map((each, at) => each.of(sources[at]?.columns.rows() ?? 0)),
      };
    },
  };
}
