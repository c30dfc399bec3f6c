import type { Compilation } from '../../compile/compile.ts';
import type { FlowField } from '../../data/field.ts';
import { fieldOf } from '../../lab/suggest/threshold-words.ts';
import { nameOfThreshold, thresholdsOf } from '../../lab/suggest/thresholds.ts';
import type { Threshold } from '../../lab/suggest/thresholds.ts';
import { everyOutput } from '../state/contract/sample.ts';
import type { StreamPort } from '../state/contract/sample.ts';

/** Rows whose numbers can be looked at: all of a source, or those that a threshold decides over. */
export interface Place {
  readonly name: string;
  readonly at: StreamPort;
  /** The threshold that leads there; undefined for a source. */
  readonly threshold: Threshold | undefined;
  readonly field: string;
  /** All numbers that these rows have. */
  readonly fields: readonly FlowField[];
}

const isNumber = ({ type }: FlowField): boolean => type === 'number';

export function placesOf(compilation: Compilation): readonly Place[] {
  const { analysis, streams } = compilation;
  const thresholds = thresholdsOf(compilation).flatMap((threshold): readonly Place[] => {
    const { node, field } = threshold;
    const own = analysis.nodes.get(node);
    const known = fieldOf(threshold, compilation);
    if (own === undefined || field === undefined || known === undefined || !isNumber(known)) return [];
    const [port, stream] = Object.entries(own.around.inputs)[0] ?? [];
    const entering = stream?.fields.filter(isNumber) ?? [];
    const name = nameOfThreshold(threshold);
    if (port !== undefined && entering.some((each) => each.name === field)) return [{ name, at: { node, port, side: 'in' }, threshold, field, fields: entering }];
    const [leaving] = Object.values(own.outputs);
    return [{ name, at: { node, port: everyOutput, side: 'out' }, threshold, field, fields: leaving?.fields.filter(isNumber) ?? [known] }];
  });
  const sources = analysis.document.nodes.flatMap(({ id, kind }): readonly Place[] => {
    const fields = analysis.nodes.get(id)?.outputs['events']?.fields.filter(isNumber) ?? [];
    const [first] = fields;
    return kind !== 'source' || !streams.has(id) || first === undefined ? [] : [{ name: id, at: { node: id, port: 'events', side: 'out' }, threshold: undefined, field: first.name, fields }];
  });
  return [...thresholds, ...sources];
}

/** The thresholds that are drawn where these values of these rows are. */
export const thresholdsAt = (places: readonly Place[], { node, side }: StreamPort, field: string): readonly Threshold[] =>
  places.flatMap(({ at, threshold }) => (threshold !== undefined && at.node === node && at.side === side && threshold.field === field ? [threshold] : []));
