/** What raw JsonLogic reads and asks for, as far as it can be told without running it. */
export interface RawReading {
  /** The names that it reads from the row, in the order of their first use. An empty one is the whole row. */
  readonly names: ReadonlySet<string>;
  /** It works out a name to read, so that it may read anything. */
  readonly anything: boolean;
  /** Operations that json-logic-js does not have. */
  readonly unknown: ReadonlySet<string>;
}

const known = new Set([
  'var', 'missing', 'missing_some', 'if', '?:', '==', '===', '!=', '!==', '!', '!!', 'or', 'and', '>', '>=', '<', '<=',
  'max', 'min', '+', '-', '*', '/', '%', 'map', 'reduce', 'filter', 'all', 'none', 'some', 'merge', 'in', 'cat', 'substr', 'log',
]);

/** Their second operand sees an element of a list, and not the row. The others, such as the start of `reduce`, see the row. */
const perElement = new Set(['map', 'reduce', 'filter', 'all', 'none', 'some']);

export function readRaw(logic: unknown): RawReading {
  const names = new Set<string>();
  const unknown = new Set<string>();
  let anything = false;
  for (const { operation, operands, place } of operationsIn(logic)) {
    if (!known.has(operation)) unknown.add(operation);
    for (const { holder, key } of place === 'row' ? namesRead(operation, operands) : []) {
      const name: unknown = Reflect.get(holder, key);
      if (typeof name === 'object' && name !== null) anything = true;
      else names.add(nameOf(name));
    }
  }
  return { names, anything, unknown };
}

/** The same logic with fields under new names, wherever it reads them by a name that is written down. */
export function renameRaw(logic: unknown, names: ReadonlyMap<string, string>): unknown {
  const copy = copied(logic);
  for (const { operation, operands, place } of operationsIn(copy)) {
    for (const { holder, key } of place === 'row' ? namesRead(operation, operands) : []) {
      const name: unknown = Reflect.get(holder, key);
      const renamed = typeof name === 'object' ? undefined : names.get(nameOf(name));
      if (renamed !== undefined) Reflect.set(holder, key, renamed);
    }
  }
  return copy;
}

/** Whatever names a field is made a text; nothing names the whole row. */
const nameOf = (name: unknown): string => (typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean' ? String(name) : '');

interface Operation {
  readonly operation: string;
  readonly operands: Operands;
  /** What its operands see. */
  readonly place: 'row' | 'element';
}

/** Several operands in an array, or a single one as it is: then the object of the operation holds it. */
interface Operands {
  readonly holder: object;
  readonly keys: readonly string[];
}

interface Name {
  readonly holder: object;
  readonly key: string;
}

/** Every operation, each before its operands. */
function operationsIn(logic: unknown): readonly Operation[] {
  const found: Operation[] = [];
  const seen = { row: new Set<object>(), element: new Set<object>() };
  const waiting: { readonly part: unknown; readonly place: Operation['place'] }[] = [{ part: logic, place: 'row' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, place } = next;
    if (typeof part !== 'object' || part === null || seen[place].has(part)) continue;
    seen[place].add(part);
    const keys = Object.keys(part);
    const [operation, more] = keys;
    if (Array.isArray(part)) {
      for (const key of keys.toReversed()) waiting.push({ part: Reflect.get(part, key), place });
      continue;
    }
    // What has several keys, or none, is data to json-logic-js.
    if (operation === undefined || more !== undefined) continue;
    const operands = operandsOf(part, operation);
    found.push({ operation, operands, place });
    operands.keys.forEach((_, index) => {
      const at = operands.keys.length - 1 - index;
      const inner: unknown = Reflect.get(operands.holder, operands.keys[at] ?? '');
      waiting.push({ part: inner, place: at === 1 && perElement.has(operation) ? 'element' : place });
    });
  }
  return found;
}

function operandsOf(part: object, operation: string): Operands {
  const value: unknown = Reflect.get(part, operation);
  return Array.isArray(value) ? { holder: value, keys: Object.keys(value) } : { holder: part, keys: [operation] };
}

/** Where an operation has the names that it reads. */
function namesRead(operation: string, { holder, keys }: Operands): readonly Name[] {
  if (operation === 'var') return [{ holder, key: keys[0] ?? '0' }];
  if (operation !== 'missing' && operation !== 'missing_some') return [];
  const lists = operation === 'missing' ? keys : keys.slice(1, 2);
  return lists.flatMap((key) => {
    const list: unknown = Reflect.get(holder, key);
    return Array.isArray(list) ? Object.keys(list).map((inner) => ({ holder: list, key: inner })) : [{ holder, key }];
  });
}

/** A copy of plain data of any depth. */
function copied(logic: unknown): unknown {
  const copies = new Map<object, object>();
  const waiting: object[] = [];
  const copyOf = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    const before = copies.get(part);
    if (before !== undefined) return before;
    const copy: object = Array.isArray(part) ? [...part] : { ...part };
    copies.set(part, copy);
    waiting.push(copy);
    return copy;
  };
  const whole = copyOf(logic);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const key of Object.keys(next)) Reflect.set(next, key, copyOf(Reflect.get(next, key)));
  }
  return whole;
}
