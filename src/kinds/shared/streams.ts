import type { EventName, Field, FlowField, Role } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { Stream, Surroundings } from '../contract.ts';

/** What an event is called where nobody gave it a name. */
export const anyEvent: EventName = { one: { en: 'event', zh: '事件' }, many: { en: 'events', zh: '事件' }, measure: '条' };

/** The stream of an input that nothing leads to. */
export const noRows: Stream = { fields: [], event: anyEvent, time: undefined, id: undefined, bases: [] };

/** Ports may be called `constructor`, so only what a record has itself counts. */
export const inputOf = (around: Surroundings, port = 'in'): Stream => (isConnected(around, port) ? around.inputs[port] : undefined) ?? noRows;

export const isConnected = (around: Surroundings, port = 'in'): boolean => Object.hasOwn(around.inputs, port);

export const findField = (stream: Stream, name: string): FlowField | undefined =>
  stream.fields.find((field) => field.name === name);

/** The same rows with fields set: in place where the name is there already, at the end otherwise. */
export function withFields(stream: Stream, fields: readonly FlowField[]): Stream {
  const set = new Map(fields.map((field) => [field.name, field]));
  const kept = stream.fields.map((field) => set.get(field.name) ?? field);
  const names = new Set(stream.fields.map((field) => field.name));
  return { ...stream, fields: [...kept, ...[...set.values()].filter((field) => !names.has(field.name))] };
}

/** The field alone, without what is known only of its place in the flow. For plans. */
export function plainField(field: FlowField): Field {
  const inFlow = new Set(['origins', 'optional', 'tainted', 'onGrid']);
  const { name, type, ...meaning } = field;
  return { name, type, ...Object.fromEntries(Object.entries(meaning).filter(([key]) => !inFlow.has(key))) };
}

/** The roles that a value keeps when another is computed from it, beside those that belong to its place in the row. */
const lasting: readonly Role[] = ['sensitive'];

/** What a new field takes over from the fields it is made of. */
export function derivedFrom(sources: readonly FlowField[]): { readonly roles?: readonly Role[]; readonly tainted: boolean } {
  const roles = lasting.filter((role) => sources.some((field) => hasRole(field, role)));
  return { ...(roles.length === 0 ? {} : { roles }), tainted: sources.some((field) => field.tainted) };
}

/** The field without these roles. */
export function withoutRoles(field: FlowField, gone: readonly Role[]): FlowField {
  if (field.roles === undefined || !field.roles.some((role) => gone.includes(role))) return field;
  const { roles, ...rest } = field;
  const left = roles.filter((role) => !gone.includes(role));
  return { ...rest, ...(left.length === 0 ? {} : { roles: left }) };
}

/** The mark of a number that has all its decimals declared, and surely no others. */
export const gridOf = ({ type, decimals }: Field): Pick<FlowField, 'onGrid'> => (type === 'number' && decimals !== undefined ? { onGrid: true } : {});
