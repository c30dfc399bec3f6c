import type { Stream } from '../../../kinds/contract.ts';
import type { StreamRef } from '../../../plan/plan.ts';
import { inputsOf, isMaker, outputsOf } from '../../../plan/steps.ts';
import type { Running } from '../run.ts';
import type { PortRef } from '../../state/contract/rows.ts';

/** Where all rows of a source come by, with all that the graph knows of them by then. */
export interface FullStream {
  readonly source: string;
  readonly ref: StreamRef;
  readonly at: PortRef;
  readonly stream: Stream;
}

/** Of each source the stream with most fields that every accepted row of it is in, and nothing else. */
export function fullStreams({ prepared, statistics }: Running): readonly FullStream[] {
  const { plan, compilation, fields } = prepared;
  const { rows } = statistics();
  const ports = new Map([...compilation.streams].flatMap(([node, all]) => Object.entries(all).map(([port, ref]) => [ref, { node, port }] as const)));
  return plan.steps.flatMap((source) => {
    if (source.op !== 'source') return [];
    const events = `${source.id}.events`;
    const reached = new Set<StreamRef>([events]);
    for (const step of plan.steps) {
      const from = inputsOf(step).flat();
      if (!isMaker(step) && from.length > 0 && from.every((ref) => reached.has(ref))) for (const ref of outputsOf(step)) if (rows[ref] === rows[events]) reached.add(ref);
    }
    const known = [...reached].flatMap((ref) => {
      const at = ports.get(ref);
      const stream = at === undefined ? undefined : compilation.fields.get(at.node)?.[at.port];
      return at === undefined || stream === undefined ? [] : [{ source: source.node, ref, at, stream }];
    });
    const width = ({ ref }: FullStream): number => fields.get(ref)?.length ?? 0;
    const [first, ...others] = known;
    return first === undefined ? [] : [others.reduce((widest, each) => (width(each) > width(widest) ? each : widest), first)];
  });
}
