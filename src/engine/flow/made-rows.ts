import type { Column } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import { reasonsName } from '../../plan/plan.ts';
import { lazy } from './flow.ts';
import type { Flow, Frame } from './flow.ts';
import { beginningWith } from './reasons.ts';

/**
 * A flow of rows that a step has made of others. A list of reasons that they take over is where later ones are added.
 */
export function flowOfMade(frame: Frame, fields: readonly FlowField[], columnOf: (field: FlowField) => Column): Flow {
  const columns = fields.map((field) => lazy(() => columnOf(field)));
  const taken = columns[fields.findIndex((field) => field.name === reasonsName)];
  return { frame, rows: undefined, fields, columns, reasons: taken && beginningWith(taken, frame.length) };
}

/** The places of the next rows of a maker. */
export function placesFrom(first: number, count: number): Float64Array {
  const places = new Float64Array(count);
  for (let row = 0; row < count; row += 1) places[row] = first + row;
  return places;
}
