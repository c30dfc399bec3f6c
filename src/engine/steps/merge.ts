import type { Column } from '../../data/columns.ts';
import type { MergeStep } from '../../plan/plan.ts';
import { columnOf, gather, repeated } from '../expressions/vector.ts';
import { lazy, made } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import type { Operator, StepContext } from '../operator.ts';
import { createWiden } from '../flow/widen.ts';

/**
 * Many streams as one. They have been united already; what is left is to say where each row came from, and when it is.
 */
export function createMerge({ source, time }: MergeStep, { inputs, ports }: StepContext): Operator {
  const [input, output] = [inputs[0], ports[0]];
  if (input === undefined || output === undefined) throw new Error('a merge reads from one input');
  const added = [source?.field, time].flatMap((field) => (field === undefined ? [] : [field.name]));
  const widen = createWiden(input, output, added);
  const names = columnOf('text', source?.names ?? []);

  const nameColumn = ({ frame, from }: Flow): Column => {
    const [first = null] = source?.names ?? [];
    return from === undefined
      ? repeated('text', first, frame.length)
      : gather(
          names,
          Int32Array.from(from, (stream) => stream + 1),
        );
  };

  return {
    run: ([flow]) => {
      if (flow === undefined) return [undefined];
      if (added.length === 0) return [{ ...flow, from: undefined }];
      const columns = [
        ...(source === undefined ? [] : [lazy(() => nameColumn(flow))]),
        ...(time === undefined ? [] : [made({ type: 'time', values: flow.frame.times })]),
      ];
      return [widen(flow, columns)];
    },
  };
}
