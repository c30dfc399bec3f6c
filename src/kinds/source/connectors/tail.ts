import { readOptionsSchema } from '../../../data/read/options.ts';
import { z } from '../../../data/zod.ts';
import { amiss, connectionName, setting } from '../../shared/settings.ts';
import type { AboutConnector } from './about.ts';
import { patternFault } from './pattern-fault.ts';

const settings = z
  .strictObject({
    connection: connectionName,
    path: setting(z.string().min(1).max(1000), { en: 'File', zh: '文件' }, { en: 'The file that is written to, below the folder of the connection.', zh: '不断被写入的文件，位于连接的文件夹之下。' }, { form: 'code' }),
    lines: setting(z.enum(['json', 'pattern']).optional(), { en: 'Lines are', zh: '每行是' }, { en: '`json`: an object on each line; `pattern`: text. `json` where left out.', zh: '`json`：每行一个对象；`pattern`：文本。默认 `json`。' }, { usual: 'json', choices: { json: { en: 'JSON objects', zh: 'JSON 对象' }, pattern: { en: 'text of a pattern', zh: '符合模式的文本' } } }),
    pattern: setting(z.string().min(1).max(5000).optional(), { en: 'Pattern', zh: '模式' }, { en: 'A regular expression; its named groups are the fields, as in `(?<status>\\d+)`.', zh: '正则表达式，命名分组即字段，如 `(?<status>\\d+)`。' }, { form: 'lines' }),
    others: setting(z.enum(['reject', 'skip']).optional(), { en: 'Other lines', zh: '其他行' }, { en: 'Lines that the pattern does not fit: `reject` or `skip`; `reject` where left out.', zh: '与模式不符的行：`reject` 拒收，`skip` 略过。默认拒收。' }, { usual: 'reject', choices: { reject: { en: 'rejected', zh: '拒收' }, skip: { en: 'skipped', zh: '略过' } } }),
    forms: setting(readOptionsSchema.shape.forms, { en: 'How values are written', zh: '值的写法' }, { en: 'By field, where numbers, times or booleans are not written plainly: see data.md.', zh: '按字段指定数字、时间、布尔值的特殊写法，见 data.md。' }),
    from: setting(z.enum(['start', 'end']).optional(), { en: 'At the very first', zh: '首次从' }, { en: 'Begin at the `start` of the file or at its `end`; `start` where left out.', zh: '首次运行从文件开头 `start` 还是末尾 `end` 开始，默认开头。' }, { usual: 'start', choices: { start: { en: 'from its start', zh: '从文件开头' }, end: { en: 'from its end', zh: '从文件末尾' } } }),
  })
  .refine(({ lines, pattern }) => (lines === 'pattern') === (pattern !== undefined), amiss('lines that are text need a pattern, and only these', '按文本读取时须填写模式，否则不填', 'pattern'))
  .superRefine(({ pattern }, context) => {
    const fault = pattern === undefined ? undefined : patternFault(pattern);
    if (fault !== undefined) context.addIssue({ code: 'custom', ...amiss(fault.en, fault.zh, 'pattern') });
  });

export const tail: AboutConnector<z.infer<typeof settings>> = {
  type: 'tail',
  title: { en: 'Log file', zh: '日志文件' },
  summary: {
    en: 'Reads a file that others write to, line by line. One that is moved away is read to its end before the new one begins; one that is emptied begins anew.',
    zh: '逐行读取不断被写入的文件。文件被轮转移走时先读完旧文件再读新文件；被清空时从头读起。',
  },
  settings,
  connection: 'files',
  rewinds: {
    en: 'It goes on where it was while the file is there, or one step further in its rotation, in the same folder. What was moved away twice or deleted in the meantime was missed.',
    zh: '只要文件还在，或仅在同一文件夹内轮转过一次，就能从原处继续；期间被轮转两次或删除的内容会错过。',
  },
  example: {
    settings: {
      connection: 'logs', path: 'nginx/access.log', lines: 'pattern', others: 'skip',
      pattern: '^(?<ip>\\S+) \\S+ \\S+ \\[(?<time>[^\\]]+)\\] "(?<method>[A-Z]+) (?<path>\\S+)[^"]*" (?<status>\\d+)',
    },
    connection: { type: 'files', folder: '/var/log' },
  },
};
