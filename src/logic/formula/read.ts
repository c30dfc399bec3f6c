import type { SyntaxNode } from '@lezer/common';
import type { Words } from '../../data/text.ts';
import type { Constant, Expr, FunctionName } from '../expr.ts';
import { call, duration, element, field, list, missing, now, number, numbers, time } from '../expr.ts';
import { functions } from '../functions.ts';
import { complaints } from './messages.ts';
import type { Complaint } from './messages.ts';
import { closestFunction, functionNamed } from './names.ts';
import type { SpecialName } from './names.ts';

/** From the syntax tree of a well-formed formula to the typed tree. */

export type Range = readonly [from: number, to: number];

/** An expression, with the place of each of its parts in the formula. */
export interface Located {
  readonly expr: Expr;
  readonly range: Range;
  readonly args: readonly Located[];
}

export interface FormulaProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: Words;
  readonly range: Range;
  readonly field?: string | undefined;
  /** The whole formula as it would be, were it mended. */
  readonly fix?: { readonly label: Words; readonly formula: string } | undefined;
}

interface Reading {
  readonly formula: string;
  readonly problems: FormulaProblem[];
}

export function read(formula: string, root: SyntaxNode, problems: FormulaProblem[]): Located | undefined {
  const node = partsOf(root).at(-1);
  return node === undefined ? undefined : expression({ formula, problems }, node);
}

const signs = new Set(['Equals', 'Open', 'Close', 'OpenList', 'CloseList', 'OpenTexts', 'CloseTexts', 'Comma']);

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

const partsOf = (node: SyntaxNode): SyntaxNode[] => childrenOf(node).filter((child) => !signs.has(child.name));

const comparisons: Readonly<Record<string, FunctionName>> = {
  Equals: 'eq', NotEquals: 'ne', Less: 'lt', LessOrEqual: 'le', Greater: 'gt', GreaterOrEqual: 'ge',
};

const chains: Readonly<Record<string, { readonly fn: FunctionName; readonly many: boolean }>> = {
  Or: { fn: 'or', many: true }, And: { fn: 'and', many: true }, Plus: { fn: 'add', many: true }, Join: { fn: 'concat', many: true },
  Times: { fn: 'multiply', many: true }, Minus: { fn: 'subtract', many: false }, Divide: { fn: 'divide', many: false },
  Modulo: { fn: 'modulo', many: false },
};

function expression(reading: Reading, node: SyntaxNode): Located | undefined {
  const children = childrenOf(node);
  switch (node.name) {
    case 'Disjunction':
    case 'Conjunction':
    case 'Sum':
    case 'Product':
      return chain(reading, children);
    case 'Negation':
      return applied(reading, 'not', node, children.slice(1));
    case 'Negative':
      return negative(reading, node, children[1]);
    case 'Comparison':
      return applied(reading, comparisons[children[1]?.name ?? ''] ?? 'eq', node, children);
    case 'Range':
      if (children[1]?.name === 'Not') return complain(reading, children[1], complaints.notBetween());
      return applied(reading, 'between', node, children);
    case 'Presence':
      return presence(reading, node, children);
    case 'Membership':
      return membership(reading, node, children);
    case 'Group':
      return children[1] && expression(reading, children[1]);
    case 'List':
      return constants(reading, node);
    case 'Call':
      return functionCall(reading, node, children);
    default:
      return leaf(reading, node);
  }
}

function complain(reading: Reading, node: SyntaxNode, complaint: Complaint, fix?: FormulaProblem['fix']): undefined {
  reading.problems.push({ ...complaint, severity: 'error', range: [node.from, node.to], fix });
  return undefined;
}

const located = (expr: Expr, node: SyntaxNode, args: readonly Located[] = []): Located => ({ expr, range: [node.from, node.to], args });

const wordsBetween = new Set(['And', 'Or', 'Not', 'In', 'NotIn', 'Between', 'Is', ...Object.keys(comparisons)]);

/** A call of `fn` with the operands among these nodes. */
function applied(reading: Reading, fn: FunctionName, node: SyntaxNode, nodes: readonly SyntaxNode[]): Located | undefined {
  const args = operands(reading, nodes.filter((each) => !wordsBetween.has(each.name)));
  return args && located(call(fn, ...args.map((arg) => arg.expr)), node, args);
}

/** All of them read, so that each problem is told; undefined where any could not be. */
function operands(reading: Reading, nodes: readonly SyntaxNode[]): Located[] | undefined {
  const read = nodes.map((each) => expression(reading, each));
  const whole = read.filter((each) => each !== undefined);
  return whole.length === read.length ? whole : undefined;
}

