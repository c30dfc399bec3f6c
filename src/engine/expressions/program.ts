import type { Batch, Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { Call, Expr } from '../../logic/expr.ts';
import type { Scope } from '../../logic/scope.ts';
import { sharedArena } from './arena.ts';
import type { Arena } from './arena.ts';
import type { Store } from './emit.ts';
import { frameOf, interpret } from './interpret.ts';
import type { Wanted } from './interpret.ts';
import { booleanNode, branchesOf, branchNode, conditionNode, numberNode } from './lower.ts';
import { createLowering } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import type { Node } from './nodes.ts';
import { createMachine } from './run.ts';
import type { Machine, Values } from './run.ts';
import { chosen } from './vector.ts';

/** An expression that has been checked, and what its result is wanted as. */
export interface Typed {
  readonly expr: Expr;
  readonly type: Wanted;
}

/** Computes its expressions for the rows of a batch, whose columns stand in the order of the scope's fields. */
export interface Program {
  readonly run: (batch: Batch) => readonly Column[];
  /** Which of the expressions run as WebAssembly, at least in part. */
  readonly compiled: readonly boolean[];
}

/**
 * With an arena of one's own, results are columns in it: they hold until it is cleared, and need no copying on their
 * way into the next program.
 */
export function compileExpressions(exprs: readonly Typed[], scope: Scope, arena?: Arena): Program {
  const low = createLowering(scope, numberNode, conditionNode);
  const stores: Store[] = [];
  const places = exprs.map((typed) => {
    const lowered = lowerRoot(typed, low);
    if (lowered === undefined) return undefined;
    const output = stores.length;
    stores.push({ ...lowered, slot: low.slot(`output ${output}`, { kind: 'output', output }) });
    return output;
  });
  const machine = stores.length === 0 ? undefined : machineOr(stores, low, scope, arena);
  return {
    compiled: places.map((place) => place !== undefined && machine !== undefined),
    run: (batch) => {
      const results = machine?.(batch);
      const frame = frameOf(batch, scope);
      return exprs.map(({ expr, type }, index) => {
        const values = results?.[places[index] ?? -1];
        return values === undefined ? interpret(expr, type, frame) : columnOfValues(values, expr, type, batch, scope);
      });
    },
  };
}

/** Undefined where there is no WebAssembly, or none that takes so large a program. */
function machineOr(stores: readonly Store[], low: Lowering, scope: Scope, arena: Arena | undefined): Machine | undefined {
  try {
    return createMachine(stores, low.slots, scope, arena ?? sharedArena());
  } catch {
    return undefined;
  }
}

function lowerRoot({ expr, type }: Typed, low: Lowering): Pick<Store, 'node' | 'as'> | undefined {
  if (expr.kind !== 'call') return undefined;
  try {
    switch (type) {
      case 'number':
      case 'time':
        return unlessComputed(numberNode(expr, low), 'f64', low);
      case 'boolean':
        return unlessComputed(booleanNode(expr, low), 'byte', low);
      case 'condition':
        return unlessComputed(conditionNode(expr, low), 'byte', low);
      case 'text':
      case 'list':
        return isChoice(expr) ? { node: branchNode(expr, low), as: 'code' } : undefined;
    }
  } catch (error) {
    // Too deep to be a program.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const isChoice = (expr: Expr): expr is Call => expr.kind === 'call' && expr.fn === 'if';

/** What the interpreter works out as a whole need not pass through memory. */
function unlessComputed(node: Node, as: Store['as'], { slots }: Lowering): Pick<Store, 'node' | 'as'> | undefined {
  const [address] = node.kind === 'operation' && node.args.length === 1 ? node.args : [];
  const [base] = address?.kind === 'operation' ? address.args : [];
  return base?.kind === 'slot' && slots[base.slot]?.kind === 'computed' ? undefined : { node, as };
}

function columnOfValues(values: Values, expr: Expr, type: Wanted, batch: Batch, scope: Scope): Column {
  if (values instanceof Float64Array) return { type: type === 'time' ? 'time' : 'number', values };
  if (values instanceof Uint8Array) return { type: 'boolean', values };
  if (!isChoice(expr) || (type !== 'text' && type !== 'list')) return { type: 'boolean', values: new Uint8Array(batch.length).fill(missingBoolean) };
  const branches = branchesOf(expr).values;
  const constants = branches.flatMap((each) => (each.kind === 'constant' && typeof each.value === 'string' ? [each.value] : []));
  if (type === 'text' && constants.length === branches.length) return { type, codes: values, dictionary: constants };
  const frame = frameOf(batch, scope);
  return chosen(type, branches.map((each) => interpret(each, type, frame)), values);
}
