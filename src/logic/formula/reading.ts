import type { SyntaxNode } from '@lezer/common';
import type { Words } from '../../data/text.ts';
import type { Expr, FunctionName } from '../expr.ts';
import type { Complaint } from './messages.ts';

/** What all parts of the reader share. */

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

export interface Reading {
  readonly formula: string;
  readonly problems: FormulaProblem[];
  expression(node: SyntaxNode): Located | undefined;
}

const signs = new Set(['Equals', 'Open', 'Close', 'OpenList', 'CloseList', 'OpenTexts', 'CloseTexts', 'Comma']);

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** Without brackets and commas. */
export const partsOf = (node: SyntaxNode): SyntaxNode[] => childrenOf(node).filter((child) => !signs.has(child.name));

export function complain(reading: Reading, node: SyntaxNode, complaint: Complaint, fix?: FormulaProblem['fix']): undefined {
  reading.problems.push({ ...complaint, severity: 'error', range: [node.from, node.to], fix });
  return undefined;
}

export const located = (expr: Expr, node: SyntaxNode, args: readonly Located[] = []): Located => ({ expr, range: [node.from, node.to], args });

export const callOf = (fn: FunctionName, args: readonly Located[]): Expr => ({ kind: 'call', fn, args: args.map((arg) => arg.expr) });

const wordsBetween = new Set([
  'And', 'Or', 'Not', 'In', 'NotIn', 'Between', 'Is', 'Equals', 'NotEquals', 'Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual',
]);

/** A call of `fn` with the operands among these nodes. */
export function applied(reading: Reading, fn: FunctionName, node: SyntaxNode, nodes: readonly SyntaxNode[]): Located | undefined {
  const args = operands(reading, nodes.filter((each) => !wordsBetween.has(each.name)));
  return args && located(callOf(fn, args), node, args);
}

/** All of them read, so that each problem is told; undefined where any could not be. */
export function operands(reading: Reading, nodes: readonly SyntaxNode[]): Located[] | undefined {
  const read = nodes.map((each) => reading.expression(each));
  const whole = read.filter((each) => each !== undefined);
  return whole.length === read.length ? whole : undefined;
}
