import type { JsonPath } from '../data/json.ts';
import { equalJson } from '../data/json.ts';
import { languages } from '../data/text.ts';

/** One place in a thing, and what it holds: undefined where there was or is nothing. */
export interface Detail {
  readonly at: JsonPath;
  readonly before: unknown;
  readonly after: unknown;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** The places in which two values differ, as deep as a person would look. */
export function details(before: unknown, after: unknown, at: JsonPath): Detail[] {
  if (equalJson(before, after)) return [];
  if (isPlain(before) && isPlain(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => details(own(before, key), own(after, key), [...at, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const found = listDetails(before, after, at);
    if (found !== undefined) return found;
  }
  return [{ at, before, after }];
}

/** Lists of objects are compared one by one, by name where they have names; others are values of their own. */
function listDetails(before: readonly unknown[], after: readonly unknown[], at: JsonPath): Detail[] | undefined {
  if (![...before, ...after].every(isPlain)) return undefined;
  const names = [before, after].map((list) => list.map(itemName));
  const [left = [], right = []] = names;
  const named = names.every((list) => !list.includes(undefined) && new Set(list).size === list.length);
  if (!named) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
      details(before[index], after[index], [...at, index]),
    ).flat();
  }
  const gone = left.flatMap((name, index) => (right.includes(name) ? [] : [{ at: [...at, index], before: before[index], after: undefined }]));
  const rest = right.flatMap((name, index) => details(before[left.indexOf(name)], after[index], [...at, index]));
  const order = left.filter((name) => right.includes(name)).join('\n') !== right.filter((name) => left.includes(name)).join('\n');
  return [...gone, ...rest, ...(order ? [{ at, before: left.map(plain), after: right.map(plain) }] : [])];
}

function itemName(item: unknown): string | undefined {
  if (!isPlain(item)) return undefined;
  const name = item['id'] ?? item['name'];
  return name === undefined ? undefined : JSON.stringify(name);
}

const plain = (name: string | undefined): unknown => (name === undefined ? undefined : JSON.parse(name));

const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Expressions and words in several languages are read as one, so they are compared as one. */
function isPlain(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  if (keys.length === 1 && (keys[0] === 'logic' || keys[0] === 'raw')) return false;
  return keys.length === 0 || !keys.every((key) => languages.some((lang) => lang === key));
}
