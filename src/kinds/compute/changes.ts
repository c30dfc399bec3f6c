import type { Field, FieldType, FlowField } from '../../data/field.ts';
import { hasDecimals } from '../../data/field.ts';
import { parseTime } from '../../data/time.ts';
import { boolean, call, field as fieldRef, number, text, time } from '../../logic/expr.ts';
import type { Constant, Expr } from '../../logic/expr.ts';
import { magnitudeOfUnion } from '../../logic/magnitude.ts';
import { readExpression } from '../../logic/stored.ts';
import type { Change } from '../../plan/plan.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { compileExpression, fieldsUsed, typeOfExpression } from '../shared/expressions.ts';
import { derivedFrom, findField, gridOf, plainField, withFields } from '../shared/streams.ts';
import { changeOf } from './config.ts';
import type { ChangeOf, CleanChange, ComputeConfig, RenameChange, SetChange } from './config.ts';
import { measureOfExpression } from './meaning.ts';

/** A change, and the rows before and after it. */
export interface Applied {
  readonly index: number;
  readonly of: ChangeOf;
  readonly before: Stream;
  readonly after: Stream;
}

export function applyAll({ changes }: ComputeConfig, stream: Stream, around: Surroundings): readonly Applied[] {
  let before = stream;
  return changes.map((change, index) => {
    const of = changeOf(change);
    const after = apply(of, before, around);
    const applied = { index, of, before, after };
    before = after;
    return applied;
  });
}

function apply(of: ChangeOf, stream: Stream, around: Surroundings): Stream {
  switch (of.type) {
    case 'set':
      return withFields(stream, [setField(of.change, stream, around)]);
    case 'rename':
      return renamed(of.change, stream, around);
    case 'drop':
      return without(of.change.drop, stream);
    case 'clean': {
      const field = cleanField(of.change, stream, around);
      return field === undefined ? stream : withFields(stream, [field]);
    }
  }
}

export function setField({ set, to }: SetChange, stream: Stream, around: Surroundings): FlowField {
  const replaced = findField(stream, set.name);
  const { expr } = readExpression(to);
  const found = typeOfExpression(to, stream, around);
  const type = found.type === undefined || found.type === 'numbers' ? (set.type ?? 'text') : found.type;
  const copied = expr.kind === 'field' ? findField(stream, expr.name) : undefined;
  const derived = derivedFrom(fieldsUsed(to, stream));
  const { name, label, roles = [] } = set;
  const ownRoles = roles.filter((role) => role !== 'time' && role !== 'id');
  const all = [...new Set([...ownRoles, ...(derived.roles ?? [])])];
  const known = label ?? replaced?.label ?? copied?.label;
  const copies = copied === undefined ? {} : limitsOf(copied);
  const { onGrid, ...measured } = type === 'number' ? measureOfExpression(expr, stream) : {};
  const shape: Field = { name, type, ...(known === undefined ? {} : { label: known }), ...measured, ...copies, ...givenIn(set) };
  const { decimals = -1 } = shape;
  const proven = onGrid === true ? decimals >= (measured.decimals ?? 0) : decimals === 0 && found.whole;
  return {
    ...shape,
    ...(proven ? gridOf(shape) : {}),
    ...(all.length === 0 ? {} : { roles: all }),
    origins: [{ node: around.node, field: name }],
    optional: found.optional,
    tainted: found.tainted || derived.tainted,
    ...(found.magnitude === undefined ? {} : { magnitude: found.magnitude }),
  };
}

/** What the author says of the value; settings that nobody knows stay in the document. */
function givenIn({ decimals, unit, currency, measure }: SetChange['set']): Partial<Field> {
  return {
    ...(decimals === undefined ? {} : { decimals }),
    ...(unit === undefined ? {} : { unit }),
    ...(currency === undefined ? {} : { currency }),
    ...(measure === undefined ? {} : { measure }),
  };
}

/** What is known of a value that is only copied. */
function limitsOf({ min, max, values, measure }: FlowField): Partial<FlowField> {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(values === undefined ? {} : { values }),
    ...(measure === undefined ? {} : { measure }),
  };
}

