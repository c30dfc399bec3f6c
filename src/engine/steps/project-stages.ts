import type { FieldType, FlowField } from '../../data/field.ts';
import type { Expr } from '../../logic/expr.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { ProjectStep, Template } from '../../plan/plan.ts';
import { mapExpressions } from '../../plan/rows.ts';
import type { Rows } from '../../plan/rows.ts';
import { fieldsRead, hasRaw, withoutNow } from '../flow/evaluate.ts';
import type { Typed } from '../expressions/program.ts';

/**
 * How the changes of a project are worked out. Each value that a field ever has is a slot: first those of the input,
 * then those that changes make. Expressions that need nothing of one another share a stage, and so a program.
 */
export interface Stages {
  readonly stages: readonly Stage[];
  readonly reasons: readonly ReasonsChange[];
  /** The slots of the fields as they leave. */
  readonly slots: ReadonlyMap<string, number>;
}

export interface Stage {
  readonly exprs: readonly Typed[];
  /** What they see, and the slots of it. */
  readonly fields: readonly FlowField[];
  readonly reads: readonly number[];
  /** The slots that receive the results, in the order of the expressions. */
  readonly makes: readonly number[];
}

export type ReasonsChange = Gives | Begins;

interface Gives {
  readonly type: 'gives';
  /** The number of the change. */
  readonly change: number;
  readonly reason: Template;
  /** What the reason can speak of, and the slots of it. */
  readonly fields: readonly FlowField[];
  readonly slots: readonly (number | undefined)[];
  /** The slot of the condition, and that which receives the list. */
  readonly holds: number;
  readonly into: number;
}

/** From here on the list is what the slot holds. */
interface Begins {
  readonly type: 'begins';
  readonly with: number | undefined;
}

interface OpenStage {
  readonly exprs: Typed[];
  readonly reads: Map<string, { readonly slot: number; readonly field: FlowField }>;
  readonly makes: number[];
  /** Foreign JsonLogic sees all that its program has, so that it has one of its own. */
  readonly alone: boolean;
}

export function stagesOf(step: ProjectStep, input: Rows): Stages {
  const seen = rowsSeen(step, input);
  const slots = new Map(input.fields.map(({ name }, slot) => [name, slot]));
  const types: FieldType[] = input.fields.map(({ type }) => type);
  /** The first stage that can read each slot. */
  const ready: number[] = input.fields.map(() => 0);
  const stages: OpenStage[] = [];
  const reasons: ReasonsChange[] = [];
  /** Lists of reasons are made in their order, so that none is ready before those before it. */
  let lists = 0;

  const newSlot = (type: FieldType, from: number): number => {
    ready.push(from);
    return types.push(type) - 1;
  };

  /** Puts the expression into the first stage that has all it reads, and no other field of the same name. */
  const place = (typed: Typed, rows: Rows, type: FieldType): number => {
    const read = [...fieldsRead([typed.expr], rows)].flatMap((name) => {
      const [slot, field] = [slots.get(name), rows.fields.find((each) => each.name === name)];
      return slot === undefined || field === undefined ? [] : [{ slot, field }];
    });
    const alone = hasRaw(typed.expr);
    let at = read.reduce((latest, { slot }) => Math.max(latest, ready[slot] ?? 0), 0);
    const takes = (stage: OpenStage): boolean =>
      !alone && !stage.alone && read.every(({ slot, field }) => (stage.reads.get(field.name)?.slot ?? slot) === slot);
    while (at < stages.length) {
      const stage = stages[at];
      if (stage !== undefined && takes(stage)) break;
      at += 1;
    }
    const stage = (stages[at] ??= { exprs: [], reads: new Map(), makes: [], alone });
    for (const each of read) stage.reads.set(each.field.name, each);
    const slot = newSlot(type, at + 1);
    stage.exprs.push(typed);
    stage.makes.push(slot);
    return slot;
  };

  const put = (name: string, slot: number | undefined): void => {
    if (name === reasonsName && slot !== slots.get(name)) reasons.push({ type: 'begins', with: slot });
    if (slot === undefined) slots.delete(name);
    else slots.set(name, slot);
  };

  step.changes.forEach((change, index) => {
    const rows = seen[index] ?? input;
    if ('set' in change) {
      const expr = withoutNow(change.to, rows);
      const same = expr.kind === 'field' ? slots.get(expr.name) : undefined;
      const { name, type } = change.set;
      put(name, same !== undefined && types[same] === type ? same : place({ expr, type }, rows, type));
    } else if ('rename' in change) {
      const slot = slots.get(change.rename);
      if (change.rename !== change.field.name) put(change.rename, undefined);
      put(change.field.name, slot);
    } else if ('drop' in change) {
      put(change.drop, undefined);
    } else {
      const holds = place({ expr: withoutNow(change.when, rows), type: 'condition' }, rows, 'boolean');
      const before = slots.get(reasonsName);
      lists = Math.max(lists, ready[holds] ?? 0, before === undefined ? 0 : (ready[before] ?? 0));
      const into = newSlot('list', lists);
      const known = rows.fields.map(({ name }) => slots.get(name));
      reasons.push({
        type: 'gives',
        change: index,
        reason: change.reason,
        fields: rows.fields,
        slots: known,
        holds,
        into,
      });
      slots.set(reasonsName, into);
    }
  });

  return {
    stages: stages.map(({ exprs, reads, makes }) => {
      const read = [...reads.values()];
      return { exprs, makes, fields: read.map(({ field }) => field), reads: read.map(({ slot }) => slot) };
    }),
    reasons,
    slots,
  };
}

/** The fields that each change sees; of those that compute nothing it does not matter. */
function rowsSeen(step: ProjectStep, input: Rows): readonly (Rows | undefined)[] {
  const computing = step.changes.flatMap((change, index) => ('set' in change || 'reason' in change ? [index] : []));
  const seen: (Rows | undefined)[] = step.changes.map(() => undefined);
  let next = 0;
  mapExpressions({ ...step, input: ['input'] }, new Map([['input', input]]), (expr: Expr, rows) => {
    const index = computing[next];
    if (index !== undefined) seen[index] = rows;
    next += 1;
    return expr;
  });
  return seen;
}
