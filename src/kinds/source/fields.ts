import type { Field, FlowField, Role } from '../../data/field.ts';
import { asOptional, hasRole } from '../../data/field.ts';
import type { Stream } from '../contract.ts';
import { freeName } from '../shared/fields.ts';
import { gridOf } from '../shared/streams.ts';
import { said } from '../shared/words.ts';
import type { SourceConfig } from './config.ts';

export interface ContractFields {
  /** With the roles of time and id where the config puts them, and nowhere else. */
  readonly fields: readonly Field[];
  readonly time: string | undefined;
  readonly id: string | undefined;
}

export function contractFields(config: SourceConfig): ContractFields {
  const withRole = (role: Role): string | undefined => config.fields.find((field) => hasRole(field, role))?.name;
  const named = (name: string | undefined): string | undefined => (config.fields.some((field) => field.name === name) ? name : undefined);
  const timeName = named(config.time) ?? withRole('time');
  const time = config.fields.some((field) => field.name === timeName && field.type === 'time') ? timeName : undefined;
  const id = named(config.id) ?? withRole('id');
  return { fields: config.fields.map((field) => withPlaces(field, time, id)), time, id };
}

function withPlaces(field: Field, time: string | undefined, id: string | undefined): Field {
  const { roles, ...rest } = field;
  const places: readonly Role[] = [...(field.name === time ? (['time'] as const) : []), ...(field.name === id ? (['id'] as const) : [])];
  const others = roles?.filter((role) => role !== 'time' && role !== 'id') ?? [];
  const all = [...places, ...others];
  return all.length === 0 ? rest : { ...rest, roles: all };
}

export function contractStream(config: SourceConfig, node: string): Stream {
  const { fields, time, id } = contractFields(config);
  const flow = fields.map(({ from: _from, ...field }): FlowField => ({
    ...field,
    origins: [{ node, field: field.name }],
    optional: field.required !== true && field.name !== time,
    tainted: hasRole(field, 'label'),
    ...gridOf(field),
  }));
  return { fields: flow, event: config.event, time, id, bases: [node] };
}

/** What rows set aside have beside the fields of the contract. */
export function setAsideFields(config: SourceConfig): { readonly reason: Field; readonly line: Field } {
  const taken = new Set(config.fields.map((field) => field.name));
  return {
    reason: { name: freeName('reason', taken), type: 'text', label: said('reason', '原因') },
    line: { name: freeName('line', taken), type: 'number', decimals: 0, min: 0, label: said('line', '行号') },
  };
}

export function setAsideStream(stream: Stream, config: SourceConfig, node: string, rejected: boolean): Stream {
  const { reason, line } = setAsideFields(config);
  const added = [reason, line].map((field): FlowField => ({
    ...field,
    origins: [{ node, field: field.name }],
    optional: field.name === line.name,
    tainted: false,
    ...gridOf(field),
  }));
  const fields = [...(rejected ? stream.fields.map(asOptional) : stream.fields), ...added];
  return { ...stream, fields, ...(rejected ? { time: undefined, id: undefined } : {}) };
}
