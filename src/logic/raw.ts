/** What raw JsonLogic reads and asks for, as far as it can be told without running it. */
export interface RawReading {
  /** The names that it reads from the row. An empty one is the whole row. */
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

/** Their second operand sees an element of a list, and not the row. */
const perElement = new Set(['map', 'reduce', 'filter', 'all', 'none', 'some']);

export function readRaw(logic: unknown): RawReading {
  const names = new Set<string>();
  const unknown = new Set<string>();
  const seen = new Set<object>();
  let anything = false;
  const waiting: { part: unknown; inList: boolean }[] = [{ part: logic, inList: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, inList } = next;
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    if (Array.isArray(part)) {
      for (const each of part) waiting.push({ part: each, inList });
      continue;
    }
    const [operation, more] = Object.keys(part);
    // What has several keys, or none, is data to json-logic-js.
    if (operation === undefined || more !== undefined) continue;
    const value: unknown = Reflect.get(part, operation);
    const operands: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!known.has(operation)) unknown.add(operation);
    if (!inList && (operation === 'var' || operation.startsWith('missing'))) {
      const read = operation === 'var' ? operands.slice(0, 1) : operands.flat();
      for (const name of read) {
        if (typeof name === 'object' && name !== null) anything = true;
        else if (typeof name === 'string') names.add(name);
      }
      if (operation === 'var' && (operands[0] ?? '') === '') names.add('');
    }
    operands.forEach((each, at) => waiting.push({ part: each, inList: inList || (perElement.has(operation) && at > 0) }));
  }
  return { names, anything, unknown };
}
