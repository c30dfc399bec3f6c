import { z } from '../../../data/zod.ts';
import { connectionName, setting } from '../../shared/settings.ts';
import type { AboutTarget } from './about.ts';

const settings = z.strictObject({
  connection: connectionName,
  path: setting(z.string().min(1).max(1000), { en: 'File', zh: '文件' }, { en: 'Below the folder of the connection. CSV where its name ends so, else JSON lines.', zh: '位于连接的文件夹之下；文件名以 .csv 结尾则写 CSV，否则写 JSON 行。' }, { form: 'code' }),
});

export const file: AboutTarget<z.infer<typeof settings>> = {
  type: 'file',
  title: { en: 'File', zh: '文件' },
  summary: { en: 'Adds rows at the end of a file.', zh: '把行追加到文件末尾。' },
  settings,
  connection: 'files',
  repeats: {
    en: 'Each row has its id and stands there once: which ones are there is read from the end of the file, and half a line that a crash left is cut off.',
    zh: '每行都有编号，只写一次：打开时从文件末尾读出已有的行，崩溃留下的半行会被截去。',
  },
  example: { settings: { path: 'reviews.csv' }, connection: { type: 'files', folder: '/srv/ruleloom/out' } },
};
