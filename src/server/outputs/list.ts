import { judge } from '../../data/contract.ts';
import { parseDuration } from '../../data/duration.ts';
import type { ListColumn } from '../../api/lists.ts';
import { hasRole } from '../../data/field.ts';
import type { Field, Role } from '../../data/field.ts';
import type { z } from '../../data/zod.ts';
import { list as about } from '../../kinds/output/targets/list.ts';
import { Trouble } from '../connections/trouble.ts';
import { entryOf, fieldsOf } from '../lists/list-shape.ts';
import type { ListShape } from '../lists/list-shape.ts';
import { Refused } from './output.ts';
import type { OutputKind, SentRow } from './output.ts';

type Settings = z.infer<typeof about.settings>;

/** Rows put into a list that lookups ask, or taken away from it. */
export const list: OutputKind<Settings> = {
  ...about,
  group: 500,

  open: async ({ list: name, action = 'add', columns = {}, expires, why }, { graph, node, shape, lists, now }) => {
    if (lists.named(name) === undefined) lists.create(shapedBy(name, shape.fields), [], { why: why ?? graph });
    const known = lists.named(name);
    if (known === undefined) throw new Trouble({ en: `The list “${name}” is not there`, zh: `名单“${name}”不存在` });
    const wanted = fieldsOf(known).filter((column) => action === 'add' || known.key.includes(column.name));
    const taken = wanted.map((column) => ({ column, field: columns[column.name] ?? column.name }));
    const absent = taken.filter(({ column, field }) => (known.key.includes(column.name) || columns[column.name] !== undefined) && !shape.fields.some((each) => each.name === field));
    if (absent.length > 0) {
      const fields = absent.map(({ column, field }) => `${column.name} ← ${field}`).join(', ');
      throw new Trouble({ en: `The rows have no field for columns of “${name}”: ${fields}`, zh: `行中缺少名单“${name}”所需的字段：${fields}` });
    }
    const lasts = expires === undefined ? undefined : parseDuration(expires);
    return {
      send: async (rows) => {
        for (const sent of rows) {
          const row = Object.fromEntries(taken.map(({ column, field }) => [column.name, fitting(sent, field, column)]));
          const until = lasts === undefined ? undefined : now() + lasts;
          lists.changeBy(name, { graph, node, id: sent.id }, { entry: entryOf(row, known), ...(action === 'add' ? { row, until } : {}) }, { why: why ?? graph });
        }
        lists.changed();
      },
      close: async () => undefined,
    };
  },
};

/** What a list looks like that these rows are the first of: one entry for each of what they are told apart by. */
function shapedBy(name: string, fields: readonly Field[]): ListShape {
  const columns = fields.flatMap(({ name: own, type, label }): readonly ListColumn[] => (type === 'list' ? [] : [{ name: own, type, ...(label === undefined ? {} : { label }) }]));
  const of = (role: Role): readonly string[] => fields.filter((field) => hasRole(field, role) && field.type !== 'list').map((field) => field.name);
  const [key = ''] = [...of('id'), ...of('key'), ...columns.map((column) => column.name)];
  return { name, columns, key: [key] };
}

function fitting({ row }: SentRow, field: string, column: Field): ReturnType<typeof valueOf> {
  const value = valueOf(row[field]);
  const fault = judge(value, column);
  if (fault !== undefined) throw new Refused(fault.message);
  return value;
}

const valueOf = (value: SentRow['row'][string] | undefined): SentRow['row'][string] => value ?? null;