/** `a + b - c`, from the left. Equal signs in a row make one call with many arguments. */
function chain(reading: Reading, children: readonly SyntaxNode[]): Located | undefined {
  const [first, ...rest] = operands(reading, children.filter((_, i) => i % 2 === 0)) ?? [];
  if (first === undefined) return undefined;
  let fn: FunctionName | undefined;
  let args = [first];
  rest.forEach((next, i) => {
    const sign = chains[children[2 * i + 1]?.name ?? ''];
    if (sign === undefined) return;
    if (sign.fn !== fn || !sign.many) {
      args = [together(fn, args, first)];
      fn = sign.fn;
    }
    args.push(next);
  });
  return together(fn, args, first);
}

function together(fn: FunctionName | undefined, args: readonly Located[], first: Located): Located {
  if (fn === undefined) return first;
  return { expr: callOf(fn, args), range: [first.range[0], args.at(-1)?.range[1] ?? first.range[1]], args };
}

const callOf = (fn: FunctionName, args: readonly Located[]): Expr => ({ kind: 'call', fn, args: args.map((arg) => arg.expr) });

/** A sign right before a number belongs to the number. */
function negative(reading: Reading, node: SyntaxNode, of: SyntaxNode | undefined): Located | undefined {
  const inner = of && expression(reading, of);
  if (inner === undefined) return undefined;
  const { expr } = inner;
  const literal = (of?.name === 'Number' || of?.name === 'Duration') && expr.kind === 'constant' && typeof expr.value === 'number';
  if (!literal) return located(callOf('negate', [inner]), node, [inner]);
  return located({ ...expr, value: expr.value === 0 ? 0 : -expr.value }, node);
}

function presence(reading: Reading, node: SyntaxNode, children: readonly SyntaxNode[]): Located | undefined {
  const [value] = children;
  const not = children.some((child) => child.name === 'Not');
  const asksMissing = children.at(-1)?.name === 'Missing';
  return value && applied(reading, asksMissing === not ? 'isPresent' : 'isMissing', node, [value]);
}

function membership(reading: Reading, node: SyntaxNode, children: readonly SyntaxNode[]): Located | undefined {
  const [value, members] = [children[0], children.at(-1)];
  if (value === undefined || members === undefined) return undefined;
  const args = [expression(reading, value), members.name === 'ValueList' ? valueList(reading, members) : expression(reading, members)];
  const whole = args.filter((arg) => arg !== undefined);
  const fn = children.some((child) => child.name === 'Not' || child.name === 'NotIn') ? 'notIn' : 'in';
  return whole.length === 2 ? located(callOf(fn, whole), node, whole) : undefined;
}

/** `("CN", "HK")`, or brackets around one thing that is a list itself. */
function valueList(reading: Reading, node: SyntaxNode): Located | undefined {
  const parts = partsOf(node);
  const [only] = parts;
  const single = parts.length === 1 && only !== undefined && !['Text', 'Number', 'Negative'].includes(only.name);
  return single ? expression(reading, only) : constants(reading, node);
}

function constants(reading: Reading, node: SyntaxNode): Located | undefined {
  const parts = partsOf(node);
  const values: (string | number)[] = [];
  for (const part of parts) {
    const expr = expression(reading, part)?.expr;
    if (expr === undefined) return undefined;
    const value = expr.kind === 'constant' && (expr.type === 'text' || expr.type === 'number') ? expr.value : undefined;
    if (typeof value !== 'string' && typeof value !== 'number') return complain(reading, part, complaints.notConstant());
    if (values.length > 0 && typeof value !== typeof values[0]) return complain(reading, part, complaints.notConstant());
    values.push(value);
  }
  const all = values.filter((value) => typeof value === 'number');
  return located(all.length > 0 ? numbers(all) : list(values.filter((value) => typeof value === 'string')), node);
}

function leaf(reading: Reading, node: SyntaxNode): Located | undefined {
  const source = reading.formula.slice(node.from, node.to);
  switch (node.name) {
    case 'Number': {
      const value = numberOf(source);
      return Number.isFinite(value) ? located(number(value), node) : complain(reading, node, complaints.hugeNumber());
    }
    case 'Duration': {
      const ms = millisecondsOf(source);
      return Number.isFinite(ms) ? located(duration(ms), node) : complain(reading, node, complaints.hugeNumber());
    }
    case 'Text':
      return located({ kind: 'constant', type: 'text', value: unquoted(source) }, node);
    case 'True':
    case 'False':
      return located({ kind: 'constant', type: 'boolean', value: node.name === 'True' }, node);
    case 'Missing':
      return located({ ...missing }, node);
    case 'It':
      return located({ ...element }, node);
    case 'Field': {
      const bracketed = node.firstChild?.name === 'BracketName';
      return located(field(bracketed ? unquoted(source) : source), node);
    }
    case 'SetName':
      if (source.length === 1) return complain(reading, node, complaints.namelessSet());
      return located({ kind: 'set', id: source.slice(1) }, node);
    default:
      return complain(reading, node, complaints.unreadable());
  }
}

const numberOf = (source: string): number => Number(source.normalize('NFKC').replaceAll('_', ''));

