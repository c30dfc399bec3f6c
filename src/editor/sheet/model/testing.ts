import type { FlowField } from '../../../data/field.ts';
import type { Surroundings } from '../../../kinds/contract.ts';
import type { TableConfig } from '../../../kinds/table/config.ts';
import { columnsOf } from './columns.ts';
import type { SheetColumn } from './columns.ts';

/** A table of payments, as tests ask of it. */

const from = { origins: [{ node: 's', field: '' }], tainted: false } as const;
export const amount: FlowField = { name: 'amount', type: 'number', currency: 'EUR', min: 0, optional: false, ...from };
export const country: FlowField = { name: 'country', type: 'text', optional: true, ...from };
export const age: FlowField = { name: 'card_age', type: 'number', unit: 'ms', optional: false, ...from };
export const isNew: FlowField = { name: 'is_new', type: 'boolean', optional: true, ...from };

export const around: Surroundings = {
  node: 't',
  name: 'Step-up check',
  inputs: { in: { fields: [amount, country, age, isNew], event: { one: 'payment' }, time: undefined, id: undefined, bases: ['s'] } },
  from: {},
  sets: [{ id: 'eu', name: { en: 'EU', zh: '欧盟' }, type: 'text', values: ['FR', 'DE'] }],
  tables: [],
  lang: 'en',
};

export const table = (...rows: readonly (readonly [amount: string, country: string, action: string | null, points: number | null])[]): TableConfig => ({
  inputs: [{ field: 'amount' }, { field: 'country' }],
  outputs: [{ name: 'action', type: 'text', values: ['Allow', 'Block'] }, { name: 'points', type: 'number' }],
  rows: rows.map(([one, two, ...set]) => ({ when: [one, two], set })),
  otherwise: ['Allow', 0],
  hit: 'first',
});

export const columnsIn = (config: TableConfig): readonly SheetColumn[] => columnsOf(config, around, 'en');
