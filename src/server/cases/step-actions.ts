import type { Row } from '../../data/field.ts';
import { parseTime } from '../../data/time.ts';
import { sentShape } from '../../lab/sent-rows.ts';
import type { SentShape } from '../../lab/sent-rows.ts';
import type { Plan } from '../../plan/plan.ts';
import { rowsOfSteps } from '../../plan/rows.ts';
import type { Connections } from '../connections/connection.ts';
import { Trouble } from '../connections/trouble.ts';
import type { OutputContext } from '../outputs/output.ts';
import { chosenOutput } from '../outputs/registry.ts';
import type { StepAction } from './rule-book.ts';

/** Next steps that do something: the latest alert of the case goes where an output node’s rows would. */

export interface Acting {
  readonly graph: string;
  readonly node: string;
  readonly plan: Plan;
  readonly action: StepAction;
  /** The same for the same step of the same case: done again after a crash, it counts once where the other side can tell. */
  readonly id: string;
  /** The event of the alert, as it is stored. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly time: number | null;
}

export interface ActionOptions {
  readonly connections: Connections;
  readonly lists: OutputContext['lists'];
  readonly now: () => number;
}

export async function act({ graph, node, plan, action, id, event, time }: Acting, { connections, lists, now }: ActionOptions): Promise<void> {
  const chosen = chosenOutput(action);
  if ('why' in chosen) throw new Trouble(chosen.why);
  const shape = shapeOf(plan, node);
  const open = await chosen.kind.open(chosen.settings, { graph, node, shape, connections, lists, now, signal: AbortSignal.timeout(patience) });
  try {
    await open.send([{ id, time, row: rowOf(event, shape) }]);
  } finally {
    await open.close();
  }
}

/** Whoever has pressed the button waits for it. */
const patience = 30_000;

function shapeOf(plan: Plan, node: string): SentShape {
  const step = plan.steps.find((each) => each.op === 'alert' && each.node === node);
  if (step?.op !== 'alert') throw new Trouble({ en: 'The version that runs now has no such rule any more', zh: '当前运行的版本已没有这条规则' });
  return sentShape({ op: 'output', id: step.id, node, input: step.input, target: { type: '', settings: {} } }, rowsOfSteps(plan.steps));
}

/** Times stand in rows as milliseconds. */
function rowOf(event: Readonly<Record<string, unknown>>, { fields }: SentShape): Row {
  return Object.fromEntries(
    fields.map(({ name, type }) => {
      const value = event[name];
      return [name, type === 'time' && typeof value === 'string' ? (parseTime(value) ?? null) : (value ?? null)] as const;
    }),
  ) as Row;
}
