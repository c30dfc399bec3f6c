import { asOptional } from '../../data/field.ts';
import type { FlowField } from '../../data/field.ts';
import { pick, words } from '../../data/text.ts';
import { eventWords, fieldLabel } from '../../data/words.ts';
import type { Stream } from '../contract.ts';
import { withoutRoles } from '../shared/streams.ts';

export interface JoinedField {
  readonly side: 'left' | 'right';
  /** Its name in the row of its side. */
  readonly name: string;
  readonly field: FlowField;
  /** The left row has a field of this name too. */
  readonly clashes: boolean;
}

/**
 * The fields of both sides. Of the right's, those that equal a key of the left by name and value are left out, and
 * those whose name the left has too get the prefix.
 */
export function joinedFields(
  left: Stream,
  right: Stream,
  on: readonly { readonly left: string; readonly right: string }[],
  { prefix, outer, node }: { readonly prefix: string; readonly outer: boolean; readonly node: string },
): readonly JoinedField[] {
  const taken = new Map(left.fields.map((field) => [field.name, field]));
  const equal = new Set(on.flatMap((pair) => (pair.left === pair.right ? [pair.right] : [])));
  const fromLeft = left.fields.map((field) => ({ side: 'left', name: field.name, field: inPair(field), clashes: false }) as const);
  const fromRight = right.fields.flatMap((field): readonly JoinedField[] => {
    if (equal.has(field.name)) return [];
    const clashes = [...taken.keys()].some((name) => name === field.name || nests(name, field.name) || nests(field.name, name));
    const name = `${prefix}${field.name}`;
    const named = clashes ? { ...field, name, origins: [{ node, field: name }] } : field;
    const told = taken.size > 0 && sameLabel(field, left) ? { ...named, label: labelWithEvent(field, right) } : named;
    return [{ side: 'right', name: field.name, field: outer ? asOptional(inPair(told)) : inPair(told), clashes }];
  });
  return [...fromLeft, ...fromRight];
}

const inPair = (field: FlowField): FlowField => withoutRoles(field, ['time', 'id']);

const nests = (outer: string, inner: string): boolean => inner.startsWith(`${outer}.`);

const sameLabel = (field: FlowField, left: Stream): boolean =>
  left.fields.some((other) => fieldLabel(other, 'en') === fieldLabel(field, 'en') || fieldLabel(other, 'zh') === fieldLabel(field, 'zh'));

/** `time (login)`, `时间（登录）`. */
const labelWithEvent = (field: FlowField, { event }: Stream) =>
  words((lang) => {
    const { one } = eventWords(event, lang);
    return pick(lang, `${fieldLabel(field, lang)} (${one})`, `${fieldLabel(field, lang)}（${one}）`);
  });
