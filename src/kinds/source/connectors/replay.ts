import { readOptionsSchema } from '../../../data/read/options.ts';
import { z } from '../../../data/zod.ts';
import { amiss, connectionName, setting } from '../../shared/settings.ts';
import { sampleFormats } from '../config.ts';
import type { AboutConnector } from './about.ts';

const settings = z
  .strictObject({
    connection: connectionName,
    path: setting(z.string().min(1).max(1000).optional(), { en: 'File', zh: '文件' }, { en: 'Below the folder of the connection; where left out, the source’s own sample, which needs no connection.', zh: '连接文件夹之下的文件；不填则用数据源自己的样本，也就不需要连接。' }, { form: 'code' }),
    format: setting(z.enum(sampleFormats).optional(), { en: 'Format', zh: '格式' }, { en: 'Found by looking at the file where left out.', zh: '不填则根据文件内容判断。' }),
    options: setting(readOptionsSchema.optional(), { en: 'How it is written', zh: '读取方式' }, { en: 'How the file is read, where looking at it does not tell: see data.md.', zh: '无法从内容判断时如何读取文件，见 data.md。' }),
    pace: setting(z.enum(['own', 'fast']).optional(), { en: 'Pace', zh: '节奏' }, { en: '`own`: as the times of the rows say; `fast`: as fast as the rules can take them. `own` where left out.', zh: '`own`：按行自己的时间；`fast`：尽可能快。默认 `own`。' }, { usual: 'own', choices: { own: { en: 'that of its times', zh: '按行的时间' }, fast: { en: 'as fast as can be', zh: '尽可能快' } } }),
    speed: setting(z.number().gt(0).max(100_000).optional(), { en: 'Speed', zh: '倍速' }, { en: 'So many times as fast as the times say; 1 where left out.', zh: '按行时间的多少倍播放，默认 1。' }, { usual: 1 }),
    times: setting(z.enum(['kept', 'now']).optional(), { en: 'Times', zh: '时间' }, { en: '`kept`: rows keep their times; `now`: the first is of now, and the others follow at their pace. `kept` where left out.', zh: '`kept`：保留原来的时间；`now`：第一行改为现在，其余按节奏顺延。默认 `kept`。' }, { usual: 'kept', choices: { kept: { en: 'as they are', zh: '保持原样' }, now: { en: 'moved to now', zh: '改为现在' } } }),
  })
  .refine(({ pace, speed, times }) => pace !== 'fast' || (speed === undefined && times !== 'now'), amiss('as fast as can be has no speed, and keeps the times', '尽可能快时不能再设倍速，也不能改时间', 'pace'));

export const replay: AboutConnector<z.infer<typeof settings>> = {
  type: 'replay',
  title: { en: 'Replay', zh: '回放' },
  summary: {
    en: 'Plays a file, or the sample of the source, once from its beginning to its end: at the pace of its own times or faster.',
    zh: '把一个文件或数据源的样本从头到尾播放一遍：按行自己的时间节奏，或更快。',
  },
  settings,
  connection: 'files',
  rewinds: { en: 'Everything can be had again, as long as the file stays as it is.', zh: '只要文件不变，全部可以重来。' },
  example: {
    settings: { connection: 'archive', path: 'payments-2026-03.csv', speed: 60, times: 'now' },
    connection: { type: 'files', folder: '/srv/ruleloom/archive' },
  },
};