const unitLengths: Readonly<Record<string, number>> = {
  ms: 1, 毫秒: 1, s: 1000, 秒: 1000, m: 60_000, 分: 60_000, 分钟: 60_000, h: 3_600_000, 小时: 3_600_000,
  d: 86_400_000, 天: 86_400_000, w: 604_800_000, 周: 604_800_000,
};

/** `90s`, `1h30m`, `0.5ms`. Only milliseconds have parts: `1.1h` is a whole number of them. */
function millisecondsOf(source: string): number {
  let sum = 0;
  for (const [, count = '', unit = ''] of source.normalize('NFKC').matchAll(/([\d._]+(?:e[+-]?\d[\d_]*)?)(ms|s|m|h|d|w|\p{Script=Han}+)/giu)) {
    const ms = numberOf(count) * (unitLengths[unit] ?? 1);
    sum += unitLengths[unit] === 1 ? ms : Math.round(ms);
  }
  return sum;
}

/** Without its quotes or brackets, and with doubled ones single. */
function unquoted(source: string): string {
  const close = source.slice(-1);
  return source.slice(1, -1).replaceAll(close + close, close);
}

function functionCall(reading: Reading, node: SyntaxNode, [name, values]: readonly SyntaxNode[]): Located | undefined {
  if (name === undefined || values === undefined) return undefined;
  const written = reading.formula.slice(name.from, name.to);
  const token = name.firstChild?.name ?? '';
  const known = functionNamed(token === 'Identifier' ? written : token);
  const parts = partsOf(values);
  if (known === undefined) {
    const near = closestFunction(written);
    const fix = near && {
      label: complaints.useInstead(near).message,
      formula: reading.formula.slice(0, name.from) + near + reading.formula.slice(name.to),
    };
    return complain(reading, name, complaints.unknownFunction(written, near), fix);
  }
  if (known in special) return special[known as SpecialName](reading, node, parts);
  const fn = known as FunctionName;
  const { least, most } = functions[fn];
  if (parts.length < least || parts.length > most) {
    return complain(reading, node, complaints.argumentCount(fn, least, most, parts.length));
  }
  return applied(reading, fn, node, parts);
}

type Special = (reading: Reading, node: SyntaxNode, parts: readonly SyntaxNode[]) => Located | undefined;

const special: Readonly<Record<SpecialName, Special>> = {
  now: (reading, node, parts) =>
    parts.length > 0 ? complain(reading, node, complaints.argumentCount('now', 0, 0, parts.length)) : located({ ...now }, node),
  time: (reading, node, parts) => {
    const at = constantOf(reading, parts);
    const ms = typeof at === 'number' ? at : instantOf(String(at ?? ''));
    return ms === undefined ? complain(reading, node, complaints.badTime()) : located(time(ms), node);
  },
  field: (reading, node, parts) => {
    const name = constantOf(reading, parts);
    if (typeof name !== 'string') return complain(reading, node, complaints.constantText('field', 'field("amount")'));
    return located(field(name), node);
  },
  set: (reading, node, parts) => {
    const id = constantOf(reading, parts);
    if (typeof id !== 'string') return complain(reading, node, complaints.constantText('set', 'set("high_risk")'));
    return located({ kind: 'set', id }, node);
  },
  numbers: (reading, node, parts) => {
    const values = parts.map((part) => constantOf(reading, [part]));
    const all = values.filter((value) => typeof value === 'number');
    return all.length < values.length ? complain(reading, node, complaints.notConstant()) : located(numbers(all), node);
  },
  jsonlogic: (reading, node, parts) => {
    if (parts.length === 0) return located({ kind: 'raw', logic: undefined }, node);
    const json = constantOf(reading, parts);
    try {
      if (typeof json === 'string') return located({ kind: 'raw', logic: JSON.parse(json) as unknown }, node);
    } catch {
      // Told below, as for anything else that is no JSON.
    }
    return complain(reading, node, complaints.badJson());
  },
};

function constantOf(reading: Reading, parts: readonly SyntaxNode[]): Constant['value'] | undefined {
  const [only] = parts;
  const expr = only && parts.length === 1 ? expression(reading, only)?.expr : undefined;
  return expr?.kind === 'constant' ? expr.value : undefined;
}

const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Milliseconds of an ISO 8601 time, in UTC where it names no zone; undefined for days no calendar has. */
function instantOf(source: string): number | undefined {
  const text = source.normalize('NFKC').trim().toUpperCase();
  if (!iso.test(text)) return undefined;
  const day = text.slice(0, 10);
  const zoned = text.length > 10 && !/(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? `${text}Z` : text;
  const ms = Date.parse(zoned.replace(' ', 'T'));
  const exists = new Date(Date.parse(day)).toJSON()?.slice(0, 10) === day;
  return Number.isNaN(ms) || !exists ? undefined : ms;
}
