import { valueAt } from '../../data/columns.ts';
import type { Column } from '../../data/columns.ts';
import type { Row, Value } from '../../data/field.ts';
import type { Expr } from '../../logic/expr.ts';
import { applyRaw, asValue, rowAsData } from '../../logic/json-logic.ts';
import { typeOf } from '../../logic/types.ts';
import type { OutputStep } from '../../plan/plan.ts';
import { scopeOf } from '../../plan/rows.ts';
import type { Rows } from '../../plan/rows.ts';
import { createEvaluator, withoutNow } from '../flow/evaluate.ts';
import type { Typed } from '../expressions/program.ts';
import { columnNamed, countOf, rowOf, timeOf } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import type { Operator, StepContext } from '../operator.ts';

/** Sends rows on, or what an outcome says of them. */
export function createOutput({ node, fields, outcome }: OutputStep, { inputs, output: tell }: StepContext): Operator {
  const input = inputs[0] ?? { fields: [], time: undefined };
  const values = outcome === undefined ? undefined : createOutcome(outcome.values, input);

  const rowIn = (flow: Flow): ((row: number) => Row) => {
    if (fields === undefined) return (row) => rowOf(flow, row);
    const columns = fields.map((name) => [name, columnNamed(flow, name)] as const);
    return (row) =>
      Object.fromEntries(columns.map(([name, column]) => [name, column === undefined ? null : valueAt(column, row)]));
  };

  return {
    run: ([flow]) => {
      if (flow === undefined) return [undefined];
      const valuesOf = tell !== undefined || values?.zeroDivisions() !== undefined ? values?.run(flow) : undefined;
      if (tell !== undefined) {
        const [sent, count] = [rowIn(flow), countOf(flow)];
        for (let index = 0; index < count; index += 1) {
          const row = flow.rows === undefined ? index : (flow.rows[index] ?? 0);
          const told = { node, id: flow.frame.idOf(row), time: timeOf(flow.frame, row), row: sent(row) };
          tell(
            outcome === undefined || valuesOf === undefined
              ? told
              : { ...told, outcome: { type: outcome.type, values: valuesOf(row) } },
            flow.frame.places[row] ?? 0,
          );
        }
      }
      return [flow];
    },
    counts: () => ({ zeroDivisions: values?.zeroDivisions() }),
    snapshot: () => values?.zeroDivisions() ?? 0,
    restore: (zeroDivisions) => values?.resume(Number(zeroDivisions)),
  };
}

interface Outcome {
  readonly run: (flow: Flow) => (row: number) => Row;
  readonly zeroDivisions: () => number | undefined;
  readonly resume: (zeroDivisions: number) => void;
}

type Getter = (row: number, data: () => Readonly<Record<string, unknown>>) => Value;

/** Values of any type: foreign JsonLogic has that of what it gives, which only the row can tell. */
function createOutcome(values: readonly { readonly name: string; readonly to: Expr }[], input: Rows): Outcome {
  const parts = values.map(({ name, to }) => {
    const expr = withoutNow(to, input);
    const type = typeOf(expr, scopeOf(input));
    const typed: Typed | undefined = type === undefined || type === 'numbers' ? undefined : { expr, type };
    return { name, raw: expr.kind === 'raw' ? expr.logic : undefined, typed };
  });
  const { run, zeroDivisions, resume } = createEvaluator(parts.flatMap(({ typed }) => typed ?? []), input);

  return {
    zeroDivisions,
    resume,
    run: (flow) => {
      const results = run(flow);
      let next = 0;
      const getters = parts.map(({ raw, typed }): Getter => {
        if (raw !== undefined) return (_, data) => asValue(applyRaw(raw, data()));
        const column: Column | undefined = typed === undefined ? undefined : results[next++];
        return (row) => {
          const value = column === undefined ? null : valueAt(column, row);
          return value === 0 ? 0 : value;
        };
      });
      return (row) => {
        let data: Readonly<Record<string, unknown>> | undefined;
        const dataOf = (): Readonly<Record<string, unknown>> => (data ??= rowAsData(rowOf(flow, row)));
        return Object.fromEntries(parts.map(({ name }, index) => [name, getters[index]?.(row, dataOf) ?? null]));
      };
    },
  };
}
