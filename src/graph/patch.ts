import type { JsonPath } from '../data/json.ts';

/**
 * What changed between two JSON trees, as operations in the manner of RFC 6902 that are applied in turn. Parts that
 * both trees share are skipped unread, so the cost goes with the change and not with the document.
 */
export type Patch = readonly Operation[];

export type Operation =
  /** `before` is the position of a new member of an object where that is not the last: order shows in print. */
  | { readonly op: 'add'; readonly path: JsonPath; readonly value: unknown; readonly before?: number }
  | { readonly op: 'remove'; readonly path: JsonPath }
  | { readonly op: 'replace'; readonly path: JsonPath; readonly value: unknown };

export function diffPatch(before: unknown, after: unknown): Patch {
  const patch: Operation[] = [];
  compare(before, after, [], patch);
  return patch;
}

/** Copies each container it changes once, and shares all others. */
export function applyPatch<Tree>(tree: Tree, patch: Patch): Tree {
  const root: Holder = { tree };
  const fresh = new Set<object>([root]);
  for (const operation of patch) perform(root, fresh, { ...operation, path: ['tree', ...operation.path] });
  // Patches are made by diffPatch from a tree of this type.
  return root.tree as Tree;
}

interface Holder {
  tree: unknown;
}

type JsonObject = Readonly<Record<string, unknown>>;

function compare(before: unknown, after: unknown, path: JsonPath, patch: Operation[]): void {
  if (before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, patch);
  else if (isObject(before) && isObject(after) && sameOrder(before, after)) compareObjects(before, after, path, patch);
  else patch.push({ op: 'replace', path, value: after });
}

function compareObjects(before: JsonObject, after: JsonObject, path: JsonPath, patch: Operation[]): void {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) patch.push({ op: 'remove', path: [...path, key] });
  }
  let size = Object.keys(before).filter((key) => Object.hasOwn(after, key)).length;
  Object.keys(after).forEach((key, index) => {
    if (Object.hasOwn(before, key)) {
      compare(before[key], after[key], [...path, key], patch);
      return;
    }
    const place = index === size ? {} : { before: index };
    patch.push({ op: 'add', path: [...path, key], value: after[key], ...place });
    size++;
  });
}

/** The members that both have stand in the same order. */
function sameOrder(before: JsonObject, after: JsonObject): boolean {
  const kept = Object.keys(after).filter((key) => Object.hasOwn(before, key));
  return Object.keys(before).filter((key) => Object.hasOwn(after, key)).every((key, index) => key === kept[index]);
}

function compareLists(before: readonly unknown[], after: readonly unknown[], path: JsonPath, patch: Operation[]): void {
  const pairs = pairUp(before, after);
  const kept = new Set(pairs.map(([from]) => from));
  const known = new Set(pairs.map(([, to]) => to));
  for (let index = before.length - 1; index >= 0; index--) {
    if (!kept.has(index)) patch.push({ op: 'remove', path: [...path, index] });
  }
  for (let index = 0; index < after.length; index++) {
    if (!known.has(index)) patch.push({ op: 'add', path: [...path, index], value: after[index] });
  }
  for (const [from, to] of pairs) compare(before[from], after[to], [...path, to], patch);
}

type Pair = readonly [from: number, to: number];

/** Items that are the same thing before and after, in an order that both lists agree on. */
function pairUp(before: readonly unknown[], after: readonly unknown[]): Pair[] {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && same(before[head], after[head])) head++;
  let tail = 0;
  while (tail < shorter - head && same(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail++;

  const pairs: Pair[] = Array.from({ length: head }, (_, index) => [index, index]);
  let from = head;
  let to = head;
  const ends: Pair = [before.length - tail, after.length - tail];
  for (const [nextFrom, nextTo] of [...matches(before, after, head, ends), ends]) {
    // Between two things that stayed, as many as before: the same places, filled anew.
    const gap = nextFrom - from;
    for (let step = 0; gap === nextTo - to && step < gap; step++) {
      if (identity(before[from + step]) === undefined && identity(after[to + step]) === undefined) {
        pairs.push([from + step, to + step]);
      }
    }
    if (nextFrom < ends[0]) pairs.push([nextFrom, nextTo]);
    from = nextFrom + 1;
    to = nextTo + 1;
  }
  for (let index = 0; index < tail; index++) pairs.push([ends[0] + index, ends[1] + index]);
  return pairs;
}

/** The longest run of items that both lists hold in the same order. */
function matches(before: readonly unknown[], after: readonly unknown[], start: number, [endBefore, endAfter]: Pair): Pair[] {
  const places = new Map<unknown, number>();
  for (let index = endBefore - 1; index >= start; index--) places.set(identity(before[index]) ?? before[index], index);
  const found: Pair[] = [];
  for (let index = start; index < endAfter; index++) {
    const name = identity(after[index]) ?? after[index];
    const place = places.get(name);
    if (place === undefined) continue;
    places.delete(name);
    found.push([place, index]);
  }
  return longestRising(found);
}

/** The longest subsequence whose first members rise, by patience sorting. */
function longestRising(pairs: readonly Pair[]): Pair[] {
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  const rank = (index: number | undefined): number => (index === undefined ? -1 : (pairs[index]?.[0] ?? -1));
  pairs.forEach(([value], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rank(ends[middle]) < value) low = middle + 1;
      else high = middle;
    }
    ends[low] = index;
    previous[index] = low === 0 ? undefined : ends[low - 1];
  });
  const rising: Pair[] = [];
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) {
    const pair = pairs[index];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.toReversed();
}

const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  const name = identity(a);
  return name !== undefined && name === identity(b);
};

/** What makes an item the same thing after a change: its id, where it has one. */
const identity = (item: unknown): string | undefined =>
  isObject(item) && typeof item['id'] === 'string' ? `#${item['id']}` : undefined;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The container that the path leads to, copied unless it is fresh already. */
function perform(root: Holder, fresh: Set<object>, operation: Operation): void {
  const { path } = operation;
  let holder: object = root;
  for (const key of path.slice(0, -1)) {
    const inner: unknown = Reflect.get(holder, key);
    if (typeof inner !== 'object' || inner === null) throw new Error(`the patch does not fit: ${path.slice(1).join('/')}`);
    if (fresh.has(inner)) {
      holder = inner;
      continue;
    }
    const copy = Array.isArray(inner) ? [...(inner as unknown[])] : { ...inner };
    Reflect.set(holder, key, copy);
    fresh.add(copy);
    holder = copy;
  }
  const last = path.at(-1) ?? '';
  if (Array.isArray(holder) && typeof last === 'number') change(holder, last, operation);
  else changeMember(holder, String(last), operation);
}

function change(list: unknown[], index: number, operation: Operation): void {
  if (operation.op === 'remove') list.splice(index, 1);
  else if (operation.op === 'add') list.splice(index, 0, operation.value);
  else list[index] = operation.value;
}

function changeMember(object: object, key: string, operation: Operation): void {
  if (operation.op === 'remove') {
    Reflect.deleteProperty(object, key);
    return;
  }
  const moved = operation.op === 'add' && operation.before !== undefined ? Object.entries(object).slice(operation.before) : [];
  for (const [each] of moved) Reflect.deleteProperty(object, each);
  for (const [each, value] of [[key, operation.value] as const, ...moved]) {
    Object.defineProperty(object, each, { value, writable: true, enumerable: true, configurable: true });
  }
}
