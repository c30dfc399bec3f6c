import type { FlowField, Row, Value } from '../../data/field.ts';
import { largestNumber, smallestNumber } from '../../data/field.ts';
import type { Scope } from '../scope.ts';

/** Rows that a contract allows, chosen to make two readings of an expression differ if they can. The same ones each time. */

export function sampleRows(names: readonly string[], logic: unknown, scope: Scope): readonly Row[] {
  const fields = scope.fields.filter((field) => names.includes(field.name)).slice(0, 12);
  const spoken = constantsIn(logic);
  const columns = fields.map((field) => ({ name: field.name, values: valuesOf(field, spoken) }));
  const base: Row = Object.fromEntries(scope.fields.map((field) => [field.name, valuesOf(field, spoken)[0] ?? null]));
  const rows: Row[] = [base];
  for (const { name, values } of columns) for (const value of values) rows.push({ ...base, [name]: value });
  const next = random();
  for (let count = 0; count < 400 && columns.length > 1; count += 1) {
    rows.push({ ...base, ...Object.fromEntries(columns.map(({ name, values }) => [name, values[next(values.length)] ?? null])) });
  }
  return rows;
}

/** A small generator of numbers below a limit, always the same ones. */
function random(): (limit: number) => number {
  let state = 1;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
}

interface Constants {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

function constantsIn(logic: unknown): Constants {
  const numbers = new Set<number>();
  const texts = new Set<string>();
  const waiting: unknown[] = [logic];
  for (let part = waiting.pop(); part !== undefined && numbers.size + texts.size < 40; part = waiting.pop()) {
    if (typeof part === 'number') numbers.add(part);
    else if (typeof part === 'string') texts.add(part);
    else if (typeof part === 'object' && part !== null) waiting.push(...Object.values(part).filter((each) => each !== undefined));
  }
  return { numbers: [...numbers], texts: [...texts] };
}

function valuesOf(field: FlowField, { numbers, texts }: Constants): readonly Value[] {
  const known = field.optional ? [null] : [];
  switch (field.type) {
    case 'number': {
      const near = [...numbers, ...texts.map(Number)].flatMap((each) => [each, each + 1, each - 1, -each]);
      return [...allowedNumbers([1, 0, -1, 0.5, 2, 10, 1000, ...near], field), ...known];
    }
    case 'time':
      return [...[1_772_323_200_000, 0, 1, ...numbers].filter((each) => Number.isInteger(each) && Math.abs(each) < 6e13), ...known];
    case 'boolean':
      return [true, false, ...known];
    case 'text': {
      const near = texts.flatMap((each) => [each, `${each}x`, `x${each}`, each.toLowerCase(), each.toUpperCase()]);
      const spelt = numbers.flatMap((each) => [String(each), `${each}.0`, ` ${each}`, `${each + 1}e0`]);
      const all = ['a', '', '0', 'null', ...near, ...spelt];
      return [...(field.values === undefined ? all : field.values), ...known];
    }
    case 'list':
      return [['a'], [], texts, texts.slice(0, 1), ['null', ''], ...known];
  }
}

function allowedNumbers(values: readonly number[], { min = -largestNumber, max = largestNumber }: FlowField): readonly number[] {
  const size = (value: number): boolean => value === 0 || (Math.abs(value) >= smallestNumber && Math.abs(value) <= largestNumber);
  const fitting = values.filter((value) => Number.isFinite(value) && size(value) && value >= min && value <= max).map((value) => value || 0);
  return fitting.length > 0 ? fitting : [min];
}
