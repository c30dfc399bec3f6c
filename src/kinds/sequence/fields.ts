import type { FlowField } from '../../data/field.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Text } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { inputOf, withoutRoles } from '../shared/streams.ts';

export interface StepFields {
  readonly id: string;
  readonly name: Text;
  readonly keep?: readonly string[] | undefined;
}

export interface KeptField {
  /** Its name in the row of its step. */
  readonly name: string;
  readonly field: FlowField;
}

/**
 * What each step leaves in a match. The row of the last step that came, the anchor, keeps its fields as they are;
 * those of the others stand under the id of their step, as nested data.
 */
export function keptFields(steps: readonly StepFields[], anchor: number, hasOwnTime: boolean, around: Surroundings): readonly (readonly KeptField[])[] {
  return steps.map((step, index) => {
    if (index > anchor) return [];
    const stream = inputOf(around, step.id);
    return stream.fields.filter((field) => isKept(field, step, stream, index === anchor && !hasOwnTime)).map((field) => ({
      name: field.name,
      field: index === anchor ? inAnchor(field, hasOwnTime) : ofStep(field, step, around.node),
    }));
  });
}

const isKept = ({ name }: FlowField, { keep }: StepFields, stream: Stream, needsTime: boolean): boolean =>
  keep === undefined || keep.includes(name) || (needsTime && name === stream.time);

const inAnchor = (field: FlowField, hasOwnTime: boolean): FlowField => withoutRoles(field, hasOwnTime ? ['time', 'id'] : ['id']);

const ofStep = (field: FlowField, { id, name }: StepFields, node: string): FlowField => ({
  ...withoutRoles(field, ['time', 'id', 'key', 'amount']),
  name: `${id}.${field.name}`,
  origins: [{ node, field: `${id}.${field.name}` }],
  label: words((lang) => {
    const label = fieldLabel(field, lang);
    return lang === 'zh' ? `${label}（${inLanguage(name, lang)}）` : `${label} (${inLanguage(name, lang)})`;
  }),
});
