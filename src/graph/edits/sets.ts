import { idSchema, textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import type { ReferenceTable, RuleDocument, RuleNode, ValueSet } from '../document.ts';
import { tableSchema, valueSetSchema } from '../document.ts';
import { follow } from '../follow.ts';
import type { Meaning, Renames } from '../meaning.ts';
import { nameOf } from '../problems.ts';
import type { Outcome, Refused } from './edit.ts';
import { changeItem, defineEdit, done, parts, quote, refused, unknown } from './edit.ts';
import { checkNewId, freshId } from './ids.ts';

/** Named value sets and reference tables: nodes speak of both by id. */

const findSet = (document: RuleDocument, id: string): ValueSet | undefined => document.sets.find((set) => set.id === id);
const findTable = (document: RuleDocument, id: string): ReferenceTable | undefined => document.tables.find((table) => table.id === id);

export const addSet = defineEdit({
  args: z.object({ set: valueSetSchema.omit({ id: true }).extend({ id: z.string().optional() }) }),
  words: ({ set }) => quote('Add the set', '添加值集合', { name: set.name }),
  apply(before, { set }) {
    const fault = set.id === undefined ? undefined : checkNewId(set.id, before.sets);
    if (fault !== undefined) return fault;
    const { id: wanted, name, ...rest } = set;
    const id = wanted ?? freshId(before.sets.map((each) => each.id), name, 'set');
    return done({ ...before, sets: [...before.sets, { id, name, ...rest }] }, [id]);
  },
});

export const changeSet = defineEdit({
  args: z.object({ set: idSchema, type: valueSetSchema.shape.type, values: valueSetSchema.shape.values }),
  words: (args, before) => quote('Change the set', '修改值集合', findSet(before, args.set)),
  apply: (before, { set, type, values }) => changeOneSet(before, set, (each) => ({ ...each, type, values })),
});

export const renameSet = defineEdit({
  args: z.object({ set: idSchema, name: textSchema }),
  words: (args, before) => quote('Rename the set', '重命名值集合', findSet(before, args.set)),
  apply: (before, { set, name }) => changeOneSet(before, set, (each) => ({ ...each, name })),
});

export const changeSetId = defineEdit({
  args: z.object({ from: z.string(), to: z.string() }),
  words: ({ from }, before) => quote('Change the id of the set', '修改值集合的 id：', findSet(before, from)),
  apply(before, { from, to }, meaning) {
    if (findSet(before, from) === undefined) return unknown(parts.set, from);
    const fault = from === to ? undefined : checkNewId(to, before.sets);
    if (fault !== undefined) return fault;
    const nodes = renameIn(before.nodes, 'set', from, { sets: new Map([[from, to]]) }, meaning);
    return done({ ...before, nodes, sets: changeItem(before.sets, from, (each) => ({ ...each, id: to })) });
  },
});

export const removeSet = defineEdit({
  args: z.object({ set: z.string() }),
  words: (args, before) => quote('Remove the set', '删除值集合', findSet(before, args.set)),
  apply(before, { set }, meaning) {
    if (findSet(before, set) === undefined) return unknown(parts.set, set);
    return inUse(before, 'set', set, meaning) ?? done({ ...before, sets: before.sets.filter(({ id }) => id !== set) });
  },
});

export const addTable = defineEdit({
  args: z.object({ table: tableSchema.omit({ id: true }).extend({ id: z.string().optional() }) }),
  words: ({ table }) => quote('Add the table', '添加参考表', { name: table.name }),
  apply(before, { table }) {
    const fault = table.id === undefined ? undefined : checkNewId(table.id, before.tables);
    if (fault !== undefined) return fault;
    const { id: wanted, name, ...rest } = table;
    const id = wanted ?? freshId(before.tables.map((each) => each.id), name, 'table');
    return done({ ...before, tables: [...before.tables, { id, name, ...rest }] }, [id]);
  },
});

export const changeTable = defineEdit({
  args: z.object({
    table: idSchema,
    columns: tableSchema.shape.columns,
    data: tableSchema.shape.data,
    /** Columns that this very change gives another name: old to new. */
    renamed: z.record(z.string(), z.string()).default({}),
  }),
  words: (args, before) => quote('Change the table', '修改参考表', findTable(before, args.table)),
  apply(before, { table, columns, data, renamed }, meaning) {
    const followed = renameColumns(before, table, columns, renamed, meaning);
    if (followed.problem !== undefined) return followed;
    return changeOneTable(followed.document, table, (each) => ({ ...each, columns, data }));
  },
});

export const renameTable = defineEdit({
  args: z.object({ table: idSchema, name: textSchema }),
  words: (args, before) => quote('Rename the table', '重命名参考表', findTable(before, args.table)),
  apply: (before, { table, name }) => changeOneTable(before, table, (each) => ({ ...each, name })),
});

export const changeTableId = defineEdit({
  args: z.object({ from: z.string(), to: z.string() }),
  words: ({ from }, before) => quote('Change the id of the table', '修改参考表的 id：', findTable(before, from)),
  apply(before, { from, to }, meaning) {
    if (findTable(before, from) === undefined) return unknown(parts.table, from);
    const fault = from === to ? undefined : checkNewId(to, before.tables);
    if (fault !== undefined) return fault;
    const nodes = renameIn(before.nodes, 'table', from, { tables: new Map([[from, to]]) }, meaning);
    return done({ ...before, nodes, tables: changeItem(before.tables, from, (each) => ({ ...each, id: to })) });
  },
});

export const removeTable = defineEdit({
  args: z.object({ table: z.string() }),
  words: (args, before) => quote('Remove the table', '删除参考表', findTable(before, args.table)),
  apply(before, { table }, meaning) {
    if (findTable(before, table) === undefined) return unknown(parts.table, table);
    return inUse(before, 'table', table, meaning) ?? done({ ...before, tables: before.tables.filter(({ id }) => id !== table) });
  },
});

function changeOneSet(before: RuleDocument, id: string, how: (set: ValueSet) => ValueSet): Outcome {
  return findSet(before, id) === undefined ? unknown(parts.set, id) : done({ ...before, sets: changeItem(before.sets, id, how) });
}

function changeOneTable(before: RuleDocument, id: string, how: (table: ReferenceTable) => ReferenceTable): Outcome {
  return findTable(before, id) === undefined
    ? unknown(parts.table, id)
    : done({ ...before, tables: changeItem(before.tables, id, how) });
}

/** Columns under their new names, so that nothing else changes yet, and all that speaks of them. */
function renameColumns(before: RuleDocument, id: string, columns: ReferenceTable['columns'], renamed: Readonly<Record<string, string>>, meaning: Meaning): Outcome {
  const table = findTable(before, id);
  if (table === undefined) return unknown(parts.table, id);
  const names = new Map(Object.entries(renamed).filter(([from, to]) => from !== to));
  if (names.size === 0) return done(before);
  const lost = [...names.keys()].find((from) => !table.columns.some(({ name }) => name === from))
    ?? [...names.values()].find((to) => !columns.some(({ name }) => name === to));
  if (lost !== undefined) return unknown(parts.column, lost);

  const document = {
    ...before,
    tables: changeItem(before.tables, id, (each) => ({ ...each, columns: each.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name })) })),
    nodes: renameIn(before.nodes, 'table', id, { columns: { [id]: names } }, meaning),
  };
  const users = before.nodes.filter((node) => refersTo(node, 'table', id, meaning)).map((node) => node.id);
  const followed = follow(before, { document, nodes: users }, meaning);
  return followed.problem === undefined ? done(followed.document) : followed;
}

function refersTo(node: RuleNode, to: 'set' | 'table', id: string, meaning: Meaning): boolean {
  return meaning.references(node).some((reference) => reference.to === to && reference.id === id);
}

function renameIn(nodes: RuleNode[], to: 'set' | 'table', id: string, renames: Renames, meaning: Meaning): RuleNode[] {
  return nodes.map((node) => (refersTo(node, to, id, meaning) ? { ...node, config: meaning.rewrite(node, renames) } : node));
}

/** What a rule speaks of is not taken from under it. */
function inUse(document: RuleDocument, to: 'set' | 'table', id: string, meaning: Meaning): Refused | undefined {
  const user = document.nodes.find((node) => refersTo(node, to, id, meaning));
  if (user === undefined) return undefined;
  const name = nameOf(user);
  const what = parts[to];
  return refused('in-use', `“${name.en}” uses this ${what.en}. Change the node first`, `“${name.zh}”正在使用此${what.zh}，请先修改该节点`, { node: user.id });
}
