import { reasonsName } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { repeated } from '../expressions/vector.ts';
import { lazy } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import { withReasonsFor } from '../flow/narrow.ts';
import type { Reasons } from '../flow/reasons.ts';
import { acrossFrames } from './across.ts';
import type { Aligned } from './aligned.ts';
import { withinFrame } from './within.ts';

/** The streams of an input as one, in their order; undefined where none has a row in this round. */
export type Unite = (flows: readonly (Flow | undefined)[]) => Flow | undefined;

/**
 * A row that comes by several streams is one row, with the fields and the reasons of all. Two that compute a field
 * differently are a problem of the graph: here the first that has a value counts.
 */
export function createUnion(streams: readonly Rows[], { fields }: Rows, asksFrom: boolean): Unite {
  const places = streams.map((stream) =>
    fields.map(({ name }) => stream.fields.findIndex((field) => field.name === name)),
  );
  const inPlace = places.map(
    (own, index) => own.length === streams[index]?.fields.length && own.every((place, at) => place === at),
  );
  const reasonsAt = fields.findIndex(({ name, type }) => name === reasonsName && type === 'list');
  const numbered = asksFrom && streams.length > 1;

  const aligned = (flow: Flow, stream: number): Aligned => ({
    frame: flow.frame,
    rows: flow.rows,
    columns: (places[stream] ?? []).map((place) => flow.columns[place]),
    reasons: reasonsAt < 0 ? undefined : flow.reasons,
    from: numbered ? new Int32Array(flow.frame.length).fill(stream) : undefined,
  });

  function asFlow({ frame, rows, columns, reasons, from }: Aligned): Flow {
    const all = columns.map(
      (column, at) => column ?? lazy(() => repeated(fields[at]?.type ?? 'number', null, frame.length)),
    );
    return {
      frame,
      rows,
      fields,
      columns: all,
      reasons: reasonsAt < 0 ? undefined : (reasons ?? noReasons(frame.length)),
      from,
    };
  }

  return (flows) => {
    const present = flows.flatMap((flow, stream) => (flow === undefined ? [] : [{ flow, stream }]));
    const [first] = present;
    if (first === undefined) return undefined;
    const { flow, stream } = first;
    if (present.length === 1) {
      if (numbered || inPlace[stream] !== true) return asFlow(aligned(flow, stream));
      return { frame: flow.frame, rows: flow.rows, fields, columns: flow.columns, reasons: flow.reasons };
    }
    const byFrame = new Map<Flow['frame'], Aligned[]>();
    for (const each of present) {
      const own = aligned(each.flow, each.stream);
      const same = byFrame.get(own.frame);
      if (same === undefined) byFrame.set(own.frame, [own]);
      else same.push(own);
    }
    const groups = [...byFrame.values()].map((same) => withinFrame(same, fields));
    const united = groups.length === 1 ? groups[0] : acrossFrames(groups, fields);
    return united === undefined ? undefined : withReasonsFor(asFlow(united));
  };
}

const noReasons = (length: number): Reasons => ({ before: undefined, listed: new Uint8Array(length), given: [] });
