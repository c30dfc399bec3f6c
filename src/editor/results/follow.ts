import type { Compilation } from '../../compile/compile.ts';
import { allOf, boolean, call } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { fieldsOf, substitute } from '../../logic/walk.ts';
import type { ProjectStep, SelectStep, StreamRef } from '../../plan/plan.ts';
import { inputsOf } from '../../plan/steps.ts';

/** A stream whose rows are those that enter a node for which a condition holds. */
export interface Followed {
  readonly stream: StreamRef;
  readonly when: Expr;
}

/** Rows as they are said in terms of those that entered: which they are, and what has become of their fields. */
interface State {
  readonly when: readonly Expr[];
  /** Undefined for what cannot be said so. */
  readonly fields: ReadonlyMap<string, Expr | undefined>;
}

/** So many conditions are asked at once. */
const most = 60;

/**
 * What a node and those after it do to the rows that enter it, as conditions on these rows: as far as each row is dealt
 * with by itself. What remembers rows, or makes new ones, is where that ends.
 */
export function followFrom({ analysis, plan, streams }: Compilation, node: string): readonly Followed[] {
  const own = analysis.nodes.get(node);
  const [wires = []] = Object.values(own?.edges ?? {});
  const entering = new Set(wires.flatMap((wire) => streams.get(wire.node)?.[wire.port] ?? []));
  const states = new Map<StreamRef, State>();
  const found: Followed[] = [];
  const put = (stream: StreamRef, state: State | undefined): void => {
    if (state === undefined) return;
    states.set(stream, state);
    if (found.length < most) found.push({ stream, when: state.when.length === 0 ? boolean(true) : allOf(state.when) });
  };
  for (const step of plan.steps) {
    const inputs = inputsOf(step).flat();
    const [input, other] = inputs;
    const first: State = { when: [], fields: new Map() };
    const before = step.node === node && inputs.length > 0 && inputs.every((ref) => entering.has(ref)) ? first : input === undefined || other !== undefined ? undefined : states.get(input);
    if (before === undefined) continue;
    if (step.op === 'select') for (const [port, state] of branchesOf(step, before)) put(`${step.id}.${port}`, state);
    else if (step.op === 'project') put(step.id, projected(step, before));
    else if (step.op === 'output') put(`${step.id}.rows`, before);
  }
  return found;
}

/** In terms of what entered; undefined where it looks at what cannot be said so. */
function said(expr: Expr, { fields }: State): Expr | undefined {
  if (fieldsOf(expr).some((name) => fields.has(name) && fields.get(name) === undefined)) return undefined;
  return substitute(expr, (name) => fields.get(name));
}

function branchesOf({ branches }: SelectStep, before: State): readonly (readonly [port: string, State | undefined])[] {
  const earlier: Expr[] = [];
  let isKnown = true;
  const found = branches.map(({ port, when }) => {
    const own = said(when, before);
    isKnown &&= own !== undefined;
    const state = own === undefined || !isKnown ? undefined : { ...before, when: [...before.when, ...earlier, own] };
    if (own !== undefined) earlier.push(call('not', own));
    return [port, state] as const;
  });
  return [...found, ['rest', isKnown ? { ...before, when: [...before.when, ...earlier] } : undefined]];
}

function projected({ changes }: ProjectStep, before: State): State {
  let state = before;
  for (const change of changes) {
    if ('set' in change) state = withField(state, change.set.name, said(change.to, state));
    else if ('rename' in change) state = withField(state, change.field.name, said({ kind: 'field', name: change.rename }, state));
  }
  return state;
}

const withField = (state: State, name: string, as: Expr | undefined): State => ({ ...state, fields: new Map(state.fields).set(name, as) });