function renamed({ rename, to, label }: RenameChange, stream: Stream, { node }: Surroundings): Stream {
  const fields = stream.fields.map((field) =>
    field.name === rename ? { ...field, name: to, ...(label === undefined ? {} : { label }), origins: [{ node, field: to }] } : field,
  );
  const moved = (name: string | undefined): string | undefined => (name === rename ? to : name);
  return { ...stream, fields, time: moved(stream.time), id: moved(stream.id) };
}

function without(name: string, stream: Stream): Stream {
  const left = (other: string | undefined): string | undefined => (other === name ? undefined : other);
  return { ...stream, fields: stream.fields.filter((field) => field.name !== name), time: left(stream.time), id: left(stream.id) };
}

function cleanField({ clean, trim, case: letters, cast, default: fallback }: CleanChange, stream: Stream, { node }: Surroundings): FlowField | undefined {
  const field = findField(stream, clean);
  if (field === undefined) return undefined;
  const type = cast ?? field.type;
  const canFail = cast === 'number' && field.type === 'text';
  const optional = fallback === undefined && (field.optional || canFail);
  const { values, ...open } = field;
  const retold = type === 'text' && (trim === true || letters !== undefined);
  const turned = type !== field.type ? { ...withoutMeasure(open), type } : retold || values === undefined ? open : field;
  const cleaned = { ...withDefault(turned, fallback), optional, origins: [{ node, field: clean }] };
  return optional ? withoutPromise(cleaned) : cleaned;
}

/** The field, which may hold this value too. */
function withDefault(field: FlowField, value: CleanChange['default']): FlowField {
  if (typeof value === 'string' && field.values?.includes(value) === false) return { ...field, values: [...field.values, value] };
  if (typeof value !== 'number') return field;
  const { min, max, decimals, magnitude, onGrid, ...rest } = field;
  const larger = magnitude === undefined ? undefined : magnitudeOfUnion([{ magnitude }, { min: value, max: value }]);
  return {
    ...rest,
    ...(min === undefined ? {} : { min: Math.min(min, value) }),
    ...(max === undefined ? {} : { max: Math.max(max, value) }),
    ...(decimals === undefined ? {} : { decimals }),
    ...(larger === undefined ? {} : { magnitude: larger }),
    ...(onGrid === true && hasDecimals(value, decimals ?? 0) ? { onGrid } : {}),
  };
}

const withoutMeasure = ({ decimals: _decimals, unit: _unit, currency: _currency, min: _min, max: _max, magnitude: _magnitude, onGrid: _onGrid, ...rest }: FlowField): FlowField => rest;

const withoutPromise = ({ required: _required, ...rest }: FlowField): FlowField => rest;

/** Trimmed first, then in one case, then of another type; what is missing by then gets the default. */
export function cleanExpression({ clean, trim, case: letters, cast, default: fallback }: CleanChange, type: FieldType): Expr {
  let value: Expr = fieldRef(clean);
  if (type === 'text' && trim === true) value = call('trim', value);
  if (type === 'text' && letters !== undefined) value = call(letters, value);
  if (cast !== undefined && cast !== type) value = call(cast === 'number' ? 'toNumber' : 'toText', value);
  const constant = fallback === undefined ? undefined : constantOf(fallback, cast ?? type);
  return constant === undefined ? value : call('coalesce', value, constant);
}

/** A default as a constant of the field's type; undefined where it does not fit. */
export function constantOf(value: string | number | boolean, type: FieldType): Constant | undefined {
  if (type === 'number') return typeof value === 'number' ? number(value) : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? boolean(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (type === 'text') return text(value);
  const at = type === 'time' ? parseTime(value) : undefined;
  return at === undefined ? undefined : time(at);
}

export function planChange({ of, before, after }: Applied, around: Surroundings): readonly Change[] {
  switch (of.type) {
    case 'set': {
      const made = findField(after, of.change.set.name);
      return made === undefined ? [] : [{ set: plainField(made), to: compileExpression(of.change.to, before, around) }];
    }
    case 'rename': {
      const made = findField(after, of.change.to);
      return made === undefined ? [] : [{ rename: of.change.rename, field: plainField(made) }];
    }
    case 'drop':
      return [{ drop: of.change.drop }];
    case 'clean': {
      const field = findField(before, of.change.clean);
      const made = findField(after, of.change.clean);
      return field === undefined || made === undefined ? [] : [{ set: plainField(made), to: cleanExpression(of.change, field.type) }];
    }
  }
}
