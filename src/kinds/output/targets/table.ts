import { z } from '../../../data/zod.ts';
import { connectionName, setting } from '../../shared/settings.ts';
import type { AboutTarget } from './about.ts';

const settings = z.strictObject({
  connection: connectionName,
  table: setting(z.string().refine((text) => /^[^.]{1,63}(\.[^.]{1,63})?$/.test(text), { error: 'a name, with at most one dot in it', params: { zh: '表名，最多含一个点号' } }), { en: 'Table', zh: '表' }, { en: 'Its name, with its schema before a dot where it needs one.', zh: '表名，需要时在点号前写模式名。' }, { form: 'code' }),
  create: setting(z.boolean().optional(), { en: 'Create it', zh: '自动建表' }, { en: 'Make the table, with a column for each field, where there is none.', zh: '表不存在时自动创建，每个字段一列。' }),
});

export const table: AboutTarget<z.infer<typeof settings>> = {
  type: 'table',
  title: { en: 'PostgreSQL table', zh: 'PostgreSQL 表' },
  summary: {
    en: 'Inserts each row into a table: every field into the column of its name, and the name of the row into `ruleloom_id`, which has a unique index.',
    zh: '把每一行插入一张表：字段写入同名的列，行的名称写入 `ruleloom_id`（须有唯一索引）。',
  },
  settings,
  connection: 'postgresql',
  repeats: {
    en: 'A row that is there already, by its `ruleloom_id`, is left as it is.',
    zh: '`ruleloom_id` 已存在的行保持不变，不会重复插入。',
  },
  example: {
    settings: { table: 'risk.cases', create: true },
    connection: { type: 'postgresql', host: 'db.internal', port: 5432, database: 'shop', user: 'ruleloom', password: '${SHOP_PASSWORD}' },
  },
};
