import type { Batch, Column } from '../../data/columns.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Scope } from '../../logic/scope.ts';
import { sharedArena } from './arena.ts';
import type { Arena } from './arena.ts';
import type { Store } from './drafts.ts';
import { frameOf, interpret } from './interpret.ts';
import type { Frame, Wanted } from './interpret.ts';
import { conditionNode, numberNode } from './lower.ts';
import { createLowering } from './lowering.ts';
import type { ComputedSlot, Lowering } from './lowering.ts';
import { rootOf } from './roots.ts';
import type { Root } from './roots.ts';
import { createMachine } from './run.ts';
import type { Machine } from './run.ts';

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
  const roots = exprs.map((typed) => {
    const root = rootIn(typed, low);
    if (root === undefined || 'kind' in root) return root;
    const first = stores.length;
    for (const { node, as } of root.nodes) {
      const output = stores.length;
      stores.push({ node, as, slot: low.slot(`output ${output}`, { kind: 'output', output }) });
    }
    return { ...root, first };
  });
  const machine = stores.length === 0 ? undefined : machineOf(stores, low, scope, arena);
  return {
    compiled: roots.map((root) => root !== undefined && !('kind' in root) && machine !== undefined),
    run: (batch) => {
      const frame = frameOf(batch, scope);
      const compute = computing(frame);
      const results = machine?.(frame, compute);
      return exprs.map(({ expr, type }, index) => {
        const root = roots[index];
        if (root !== undefined && 'kind' in root && root.wanted === type) return compute(root);
        if (root === undefined || 'kind' in root || results === undefined) return interpret(expr, type, frame);
        return root.column(results.slice(root.first, root.first + root.nodes.length), batch);
      });
    },
  };
}

/** What one expression needs and another is, is computed once. */
function computing(frame: Frame): (slot: ComputedSlot) => Column {
  const known = new Map<ComputedSlot, Column>();
  return (slot) => {
    const column = known.get(slot) ?? interpret(slot.expr, slot.wanted, frame);
    known.set(slot, column);
    return column;
  };
}

/** Undefined where there is no WebAssembly, or none that takes so large a program. */
function machineOf(
  stores: readonly Store[],
  low: Lowering,
  scope: Scope,
  arena: Arena | undefined,
): Machine | undefined {
  try {
    return createMachine(stores, low.slots, scope, arena ?? sharedArena());
  } catch {
    return undefined;
  }
}

function rootIn({ expr, type }: Typed, low: Lowering): Root | ComputedSlot | undefined {
  try {
    return rootOf(expr, type, low);
  } catch (error) {
    // Too deep to be a program.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
