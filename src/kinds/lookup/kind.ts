import type { FlowField } from '../../data/field.ts';
import { asOptional, hasRole } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { inLanguage, pick, words } from '../../data/text.ts';
import { fieldLabel, listInWords, nameInWords, quote, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import type { Surroundings } from '../contract.ts';
import { checkField, checkNewNames, freeName, typeInWords } from '../shared/fields.ts';
import { keyInWords, keyTypes } from '../shared/keys.ts';
import { problem } from '../shared/problems.ts';
import { renamedColumn, renamedField, renamedOwn } from '../shared/renames.ts';
import { fieldName, labelSchema } from '../shared/schema.ts';
import { derivedFrom, findField, gridOf, inputOf, isConnected, plainField, withFields, withoutRoles } from '../shared/streams.ts';
import { bindTable, checkColumn, checkTable, findColumn, findTable, unknownTable } from '../shared/tables.ts';
import { rowsIn, rowsOut, said } from '../shared/words.ts';

/** Fields from the row of a reference table that has the same key, or merely whether there is one. */

const config = z.looseObject({
  table: z.string().optional().describe('The id of a table of the document.'),
  on: z.array(z.looseObject({ field: fieldName, column: z.string() })).describe('Fields of the row, and the columns that must equal them.'),
  add: z
    .array(z.looseObject({ column: z.string(), name: fieldName.optional(), label: labelSchema }))
    .describe('Columns to add to the row; missing where the table has no such key.'),
  found: fieldName.optional().describe('A new field: whether the table has the key.'),
});
type Config = z.infer<typeof config>;

function addedFields(settings: Config, around: Surroundings): readonly FlowField[] {
  const table = findTable(settings.table, around);
  const stream = inputOf(around);
  const keys = settings.on.flatMap(({ field }) => findField(stream, field) ?? []);
  return settings.add.flatMap(({ column, name = column, label }) => {
    const of = findColumn(table, column);
    if (of === undefined) return [];
    const origins = [{ node: around.node, field: name }];
    const meaning: FlowField = { ...of, ...gridOf(of), name, origins, optional: true, tainted: hasRole(of, 'label') };
    const { tainted } = derivedFrom([meaning, ...keys]);
    return [asOptional({ ...withoutRoles(meaning, ['time', 'id']), label: label ?? of.label ?? nameInWords(column), tainted })];
  });
}

function foundField(settings: Config, around: Surroundings): readonly FlowField[] {
  if (settings.found === undefined) return [];
  const table = findTable(settings.table, around);
  const keys = settings.on.flatMap(({ field }) => findField(inputOf(around), field) ?? []);
  const label = words((lang) => {
    const name = table === undefined ? pick(lang, 'the table', '表') : inLanguage(table.name, lang);
    return pick(lang, `in ${name}`, zh`在${name}中`);
  });
  const origins = [{ node: around.node, field: settings.found }];
  return [{ name: settings.found, type: 'boolean', label, ...derivedFrom(keys), origins, optional: false }];
}

const checkKeys = ({ on }: Config, around: Surroundings): readonly Problem[] =>
  on.flatMap(({ field }, index) => checkField(field, inputOf(around), around, ['on', index, 'field'], { types: keyTypes }));

function checkTypes({ on, table: id }: Config, around: Surroundings): readonly Problem[] {
  const table = findTable(id, around);
  return on.flatMap(({ field, column }, index) => {
    const row = findField(inputOf(around), field);
    const cell = findColumn(table, column);
    if (row === undefined || cell === undefined || row.type === cell.type) return [];
    return [
      problem(around, {
        code: 'key-types',
        en: `“${fieldLabel(row, 'en')}” is ${typeInWords(row.type, 'en')}, but “${fieldLabel(cell, 'en')}” in the table is ${typeInWords(cell.type, 'en')}, so they never match: convert one of them`,
        zh: `“${fieldLabel(row, 'zh')}”是${typeInWords(row.type, 'zh')}，而表里的“${fieldLabel(cell, 'zh')}”是${typeInWords(cell.type, 'zh')}，永远对不上：请转换其中一个`,
        at: ['on', index, 'column'],
        field,
      }),
    ];
  });
}

function blank(around: Surroundings): Config {
  const stream = inputOf(around);
  const [table] = around.tables;
  if (table === undefined) return { on: [], add: [] };
  const same = table.columns.find((column) => findField(stream, column.name)?.type === column.type) ?? table.columns[0];
  const taken = new Set(stream.fields.map((field) => field.name));
  const add = table.columns.filter((column) => column !== same).map(({ name }) => {
    const free = freeName(name, taken);
    taken.add(free);
    return free === name ? { column: name } : { column: name, name: free };
  });
  const field = same === undefined ? undefined : (findField(stream, same.name)?.name ?? '');
  const on = same === undefined || field === undefined ? [] : [{ field, column: same.name }];
  const found = freeName(`in_${table.id.replaceAll('-', '_')}`, taken);
  return { table: table.id, on, add, ...(add.length === 0 ? { found } : {}) };
}

export const lookup = defineKind<Config>({
  version: 1,
  family: 'transform',
  title: said('Lookup', '查表'),
  summary: said('Add fields from a table or list', '从表格或名单里补上字段'),
  config,
  blank,
  ports: () => ({ inputs: [rowsIn], outputs: [rowsOut] }),
  flow: (settings, around) => ({
    rows: withFields(inputOf(around), [...addedFields(settings, around), ...foundField(settings, around)]),
  }),

  check(settings, around) {
    const table = findTable(settings.table, around);
    if (settings.table === undefined) return [problem(around, { code: 'no-table', en: 'Choose a table to look things up in', zh: '请选择要查的表', at: ['table'] })];
    if (table === undefined) return [unknownTable(settings.table, around, ['table'])];
    const existing = inputOf(around).fields.map((field) => field.name);
    const made = [
      ...settings.add.map(({ column, name }, index) => ({ name: name ?? column, at: ['add', index, name === undefined ? 'column' : 'name'] })),
      ...(settings.found === undefined ? [] : [{ name: settings.found, at: ['found'] }]),
    ];
    return [
      ...(settings.on.length === 0 ? [problem(around, { code: 'no-key', en: 'Choose the field to look up', zh: '请选择用哪个字段去查', at: ['on'] })] : []),
      ...(made.length === 0 ? [problem(around, { code: 'nothing-added', severity: 'warning', en: 'Nothing is added to the rows: choose a column', zh: '没有给行补上任何字段：请选择一列', at: ['add'] })] : []),
      ...(isConnected(around) ? checkKeys(settings, around) : []),
      ...settings.on.flatMap(({ column }, index) => checkColumn(column, table, around, ['on', index, 'column'])),
      ...settings.add.flatMap(({ column }, index) => checkColumn(column, table, around, ['add', index, 'column'])),
      ...checkTypes(settings, around),
      ...checkNewNames(made, existing, around),
      ...checkTable(table, settings.on.map(({ column }) => column), around, ['table']),
    ];
  },

  steps(settings, around, wiring) {
    const { node } = around;
    const table = findTable(settings.table, around);
    if (table === undefined) return { steps: [], outputs: {} };
    const fields = new Map(addedFields(settings, around).map((field) => [field.name, plainField(field)]));
    const add = settings.add.flatMap(({ column, name = column }) => {
      const field = fields.get(name);
      return field === undefined ? [] : [{ column, field }];
    });
    const [found] = foundField(settings, around);
    const on = settings.on.map(({ field, column }) => ({ field, column }));
    const step = { op: 'lookup', id: node, node, input: wiring.input('in'), table: bindTable(table), on, add } as const;
    return { steps: [found === undefined ? step : { ...step, found: plainField(found) }], outputs: { rows: node } };
  },

  describe(settings, around, lang) {
    const stream = inputOf(around);
    const table = findTable(settings.table, around);
    const name = table === undefined ? pick(lang, 'a table', '表') : quote(inLanguage(table.name, lang));
    const key = keyInWords(settings.on.map(({ field }) => field), stream, lang) || pick(lang, 'a field', '字段');
    const added = addedFields(settings, around).map((field) => fieldLabel(field, lang));
    if (added.length === 0 && settings.found !== undefined) return pick(lang, `Whether ${key} is in ${name}`, zh`看${key}是否在${name}中`);
    const shown = added.length > 4 ? pick(lang, `${added.length} fields`, zh`${added.length} 个字段`) : listInWords(added, 'and', lang);
    const what = shown === '' ? pick(lang, 'fields', '字段') : shown;
    return pick(lang, `Adds ${what} from ${name} by ${key}`, zh`按${key}从${name}补上${what}`);
  },

  references: ({ table, on }) => [
    ...(table === undefined ? [] : [{ to: 'table', id: table, at: ['table'] } as const]),
    ...on.map(({ field }, index) => ({ to: 'field', name: field, input: 'in', at: ['on', index, 'field'] }) as const),
  ],
  rewrite: (settings, renames) => ({
    ...settings,
    ...(settings.table === undefined ? {} : { table: renames.tables?.get(settings.table) ?? settings.table }),
    on: settings.on.map((pair) => ({ ...pair, field: renamedField(pair.field, renames), column: renamedColumn(pair.column, settings.table, renames) })),
    add: settings.add.map((each) => {
      const name = each.name ?? each.column;
      const next = renamedOwn(name, renames);
      const column = renamedColumn(each.column, settings.table, renames);
      return next === name ? { ...each, column } : { ...each, column, name: next };
    }),
    ...(settings.found === undefined ? {} : { found: renamedOwn(settings.found, renames) }),
  }),
});
