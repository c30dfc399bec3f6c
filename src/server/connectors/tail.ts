import { dirname, join } from 'node:path';
import { nameInData } from '../../data/field.ts';
import { readOptionsSchema } from '../../data/read/options.ts';
import { z } from '../../data/zod.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { fileBelow } from '../connections/confined.ts';
import { codeOf } from '../connections/trouble.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { linePattern, patternFault } from './pattern.ts';
import { lineOfText } from './row-lines.ts';
import { connectionName, setting } from './setting.ts';
import { fileNow, findMoved, isStill, openLogIfThere, place, placeIn } from './tailed-file.ts';
import type { OpenLog, Place } from './tailed-file.ts';
import { typedText } from './typed-text.ts';

const settings = z
  .strictObject({
    connection: connectionName,
    path: setting(z.string().min(1).max(1000), { en: 'File', zh: '文件' }, { en: 'The file that is written to, below the folder of the connection.', zh: '不断被写入的文件，位于连接的文件夹之下。' }),
    lines: setting(z.enum(['json', 'pattern']).optional(), { en: 'Lines are', zh: '每行是' }, { en: '`json`: an object on each line; `pattern`: text. `json` where left out.', zh: '`json`：每行一个对象；`pattern`：文本。默认 `json`。' }),
    pattern: setting(z.string().min(1).max(5000).optional(), { en: 'Pattern', zh: '模式' }, { en: 'A regular expression; its named groups are the fields, as in `(?<status>\\d+)`.', zh: '正则表达式，命名分组即字段，如 `(?<status>\\d+)`。' }),
    others: setting(z.enum(['reject', 'skip']).optional(), { en: 'Other lines', zh: '其他行' }, { en: 'Lines that the pattern does not fit: `reject` or `skip`; `reject` where left out.', zh: '与模式不符的行：`reject` 拒收，`skip` 略过。默认拒收。' }),
    forms: setting(readOptionsSchema.shape.forms, { en: 'How values are written', zh: '值的写法' }, { en: 'By field, where numbers, times or booleans are not written plainly: see data.md.', zh: '按字段指定数字、时间、布尔值的特殊写法，见 data.md。' }),
    from: setting(z.enum(['start', 'end']).optional(), { en: 'At the very first', zh: '首次从' }, { en: 'Begin at the `start` of the file or at its `end`; `start` where left out.', zh: '首次运行从文件开头 `start` 还是末尾 `end` 开始，默认开头。' }),
  })
  .refine(({ lines, pattern }) => (lines === 'pattern') === (pattern !== undefined), { message: 'lines that are text need a pattern, and only these', path: ['pattern'] })
  .superRefine(({ pattern }, context) => {
    const fault = pattern === undefined ? undefined : patternFault(pattern);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault, path: ['pattern'] });
  });
type Settings = z.infer<typeof settings>;

/** How often a file that has nothing new is looked at. */
const pause = 250;
const chunk = 256 * 1024;
/** A line of more bytes is cut, and its parts are rejected. */
const longestLine = 16 * 1024 * 1024;
const most = 1000;
/** Looks at a file that was moved away, without anything new, before it is taken to be done. */
const lastLooks = 4;
const feed = 10;

/** The lines of a log file, as they are written. */
export const tail: ConnectorKind<Settings> = {
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

  run: async (asked, context) => {
    const follower = await follow(asked, context);
    try {
      while (!context.signal.aborted) await follower.step();
    } finally {
      await follower.close();
    }
  },
};

