import { valueAt } from '../../data/columns.ts';
import type { Column } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import type { AlertStep } from '../../plan/plan.ts';
import type { Alert } from '../contract.ts';
import { countOf, rowOf, timeOf } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import { idOfValues } from '../flow/ids.ts';
import { keyColumns } from '../flow/key-columns.ts';
import { narrowed } from '../flow/narrow.ts';
import type { Operator, StepContext } from '../operator.ts';
import { asText, renderer } from '../flow/render.ts';
import { keysOf } from '../sliding/keyed.ts';
import { createSuppression } from './alert-suppression.ts';
import type { Sent } from './alert-suppression.ts';

/** An alert for each row, less those held back. They are put into words only where somebody listens. */
export function createAlert(step: AlertStep, context: StepContext): Operator {
  const { keys, alert: tell } = context;
  const suppression = step.suppress === undefined ? undefined : createSuppression(step.suppress.period, keys);
  const say = tell === undefined ? undefined : createTeller(step, context);

  const run: Operator['run'] = ([flow], until) => {
    suppression?.pass(until);
    if (flow === undefined) return [undefined, undefined];
    const { rows, held, heldBack } = suppression?.judge(flow, keyColumns(flow, step.key)) ?? everything;
    const [sent, silent] = [narrowed(flow, rows), held.length === 0 ? undefined : narrowed(flow, held)];
    if (say !== undefined && tell !== undefined && sent !== undefined) {
      const alertOf = say(sent);
      const count = countOf(sent);
      for (let index = 0; index < count; index += 1) {
        const row = sent.rows === undefined ? index : (sent.rows[index] ?? 0);
        tell(alertOf(row, heldBack?.[index] ?? 0), sent.frame.places[row] ?? 0);
      }
    }
    return [sent, silent];
  };

  return {
    run,
    peek: (inputs, until, atEnd) => {
      const [flow] = inputs;
      if (flow !== undefined && suppression !== undefined) atEnd(suppression.remember(keysOf(flow, step.key, keys)));
      return flow === undefined ? [undefined, undefined] : run(inputs, until);
    },
    ...suppression?.operator,
  };
}

const everything: Sent = { rows: undefined, held: new Int32Array(0), heldBack: undefined };

/** As docs/semantics.md writes it down: of the alert's node, its key, and the row's time and id. */
export const alertId = (node: string, key: readonly Value[], time: number | null, row: string): string =>
  idOfValues([node, ...key, time, row]);

type Teller = (flow: Flow) => (row: number, heldBack: number) => Alert;

function createTeller(step: AlertStep, { inputs, telling }: StepContext): Teller {
  const { node, severity, key, title, message, channels } = step;
  const fields = inputs[0]?.fields ?? [];
  const keyFields = key.map((name) => fields.find((field) => field.name === name));
  const [titles, messages] = [renderer(title, fields, telling), renderer(message, fields, telling)];

  return (flow) => {
    const columnAt = (place: number): Column | undefined => flow.columns[place]?.get();
    const [titleOf, messageOf] = [titles(columnAt), messages(columnAt)];
    const columns = keyColumns(flow, key);
    return (row, heldBack) => {
      const values = columns.map((column) => valueAt(column, row));
      const time = timeOf(flow.frame, row);
      const id = flow.frame.idOf(row);
      return {
        id: alertId(node, values, time, id),
        node,
        severity,
        time,
        key:
          values.length === 0 || values.includes(null)
            ? null
            : values.map((value, index) => asText(value, keyFields[index], telling.lang)).join(', '),
        title: titleOf(row),
        message: messageOf(row),
        row: id,
        event: rowOf(flow, row),
        heldBack,
        channels,
      };
    };
  };
}
