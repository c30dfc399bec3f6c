import type { Field } from '../../data/field.ts';
import { inLanguage, languages } from '../../data/text.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import type { Plan, SourceStep } from '../../plan/plan.ts';
import type { Both, Side } from './model.ts';

/** Which nodes of two graphs are one: by id, else by name, else by place; always of one kind. */
export function pairNodes(before: RuleDocument, after: RuleDocument): readonly Both<string | undefined>[] {
  const left = new Map(before.nodes.map((node) => [node.id, node]));
  const right = new Map(after.nodes.map((node) => [node.id, node]));
  const pairs: Both<string | undefined>[] = [];
  for (const isSame of [byId, byName, byPlace]) {
    for (const [id, node] of left) {
      const other = [...right.values()].find((each) => each.kind === node.kind && isSame(node, each));
      if (other === undefined) continue;
      pairs.push({ before: id, after: other.id });
      left.delete(id);
      right.delete(other.id);
    }
  }
  return [...pairs, ...[...left.keys()].map((id) => ({ before: id, after: undefined })), ...[...right.keys()].map((id) => ({ before: undefined, after: id }))];
}

const byId = (one: RuleNode, other: RuleNode): boolean => one.id === other.id;
const byName = (one: RuleNode, other: RuleNode): boolean => languages.some((lang) => inLanguage(one.name, lang) !== '' && inLanguage(one.name, lang) === inLanguage(other.name, lang));
const byPlace = (one: RuleNode, other: RuleNode): boolean => one.at[0] === other.at[0] && one.at[1] === other.at[1];

/** Rows that are read once, for one of the graphs or for both. */
export interface Feeding {
  readonly id: string;
  /** As the one graph reads it that says where its data is: the second, where both read it. */
  readonly side: Side;
  readonly step: SourceStep;
  readonly steps: Both<SourceStep | undefined>;
}

/**
 * How the sources of two graphs are read. Where both ask the same of a row they share one reading; else each reads for
 * itself, as what the one rejects the other may accept.
 */
export function feedings(pairs: readonly Both<string | undefined>[], plans: Both<Plan>): readonly Feeding[] {
  const stepOf = (side: Side, node: string | undefined): SourceStep | undefined => plans[side].steps.find((step): step is SourceStep => step.op === 'source' && step.node === node);
  return pairs.flatMap((pair): readonly Feeding[] => {
    const steps = { before: stepOf('before', pair.before), after: stepOf('after', pair.after) };
    const alone = (side: Side): readonly Feeding[] => {
      const step = steps[side];
      return step === undefined ? [] : [{ id: `${side} ${step.id}`, side, step, steps: { before: undefined, after: undefined, [side]: step } }];
    };
    if (steps.before === undefined || steps.after === undefined || !asksTheSame(steps.before, steps.after)) return [...alone('before'), ...alone('after')];
    return [{ id: `both ${steps.after.id}`, side: 'after', step: steps.after, steps }];
  });
}

const asksTheSame = (one: SourceStep, other: SourceStep): boolean =>
  one.time === other.time && JSON.stringify(one.fields.map(asked)) === JSON.stringify(other.fields.map(asked));

/** What a reader looks at. */
const asked = ({ name, from, type, decimals, required, values, min, max }: Field): unknown => [name, from, type, decimals, required, values, min, max];
