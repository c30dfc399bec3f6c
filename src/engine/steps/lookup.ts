import type { Column } from '../../data/columns.ts';
import type { LookupStep } from '../../plan/plan.ts';
import { gather, repeated } from '../expressions/vector.ts';
import { columnNamed, lazy } from '../flow/flow.ts';
import type { Operator, StepContext } from '../operator.ts';
import { createFinder, tableColumns } from './lookup-table.ts';
import { createVersionFinder, withTimes } from './lookup-versions.ts';
import type { VersionFinder } from './lookup-versions.ts';
import { createWiden } from '../flow/widen.ts';

/** Fields from the first row of a table that has the key. */
export function createLookup(step: LookupStep, context: StepContext): Operator {
  const { add, found, table } = step;
  const [input, output] = [context.inputs[0], context.ports[0]];
  if (input === undefined || output === undefined) throw new Error('a lookup reads from one input');
  const kept = table.type === 'managed' ? (context.kept.get(table.name) ?? withTimes(table, context.tables)) : undefined;
  const { places: find, cells } = kept === undefined ? inWhole(step, context) : createVersionFinder(step, kept);
  const widen = createWiden(input, output, [
    ...add.map(({ field }) => field.name),
    ...(found === undefined ? [] : [found.name]),
  ]);

  return {
    run: ([flow]) => {
      if (flow === undefined) return [undefined];
      let places: Int32Array | undefined;
      const placesIn = (): Int32Array => (places ??= find(flow));
      const added = [
        ...add.map(({ column }) => lazy(() => cells(column, placesIn()))),
        ...(found === undefined ? [] : [lazy(() => ({ type: 'boolean', values: whereAny(placesIn()) }))]),
      ];
      return [widen(flow, added)];
    },
  };
}

/** In a table that stays as it is. */
function inWhole({ table, on, add }: LookupStep, { tables }: StepContext): VersionFinder {
  const { columns, length } = tableColumns(table, tables);
  const column = (name: string): Column =>
    columns[table.columns.findIndex((field) => field.name === name)] ?? repeated('text', null, length);
  const find = createFinder(
    on.map((pair) => column(pair.column)),
    length,
  );
  const cells = new Map(add.map((each) => [each.column, column(each.column)]));
  return {
    places: (flow) => find(on.map(({ field }) => columnNamed(flow, field)), flow.rows, flow.frame.length),
    cells: (name, places) => gather(cells.get(name) ?? repeated('text', null, length), places),
  };
}

function whereAny(places: Int32Array): Uint8Array {
  const out = new Uint8Array(places.length);
  for (let row = 0; row < places.length; row += 1) out[row] = places[row] === 0 ? 0 : 1;
  return out;
}
