import type { Field, FieldType } from '../../data/field.ts';
import { languages } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';

export interface FieldsWanted {
  /** The types that will do; any, where left out. */
  readonly types?: readonly FieldType[] | undefined;
  /** True where a label may not be used: in rules, and in features of them. */
  readonly forRule?: boolean | undefined;
}

/** A field to choose. Fields along the graph say whether a rule may use them. */
export type Choosable = Field & { readonly tainted?: boolean | undefined };

export const fits = (field: Choosable, { types, forRule = false }: FieldsWanted): boolean =>
  (types?.includes(field.type) ?? true) && !(forRule && field.tainted === true);

/** Whether a field answers to what was typed: by its name, or its label in either language. */
export function answersTo(field: Field, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return (
    wanted === '' ||
    [field.name, ...languages.map((lang) => fieldLabel(field, lang))].some((each) =>
      each.toLowerCase().includes(wanted),
    )
  );
}
