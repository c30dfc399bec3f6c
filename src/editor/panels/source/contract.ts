import type { FieldType, Role } from '../../../data/field.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { freeName } from '../../../kinds/shared/fields.ts';
import { without } from '../panel.ts';

/** Changes to a contract that keep its parts in step. */

type SourceField = SourceConfig['fields'][number];

/** With another field as the time or id, or none: the roles of fields say the same. */
export function withNamed(config: SourceConfig, what: 'time' | 'id', name: string | undefined): SourceConfig {
  const fields = config.fields.map((field) => withRole(field, what, field.name === name));
  return without({ ...config, fields, [what]: name });
}

export function withRole(field: SourceField, role: Role, wanted: boolean): SourceField {
  const others = (field.roles ?? []).filter((each) => each !== role);
  const roles = wanted ? [...others, role] : others;
  if (roles.length === (field.roles ?? []).length && (field.roles ?? []).includes(role) === wanted) return field;
  return without({ ...field, roles: roles.length === 0 ? undefined : roles });
}

/** A field of another type has none of the settings that only its old one has. */
export function withType(field: SourceField, type: FieldType): SourceField {
  if (field.type === type) return field;
  const { decimals, unit, currency, min, max, values, positive, ...rest } = field;
  const number = type === 'number' ? { decimals, unit, currency, min, max } : {};
  const text = type === 'text' ? { values } : {};
  const kept = positive !== undefined && typeof positive === (type === 'text' ? 'string' : type) ? { positive } : {};
  const roles = field.roles?.filter((role) => fitsRole(role, type));
  return without({
    ...rest,
    ...number,
    ...text,
    ...kept,
    type,
    roles: roles === undefined || roles.length === 0 ? undefined : roles,
  });
}

/** What a field can be, by its type. Time and id are chosen for the source as a whole. */
export function fitsRole(role: Role, type: FieldType): boolean {
  switch (role) {
    case 'time':
      return type === 'time';
    case 'id':
      return type === 'text' || type === 'number';
    case 'amount':
      return type === 'number';
    case 'key':
      return type !== 'list';
    case 'label':
      return type !== 'list' && type !== 'time';
    case 'sensitive':
      return true;
  }
}

/** A field under a name that is free. */
export const newField = ({ fields }: SourceConfig): SourceField => ({
  name: freeName('field', new Set(fields.map(({ name }) => name))),
  type: 'text',
});

/** The value that means yes, as the type of its field has it; undefined where the text is none. */
export function positiveFrom(text: string, type: FieldType): string | number | boolean | undefined {
  if (text.trim() === '') return undefined;
  if (type === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined;
  return text;
}
