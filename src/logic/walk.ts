import type { Call, Expr } from './expr.ts';
import { readRaw, renameRaw } from './raw.ts';

/** Walks over expressions of any depth: what is nested a hundred thousand deep is slow to mend, but never a crash. */

/** No expression that people work with is deeper. What is deeper is a problem, said by `check` and by readers. */
export const deepest = 500;

export const children = (expr: Expr): readonly Expr[] => (expr.kind === 'call' ? expr.args : []);

/** Every part, each before its arguments. */
export function visit(expr: Expr, see: (part: Expr) => void): void {
  const waiting: Expr[] = [expr];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    see(part);
    if (part.kind === 'call') for (let index = part.args.length - 1; index >= 0; index -= 1) push(waiting, part.args[index]);
  }
}

function push(waiting: Expr[], part: Expr | undefined): void {
  if (part !== undefined) waiting.push(part);
}

/** Makes something of an expression, of its arguments first. */
export function foldExpr<T>(expr: Expr, make: (part: Expr, args: readonly T[]) => T): T {
  const open: { readonly call: Call; readonly args: T[] }[] = [];
  let next: Expr = expr;
  for (;;) {
    if (next.kind === 'call' && next.args[0] !== undefined) {
      open.push({ call: next, args: [] });
      next = next.args[0];
      continue;
    }
    let done = make(next, []);
    for (;;) {
      const parent = open.at(-1);
      if (parent === undefined) return done;
      parent.args.push(done);
      const following = parent.call.args[parent.args.length];
      if (following !== undefined) {
        next = following;
        break;
      }
      open.pop();
      done = make(parent.call, parent.args);
    }
  }
}

/** The expression with each part exchanged, arguments first. What stays the same is not copied. */
export function mapExpr(expr: Expr, change: (part: Expr) => Expr): Expr {
  return foldExpr<Expr>(expr, (part, args) => change(part.kind === 'call' ? withArgs(part, args) : part));
}

function withArgs(call: Call, args: readonly Expr[]): Call {
  return args.every((arg, index) => arg === call.args[index]) ? call : { ...call, args };
}

/** The names of all fields used, each once, in the order of their first use. In raw parts: those that are written down. */
export function fieldsOf(expr: Expr): readonly string[] {
  const names = new Set<string>();
  visit(expr, (part) => {
    if (part.kind === 'field') names.add(part.name);
    if (part.kind === 'raw') for (const name of readRaw(part.logic).names) if (name !== '') names.add(name);
  });
  return [...names];
}

/** The ids of all value sets used. */
export function setsOf(expr: Expr): readonly string[] {
  const ids = new Set<string>();
  visit(expr, (part) => {
    if (part.kind === 'set') ids.add(part.id);
  });
  return [...ids];
}

export function renameFields(expr: Expr, names: ReadonlyMap<string, string>): Expr {
  if (names.size === 0) return expr;
  return mapExpr(expr, (part) => {
    if (part.kind === 'field') {
      const name = names.get(part.name);
      return name === undefined ? part : { ...part, name };
    }
    return part.kind === 'raw' ? { ...part, logic: renameRaw(part.logic, names) } : part;
  });
}

export function renameSets(expr: Expr, ids: ReadonlyMap<string, string>): Expr {
  return mapExpr(expr, (part) => (part.kind === 'set' ? { ...part, id: ids.get(part.id) ?? part.id } : part));
}

/** Puts expressions in the place of fields; fields that `replace` gives nothing for stay. */
export function substitute(expr: Expr, replace: (name: string) => Expr | undefined): Expr {
  return mapExpr(expr, (part) => (part.kind === 'field' ? (replace(part.name) ?? part) : part));
}

/** How deep calls are nested: 1 for a leaf. */
export function depthOf(expr: Expr): number {
  let most = 0;
  const waiting: { part: Expr; depth: number }[] = [{ part: expr, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    most = Math.max(most, next.depth);
    for (const part of children(next.part)) waiting.push({ part, depth: next.depth + 1 });
  }
  return most;
}

/** The part at a path of argument positions. */
export function partAt(expr: Expr, path: readonly number[]): Expr | undefined {
  let part: Expr | undefined = expr;
  for (const index of path) part = part === undefined ? undefined : children(part)[index];
  return part;
}

/** The expression with another part at a path of argument positions. */
export function replaceAt(expr: Expr, path: readonly number[], by: Expr): Expr {
  const above: { readonly call: Call; readonly index: number }[] = [];
  let part: Expr = expr;
  for (const index of path) {
    const next = children(part)[index];
    if (part.kind !== 'call' || next === undefined) return expr;
    above.push({ call: part, index });
    part = next;
  }
  return above.reduceRight<Expr>((inner, { call, index }) => ({ ...call, args: call.args.with(index, inner) }), by);
}

export function equalExpr(a: Expr, b: Expr): boolean {
  const waiting: [Expr, Expr][] = [[a, b]];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [one, other] = pair;
    if (one === other) continue;
    if (one.kind !== other.kind) return false;
    if (one.kind === 'call' && other.kind === 'call') {
      if (one.fn !== other.fn || one.args.length !== other.args.length) return false;
      one.args.forEach((arg, index) => {
        const counterpart = other.args[index];
        if (counterpart !== undefined) waiting.push([arg, counterpart]);
      });
    } else if (!equalLeaves(one, other)) return false;
  }
  return true;
}

function equalLeaves(one: Expr, other: Expr): boolean {
  if (one.kind === 'constant' && other.kind === 'constant') return one.type === other.type && equalValues(one.value, other.value);
  if (one.kind === 'field' && other.kind === 'field') return one.name === other.name;
  if (one.kind === 'set' && other.kind === 'set') return one.id === other.id;
  if (one.kind === 'raw' && other.kind === 'raw') return equalValues(one.logic, other.logic);
  return true;
}

/** Equality of plain data. Data too large or too deep to be an expression is never equal. */
function equalValues(a: unknown, b: unknown): boolean {
  const waiting: [unknown, unknown][] = [[a, b]];
  let steps = 0;
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [one, other] = pair;
    if (one === other) continue;
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
    if (Array.isArray(one) !== Array.isArray(other)) return false;
    const keys = Object.keys(one);
    steps += keys.length;
    if (keys.length !== Object.keys(other).length || steps > largestRaw) return false;
    for (const key of keys) {
      if (!Object.hasOwn(other, key)) return false;
      waiting.push([Reflect.get(one, key), Reflect.get(other, key)]);
    }
  }
  return true;
}

/** Raw parts with more values than this are not compared further. */
const largestRaw = 100_000;
