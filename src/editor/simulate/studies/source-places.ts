import type { Flow } from '../../../engine/flow/flow.ts';
import { rowKey } from '../../../lab/recount/places.ts';
import type { StreamRef } from '../../../plan/plan.ts';
import { NoRun } from '../sample-inputs.ts';
import { study } from './study.ts';

export interface SourcePlacesAsked {
  readonly stream: StreamRef;
  /** Rows by their places in it. */
  readonly places: readonly number[];
}

export interface SourcePlaces {
  readonly source: string;
  /** Places among the events of that source. */
  readonly places: Int32Array;
}

interface Passing {
  readonly source: string;
  readonly places: number[];
  passed: number;
  /** Of the events that are on their way, what tells each from others, and its place. */
  round: ReadonlyMap<number, number>;
}

/** Which events of a source the rows of a stream are; where they come from several, those of the source that has most. */
export const sourcePlacesStudy = study(async ({ stream, places }: SourcePlacesAsked, { run, replay }): Promise<SourcePlaces> => {
  const { plan } = run.prepared;
  const events = new Map(plan.steps.flatMap((step): readonly (readonly [StreamRef, Passing])[] => (step.op === 'source' ? [[`${step.id}.events`, { source: step.node, places: [], passed: 0, round: new Map() }]] : [])));
  const own = events.get(stream);
  if (own !== undefined) return { source: own.source, places: Int32Array.from(places).sort() };
  const wanted = new Set(places);
  let passed = 0;
  await replay({
    watch: (ref) => {
      const source = events.get(ref);
      if (source !== undefined) {
        return (flow) => {
          const round = new Map<number, number>();
          eachRow(flow, (row) => {
            round.set(rowKey(flow.frame, row), source.passed);
            source.passed += 1;
          });
          source.round = round;
        };
      }
      if (ref !== stream) return undefined;
      return (flow) => eachRow(flow, (row) => {
        if (wanted.has(passed)) {
          for (const each of events.values()) {
            const place = each.round.get(rowKey(flow.frame, row));
            if (place !== undefined) each.places.push(place);
          }
        }
        passed += 1;
      });
    },
  }, { upTo: [stream] });
  const [most] = [...events.values()].toSorted((one, other) => other.places.length - one.places.length);
  if (most === undefined || most.places.length === 0) {
    throw new NoRun({ en: 'These rows are no events of a source: there are no others to hold them against', zh: '这些行不是数据源的事件，没有其他事件可以与之比较' });
  }
  return { source: most.source, places: Int32Array.from(most.places) };
});

function eachRow({ frame, rows }: Flow, see: (row: number) => void): void {
  const count = rows?.length ?? frame.length;
  for (let at = 0; at < count; at += 1) see(rows?.[at] ?? at);
}
