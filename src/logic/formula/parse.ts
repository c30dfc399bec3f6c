import type { Tree } from '@lezer/common';
import type { Expr } from '../expr.ts';
import { deepest, depthOf } from '../walk.ts';
import { diagnose } from './diagnose.ts';
import type { Token } from './diagnose.ts';
import { complaints } from './messages.ts';
import type { Complaint } from './messages.ts';
import { parser } from './parser.ts';
import { read } from './read.ts';
import type { FormulaProblem, Located, Range } from './reading.ts';
import { beginsWithQuote, closing } from './tokens.ts';

export type { FormulaProblem, Located, Range } from './reading.ts';

export interface Parsed {
  /** Undefined where the formula has an error. */
  readonly expr: Expr | undefined;
  readonly problems: readonly FormulaProblem[];
  /** The expression again, with the place of each part. */
  readonly located: Located | undefined;
}

/** Lezer flattens trees that are deeper than 2500. */
const deepestSyntax = 2000;
const longest = 1_000_000;

/** Reads a formula. Never throws: what is wrong is told, and where. */
export function parse(formula: string): Parsed {
  if (formula.length > longest) return failed(problem(complaints.tooLong(), [0, formula.length]));
  const tooDeep = deepNesting(formula);
  if (tooDeep) return failed(problem(complaints.tooDeep(), tooDeep));
  const tree = parser.parse(formula);
  const { depth, hasError, tokens } = survey(formula, tree);
  if (tokens.length === 0) return failed(problem(complaints.empty(), [0, formula.length]));
  if (hasError) {
    const told = diagnose(tokens);
    if (told) return failed(problem(told.complaint, [told.from, told.to]));
    if (depth <= deepestSyntax) return failed(problem(complaints.unreadable(), firstError(tree)));
  }
  if (depth > deepestSyntax) return failed(problem(complaints.tooDeep(), [0, formula.length]));
  const problems: FormulaProblem[] = [];
  const located = read(formula, tree.topNode, problems);
  if (located && depthOf(located.expr) > deepest) problems.push(problem(complaints.tooDeep(), located.range));
  if (problems.length > 0) return { expr: undefined, problems, located: undefined };
  return located ? { expr: located.expr, problems, located } : failed(problem(complaints.unreadable(), [0, formula.length]));
}

const problem = ({ code, message }: Complaint, range: Range): FormulaProblem => ({ code, severity: 'error', message, range });
const failed = (...problems: readonly FormulaProblem[]): Parsed => ({ expr: undefined, problems, located: undefined });

/** The first place where brackets nest deeper than any expression could. Those in texts and names do not count. */
function deepNesting(formula: string): Range | undefined {
  let depth = 0;
  for (let i = 0; i < formula.length; i += 1) {
    const char = formula.charAt(i);
    if (char === '(' || char === '（' || char === '{' || char === '｛') depth += 1;
    else if (char === ')' || char === '）' || char === '}' || char === '｝') depth -= 1;
    else i = endOfEnclosed(formula, i, char);
    if (depth > deepestSyntax) return [i, i + 1];
  }
  return undefined;
}

/** Where the text or the name that begins here ends; here, where none begins. */
function endOfEnclosed(formula: string, from: number, open: string): number {
  const close = closing.get(open);
  if (close === undefined || (close === ']' && beginsWithQuote(formula.slice(from + 1, from + 100)))) return from;
  const end = formula.indexOf(close, from + 1);
  return end < 0 ? formula.length : end;
}

/** The tokens of a formula, in order. */
export const tokensOf = (formula: string): readonly Token[] => survey(formula, parser.parse(formula)).tokens;

/** How deep the tree is, whether the grammar failed anywhere, and the leaves in order. */
function survey(formula: string, tree: Tree): { depth: number; hasError: boolean; tokens: readonly Token[] } {
  const tokens: Token[] = [];
  let [depth, deep, hasError] = [0, 0, false];
  tree.iterate({
    enter: (node) => {
      depth += 1;
      deep = Math.max(deep, depth);
      hasError ||= node.type.isError || node.name.startsWith('Unclosed');
      if (node.node.firstChild === null && node.from < node.to && !node.type.isTop) {
        tokens.push({ name: node.name, from: node.from, to: node.to, source: formula.slice(node.from, node.to) });
      }
    },
    leave: () => {
      depth -= 1;
    },
  });
  return { depth: deep, hasError, tokens };
}

function firstError(tree: Tree): Range {
  let place: Range | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) place ??= [node.from, node.to];
    },
  });
  return place ?? [0, 0];
}

/** Where a part of the expression stands in its formula; the nearest part around it where it has no place of its own. */
export function rangeAt(root: Located, path: readonly number[]): Range {
  let place = root;
  for (const step of path) {
    const inner = place.args[step];
    if (inner === undefined) break;
    place = inner;
  }
  return place.range;
}
