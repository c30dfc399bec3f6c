import { reasonsName } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import type { Flow, LazyColumn } from './flow.ts';
import { beginningWith } from './reasons.ts';

/** Gives the rows of a flow some more columns; a field that they had already is replaced. */
export type Widen = (flow: Flow, added: readonly LazyColumn[]) => Flow;

/** `names` are the fields of the columns that are added, in their order. */
export function createWiden(input: Rows, output: Rows, names: readonly string[]): Widen {
  const places = output.fields.map(({ name }) => ({
    added: names.lastIndexOf(name),
    before: input.fields.findIndex((field) => field.name === name),
  }));
  const list = names.lastIndexOf(reasonsName);
  return ({ frame, rows, columns, reasons }, added) => ({
    frame,
    rows,
    fields: output.fields,
    columns: places.map((place) => (place.added < 0 ? columns[place.before] : added[place.added]) ?? noColumn),
    reasons: list < 0 ? reasons : beginningWith(added[list], frame.length),
  });
}

const noColumn: LazyColumn = {
  get: () => {
    throw new Error('a field that no column was made for');
  },
};
