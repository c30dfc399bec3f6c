import type { DecisionAnswer } from '../../api/runs.ts';
import { printTime } from '../../data/time.ts';
import type { Row } from '../../data/field.ts';
import { newBytes, writtenText } from '../../data/write/bytes.ts';
import { alertWriter } from '../../lab/alert-formats.ts';
import type { Decision } from '../../lab/live/decide.ts';
import { sentAsJson, sentShape } from '../../lab/sent-rows.ts';
import type { Plan } from '../../plan/plan.ts';
import { rowsOfSteps } from '../../plan/rows.ts';

type Printed = Pick<DecisionAnswer, 'outcome' | 'alerts' | 'outputs' | 'reasons' | 'event'>;

/** Decisions of a plan as they are answered: alerts and rows in the form in which they are printed and sent. */
export function decisionPrinter(plan: Plan): (decision: Decision) => Printed {
  const rows = rowsOfSteps(plan.steps);
  const alert = alertWriter(plan);
  const outputs = new Map(plan.steps.flatMap((step) => (step.op === 'output' ? [[step.node, sentAsJson(sentShape(step, rows))] as const] : [])));
  const times = new Set([...rows.values()].flatMap(({ fields }) => fields.flatMap(({ name, type }) => (type === 'time' ? [name] : []))));
  const bytes = newBytes();
  const printed = (write: () => void): Readonly<Record<string, unknown>> => {
    bytes.length = 0;
    write();
    return JSON.parse(writtenText(bytes)) as Record<string, unknown>;
  };
  const plain = (row: Row): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' && times.has(name) ? printTime(value) : value]));

  return ({ outcome, alerts, outputs: sent, reasons, event }) => ({
    outcome,
    alerts: alerts.map((each) => printed(() => alert(bytes, each))),
    outputs: sent.map((each) => ({ node: each.node, ...printed(() => outputs.get(each.node)?.(bytes, each)) })),
    reasons: [...reasons],
    event: plain(event),
  });
}
