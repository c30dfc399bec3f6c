import type { SyntaxNode } from '@lezer/common';
import type { FunctionName } from '../expr.ts';
import { duration, element, field, list, missing, number, numbers } from '../expr.ts';
import { functionCall } from './calls.ts';
import { millisecondsOf, numberOf, unquoted } from './literals.ts';
import { complaints } from './messages.ts';
import { applied, callOf, childrenOf, complain, located, operands, partsOf } from './reading.ts';
import type { FormulaProblem, Located, Reading } from './reading.ts';

/** From the syntax tree of a well-formed formula to the typed tree. */

export function read(formula: string, root: SyntaxNode, problems: FormulaProblem[]): Located | undefined {
  const node = partsOf(root).at(-1);
  return node === undefined ? undefined : readerOf(formula, problems).expression(node);
}

function readerOf(formula: string, problems: FormulaProblem[]): Reading {
  const reading: Reading = { formula, problems, expression: (node) => expression(reading, node) };
  return reading;
}

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