async function follow(asked: Settings, context: ConnectorContext): Promise<{ readonly step: () => Promise<void>; readonly close: () => Promise<void> }> {
  const { connections, wait, report, signal, source, deliver } = context;
  const connection = connections.named(asked.connection, 'files');
  const wanted = await fileBelow(connection, asked.path).catch(async (error: unknown) => {
    // It may come later, but its folder has to be there.
    if (codeOf(error) !== 'ENOENT') throw error;
    const folder = dirname(asked.path);
    return join(folder === '.' ? connection.folder : await fileBelow(connection, folder), asked.path.split('/').at(-1) ?? '');
  });
  const rowsIn = rowsOf(asked, source);
  const before = place.safeParse(context.position);
  let { log, offset } = await openAt(wanted, before.success ? before.data : undefined, asked.from === 'end');
  let known = log === undefined ? undefined : await placeIn(log, offset);
  let quiet = 0;

  const open = async (next: OpenLog | undefined): Promise<void> => {
    await log?.handle.close();
    log = next;
    [offset, quiet] = [0, 0];
    known = next === undefined ? undefined : await placeIn(next, 0);
  };
  const confined = async (): Promise<OpenLog | undefined> => {
    // A link may lead elsewhere by now.
    if ((await fileNow(wanted)) !== undefined) await fileBelow(connection, asked.path);
    return openLogIfThere(wanted);
  };
  const take = async (from: OpenLog, isLast: boolean): Promise<boolean> => {
    const { lines, bytes } = await linesAt(from, offset, isLast);
    if (bytes === 0) return false;
    offset += bytes;
    known = await placeIn(from, offset);
    const body = Buffer.from(rowsIn(lines).join('\n'));
    await deliver({ body, position: known });
    return true;
  };

  return {
    step: async () => {
      if (log === undefined) {
        await open(await confined());
        if (log !== undefined) return;
      } else {
        if (known !== undefined && !(await isStill(log, known))) {
          offset = 0;
          known = await placeIn(log, 0);
        }
        if (await take(log, false)) {
          quiet = 0;
          const { size } = await log.handle.stat();
          const left = size - offset;
          report(left > chunk ? { state: 'behind', lag: { count: left, of: { en: 'bytes', zh: '字节' } } } : { state: 'current' });
          return;
        }
        const now = await fileNow(wanted);
        if (now !== undefined && now !== log.file) {
          quiet += 1;
          if (quiet >= lastLooks) {
            await take(log, true);
            return open(await confined());
          }
        }
      }
      report({ state: 'current' });
      if (!signal.aborted) await wait(pause);
    },
    close: async () => log?.handle.close(),
  };
}

/** The file that was being read, wherever it is by now, or the one that stands there. */
async function openAt(path: string, known: Place | undefined, atEnd: boolean): Promise<{ log: OpenLog | undefined; offset: number }> {
  const log = await openLogIfThere(path);
  if (known === undefined) return { log, offset: log !== undefined && atEnd ? (await log.handle.stat()).size : 0 };
  if (log !== undefined && log.file === known.file && (await isStill(log, known))) return { log, offset: known.offset };
  const moved = await findMoved(path, known);
  if (moved === undefined) return { log, offset: 0 };
  await log?.handle.close();
  return { log: moved, offset: known.offset };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whole lines, and how many bytes they take. A line that is not yet ended waits, unless nothing more will come. */
async function linesAt({ handle }: OpenLog, offset: number, isLast: boolean): Promise<{ readonly lines: readonly string[]; readonly bytes: number }> {
  let bytes = Buffer.alloc(chunk);
  let { bytesRead: filled } = await handle.read(bytes, 0, chunk, offset);
  while (filled === bytes.length && bytes.indexOf(feed) < 0 && filled < longestLine) {
    bytes = Buffer.concat([bytes, Buffer.alloc(filled)]);
    filled += (await handle.read(bytes, filled, bytes.length - filled, offset + filled)).bytesRead;
  }
  bytes = bytes.subarray(0, filled);
  const lines: string[] = [];
  let start = 0;
  while (lines.length < most) {
    const end = bytes.indexOf(feed, start);
    if (end < 0) break;
    lines.push(decoder.decode(bytes.subarray(start, end)).replace(/\r$/, ''));
    start = end + 1;
  }
  const rest = filled - start;
  const isCut = start === 0 && filled >= longestLine;
  const isEnd = isLast && rest > 0 && lines.length < most && (await handle.stat()).size === offset + filled;
  if (!isCut && !isEnd) return { lines, bytes: start };
  return { lines: [...lines, decoder.decode(bytes.subarray(start))], bytes: filled };
}

function rowsOf({ pattern, others, forms = {} }: Settings, { fields }: SourceStep): (lines: readonly string[]) => readonly string[] {
  if (pattern === undefined) return (lines) => lines.filter((line) => line.trim() !== '').map(lineOfText);
  const match = linePattern(pattern);
  const byName = new Map(fields.map((field) => [nameInData(field), field]));
  return (lines) => {
    const texts = lines.filter((line) => line !== '');
    return match(texts).flatMap((groups, at) => {
      if (groups === undefined) return others === 'skip' ? [] : [JSON.stringify(texts[at])];
      const values = Object.entries(groups).flatMap(([name, text]) => {
        const field = byName.get(name);
        return field === undefined || text === undefined ? [] : [[name, typedText(text, field, forms[field.name])] as const];
      });
      return [JSON.stringify(Object.fromEntries(values))];
    });
  };
}
