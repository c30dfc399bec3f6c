import type { Column } from '../data/columns.ts';
import type { FlowField } from '../data/field.ts';
import { reasonsName } from '../plan/plan.ts';
import { presences } from './expressions/vector.ts';
import { lazy, made } from './flow.ts';
import type { Flow, Frame, LazyColumn } from './flow.ts';

/** A flow of rows that a step has made of others. A list of reasons that they take over is where later ones are added. */
export function flowOfMade(frame: Frame, fields: readonly FlowField[], columnOf: (field: FlowField) => Column): Flow {
  let taken: LazyColumn | undefined;
  const columns = fields.map((field) => {
    if (field.name !== reasonsName) return lazy(() => columnOf(field));
    return (taken = made(columnOf(field)));
  });
  const reasons = taken === undefined ? undefined : { before: taken, listed: presences(taken.get(), frame.length), given: [] };
  return { frame, rows: undefined, fields, columns, reasons };
}
