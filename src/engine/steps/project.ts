import type { Column } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import { earliestTime, latestTime } from '../../data/time.ts';
import type { ProjectStep } from '../../plan/plan.ts';
import { createEvaluator } from '../flow/evaluate.ts';
import { repeated } from '../expressions/vector.ts';
import { lazy } from '../flow/flow.ts';
import type { Flow, LazyColumn } from '../flow/flow.ts';
import { countMarks, marksAmong } from '../flow/marks.ts';
import type { Operator, StepContext } from '../operator.ts';
import { adding, beginningWith, reasonsColumn } from '../flow/reasons.ts';
import type { Reasons } from '../flow/reasons.ts';
import { renderer } from '../flow/render.ts';
import { stagesOf } from './project-stages.ts';
import type { ReasonsChange } from './project-stages.ts';

/** Sets, renames and drops fields in order, and adds reasons. What nobody looks at is not computed. */
export function createProject(step: ProjectStep, { inputs, ports, at, telling }: StepContext): Operator {
  const input = inputs[0] ?? { fields: [], time: undefined };
  const output = ports[0]?.fields ?? [];
  const { stages, reasons: reasonsChanges, slots } = stagesOf(step, input);
  const machines = stages.map(({ exprs, fields, reads, makes }) => ({
    evaluator: createEvaluator(exprs, { fields, time: undefined }),
    types: exprs.map(({ type }): FieldType => (type === 'condition' ? 'boolean' : type)),
    reads, makes,
  }));
  const tellers = reasonsChanges.map((change) =>
    change.type === 'gives' ? renderer(change.reason, change.fields, telling) : undefined,
  );
  const leaving = output.map(({ name }) => slots.get(name));
  let told = step.changes.map(() => 0);

  /** The list of reasons after all changes of it; the columns that it is in between get their slots. */
  const reasonsAfter = (flow: Flow, columns: LazyColumn[]): Reasons | undefined => {
    const { frame: { length }, rows } = flow;
    return reasonsChanges.reduce<Reasons | undefined>((before, change: ReasonsChange, index) => {
      if (change.type === 'begins') {
        return change.with === undefined ? undefined : beginningWith(columns[change.with], length);
      }
      const holds = columns[change.holds]?.get();
      const has = holds?.type === 'boolean' ? marksAmong(holds.values, rows) : new Uint8Array(length);
      told[change.change] = (told[change.change] ?? 0) + countMarks(has, undefined);
      const columnAt = (place: number): Column | undefined => columns[change.slots[place] ?? -1]?.get();
      const after = adding(before, [
        { step: at, index: change.change, has, text: tellers[index]?.(columnAt) ?? (() => '') },
      ]);
      columns[change.into] = lazy(() => reasonsColumn(after, rows, length));
      return after;
    }, flow.reasons);
  };

  return {
    run: ([flow]) => {
      if (flow === undefined) return [undefined];
      const { frame, rows } = flow;
      const columns = [...flow.columns];
      const running = machines.map(({ evaluator, types, reads, makes }) => {
        let results: readonly Column[] | undefined;
        const run = (): readonly Column[] =>
          (results ??= evaluator.run({ frame, rows, columns: reads.map((slot) => columns[slot] ?? nothing) }));
        makes.forEach((slot, index) => {
          const type = types[index] ?? 'number';
          columns[slot] = lazy(() => fitted(run()[index], type, frame.length));
        });
        return run;
      });
      const reasons = reasonsAfter(flow, columns);
      // Divisions by zero are counted whether or not anybody looks.
      machines.forEach(({ evaluator }, index) => {
        if (evaluator.zeroDivisions() !== undefined) running[index]?.();
      });
      const left = leaving.map((slot, index) => {
        const missing = (): Column => repeated(output[index]?.type ?? 'number', null, frame.length);
        return (slot === undefined ? undefined : columns[slot]) ?? lazy(missing);
      });
      return [{ frame, rows, fields: output, columns: left, reasons }];
    },
    counts: () => {
      const divisions = machines.flatMap(({ evaluator }) => evaluator.zeroDivisions() ?? []);
      return {
        reasons: tellers.some((teller) => teller !== undefined) ? told : undefined,
        zeroDivisions: divisions.length === 0 ? undefined : divisions.reduce((sum, each) => sum + each, 0),
      };
    },
    snapshot: () => ({ told, zeroDivisions: machines.map(({ evaluator }) => evaluator.zeroDivisions() ?? 0) }),
    restore: (state) => {
      const kept = state as { readonly told: readonly number[]; readonly zeroDivisions: readonly number[] };
      told = [...kept.told];
      machines.forEach(({ evaluator }, index) => evaluator.resume(kept.zeroDivisions[index] ?? 0));
    },
  };
}

const nothing: LazyColumn = { get: () => ({ type: 'number', values: new Float64Array(0) }) };

/** What a field takes of computed values: no negative zero, and of times whole milliseconds of the years 1 to 9999. */
function fitted(column: Column | undefined, type: FieldType, length: number): Column {
  if (column === undefined || column.type !== type) return repeated(type, null, length);
  if (column.type === 'number') return { type: 'number', values: withoutNegativeZero(column.values) };
  return column.type === 'time' ? { type: 'time', values: wholeTimes(column.values) } : column;
}

/** In place: the values of rows have none, so that only a column of our own can change. */
function withoutNegativeZero(values: Float64Array): Float64Array {
  for (let row = 0; row < values.length; row += 1) values[row] = (values[row] ?? NaN) + 0;
  return values;
}

function wholeTimes(values: Float64Array): Float64Array {
  let whole = values;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? NaN;
    const time = Math.floor(value) + 0;
    const fits = time >= earliestTime && time <= latestTime;
    if (fits ? Object.is(time, value) : Number.isNaN(value)) continue;
    if (whole === values) whole = values.slice();
    whole[row] = fits ? time : NaN;
  }
  return whole;
}
