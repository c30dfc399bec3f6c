import { z } from '../../../data/zod.ts';
import { duration, setting } from '../../shared/settings.ts';
import type { AboutTarget } from './about.ts';

const settings = z.strictObject({
  list: setting(z.string().min(1).max(80), { en: 'List', zh: '名单' }, { en: 'The name of a list that the server keeps. Where there is none, one is made, with a column for each field.', zh: '服务器上名单的名称；没有时自动新建，每个字段一列。' }),
  action: setting(
    z.enum(['add', 'remove']).optional(),
    { en: 'What it does', zh: '动作' },
    { en: '`add` to it or `remove` from it; `add` where left out.', zh: '`add` 加入，`remove` 移出；默认为 `add`。' },
    { usual: 'add', choices: { add: { en: 'adds to it', zh: '加入名单' }, remove: { en: 'takes away from it', zh: '移出名单' } } },
  ),
  expires: duration({ en: 'For how long', zh: '有效期' }, { en: 'So long an entry stays in the list, such as `24h`; for good where left out.', zh: '条目在名单中保留多久，例如 `24h`；不填则一直有效。' }),
  why: setting(z.string().max(1000).optional(), { en: 'Why', zh: '原因' }, { en: 'Stands beside the entry; the id of the graph where left out.', zh: '记录在条目旁；不填则为图的编号。' }),
  columns: setting(
    z.record(z.string(), z.string()).optional(),
    { en: 'Columns', zh: '列' },
    { en: 'By column of the list, the field that it takes; the one of its name where left out. To take away, the key is enough.', zh: '按名单的列指定取哪个字段；不填则取同名字段。移出时只需键列。' },
  ),
});

export const list: AboutTarget<z.infer<typeof settings>> = {
  type: 'list',
  title: { en: 'Managed list', zh: '名单' },
  summary: {
    en: 'Adds what each row is about to a list of this server, or takes it away. Graphs that look things up in the list see it from then on.',
    zh: '把每一行涉及的对象加入服务器上的名单，或从中移出。查询该名单的图随即可见。',
  },
  settings,
  repeats: {
    en: 'A row counts once, by its id, however often it comes.',
    zh: '每行按编号只生效一次，重复送达不会重复生效。',
  },
  example: { settings: { list: 'blocked cards', expires: '24h', why: 'Too many payments', columns: { card: 'card_number' } } },
};
