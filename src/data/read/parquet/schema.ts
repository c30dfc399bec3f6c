import type { SchemaTree } from 'hyparquet';
import type { Field } from '../../field.ts';
import { nameInData } from '../../field.ts';
import type { Form } from '../form.ts';
import type { PhysicalType, Raw } from './encodings.ts';
import { converter } from './meaning.ts';

/** Which column of the file a field is, and what the values in it mean. */
export interface Leaf {
  readonly path: readonly string[];
  readonly type: PhysicalType;
  /** Bytes of a value, where all have as many. */
  readonly width: number;
  /** The level at which a value is there, that at which a list has an element, and how many lists stand in one another. */
  readonly definition: number;
  readonly listed: number;
  readonly repetition: number;
  readonly convert: (raw: Raw) => unknown;
}

/** What is in the file under a field's name, but is no column of values: a group, a list of lists. */
export const nested = Symbol('nested');

/** The column by its whole name, or through the groups that its name leads into. */
export function leafFor(root: SchemaTree, field: Field, form: Form | undefined): Leaf | typeof nested | undefined {
  const path = find(root, nameInData(field), [root]);
  if (path === undefined) return undefined;
  for (let last = path.at(-1); last !== undefined && last.children.length > 0; last = path.at(-1)) {
    const [child] = last.children;
    const isList = last.element.converted_type === 'LIST' || last.element.logical_type?.type === 'LIST' || last.element.repetition_type === 'REPEATED';
    if (child === undefined || last.children.length > 1 || !isList) return nested;
    path.push(child);
  }
  const last = path.at(-1)?.element;
  if (last?.type === undefined) return nested;
  let [definition, repetition, listed] = [0, 0, 0];
  for (const { element } of path.slice(1)) {
    if (element.repetition_type !== 'REQUIRED') definition += 1;
    if (element.repetition_type === 'REPEATED') {
      repetition += 1;
      listed = definition;
    }
  }
  if (repetition > 1) return nested;
  return {
    path: path.slice(1).map(({ element }) => element.name),
    type: last.type,
    width: last.type_length ?? 0,
    definition,
    listed,
    repetition,
    convert: converter(last, repetition > 0 ? { ...field, type: 'text' } : field, form),
  };
}

function find({ children }: SchemaTree, name: string, path: SchemaTree[]): SchemaTree[] | undefined {
  const whole = children.find(({ element }) => element.name === name);
  if (whole !== undefined) return [...path, whole];
  const dot = name.indexOf('.');
  const first = dot < 0 ? undefined : children.find(({ element }) => element.name === name.slice(0, dot));
  return first === undefined || first.element.repetition_type === 'REPEATED' ? undefined : find(first, name.slice(dot + 1), [...path, first]);
}
