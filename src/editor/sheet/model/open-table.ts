import type { RuleNode } from '../../../graph/document.ts';
import { tableSchema } from '../../../kinds/table/config.ts';
import type { TableConfig, TableRow } from '../../../kinds/table/config.ts';

const known = new WeakMap<object, TableConfig>();

/** Lists of rows that were read or made here: they need not be read again. */
const sound = new WeakMap<readonly unknown[], TableRow[]>();

/**
 * The table of a node; undefined where its config is none. Rows that were read once stay the same objects, so that after
 * an edit only those that changed are looked at again.
 */
export function tableOf(config: RuleNode['config']): TableConfig | undefined {
  const before = known.get(config);
  if (before !== undefined) return before;
  const rows = Array.isArray(config['rows']) ? sound.get(config['rows']) : undefined;
  const parsed = tableSchema.safeParse(rows === undefined ? config : { ...config, rows: [] });
  if (!parsed.success) return undefined;
  const table = rows === undefined ? parsed.data : { ...parsed.data, rows };
  known.set(config, table);
  sound.set(table.rows, table.rows);
  return table;
}

/** The config to put into a document for a table that a gesture made of a sound one. */
export function configOf(table: TableConfig): RuleNode['config'] {
  sound.set(table.rows, table.rows);
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined));
}
