import { newBytes, putText, written, writtenText } from '../../data/write/bytes.ts';
import { z } from '../../data/zod.ts';
import { sentAsCsv, sentAsJson } from '../../lab/sent-rows.ts';
import type { SentShape } from '../../lab/sent-rows.ts';
import { newFileBelow } from '../connections/confined.ts';
import { connectionName, setting } from '../connectors/setting.ts';
import { appendTo, foreignEnd } from './appended-file.ts';
import type { LineForm } from './appended-file.ts';
import type { OutputKind, SentRow } from './output.ts';

const settings = z.strictObject({
  connection: connectionName,
  path: setting(z.string().min(1).max(1000), { en: 'File', zh: '文件' }, { en: 'Below the folder of the connection. CSV where its name ends so, else JSON lines.', zh: '位于连接的文件夹之下；文件名以 .csv 结尾则写 CSV，否则写 JSON 行。' }),
});
type Settings = z.infer<typeof settings>;

/** Rows at the end of a file, in the form in which `simulate --output` writes them. */
export const file: OutputKind<Settings> = {
  type: 'file',
  title: { en: 'File', zh: '文件' },
  summary: { en: 'Adds rows at the end of a file.', zh: '把行追加到文件末尾。' },
  settings,
  connection: 'files',
  repeats: {
    en: 'Each row has its id and stands there once: which ones are there is read from the end of the file, and half a line that a crash left is cut off.',
    zh: '每行都有编号，只写一次：打开时从文件末尾读出已有的行，崩溃留下的半行会被截去。',
  },
  group: 500,
  example: { settings: { path: 'reviews.csv' }, connection: { type: 'files', folder: '/srv/ruleloom/out' } },

  open: async ({ connection, path }, { connections, shape }) => {
    const place = await newFileBelow(connections.named(connection, 'files'), path);
    const { form, lines } = /\.csv$/i.test(path) ? csv(shape) : json(shape);
    const target = await appendTo(place, form);
    return {
      send: async (rows) => {
        const missing = target.unknown(rows);
        if (missing.length > 0) await target.append(lines(missing), missing.map(({ id }) => id));
      },
      close: target.close,
    };
  },
};

interface Form {
  readonly form: LineForm;
  readonly lines: (rows: readonly SentRow[]) => Uint8Array;
}

function json(shape: SentShape): Form {
  const put = sentAsJson(shape);
  const begin = '{"id":"';
  return {
    form: {
      head: '',
      end: (tail) => {
        const end = tail.lastIndexOf('\n') + 1;
        if (!begin.startsWith(tail.slice(end, end + begin.length))) throw foreignEnd();
        return end === 0 ? undefined : end;
      },
      ids: (text) => idsIn(text, /^\{"id":"([0-9a-f]{32})"/gm),
    },
    lines: (rows) => {
      const bytes = newBytes(4096);
      for (const row of rows) {
        put(bytes, row);
        putText(bytes, '\n');
      }
      return written(bytes);
    },
  };
}

/** A row ends with its id, so that a break within a cell is not taken for the end of one. */
const lastCell = /,([0-9a-f]{32})\n/g;

function csv(shape: SentShape): Form {
  const { head: putHead, put } = sentAsCsv(shape);
  const made = newBytes(256);
  putHead(made);
  return {
    form: {
      head: writtenText(made),
      end: (tail) => {
        const last = [...tail.matchAll(lastCell)].at(-1);
        return last === undefined ? undefined : last.index + last[0].length;
      },
      ids: (text) => idsIn(text, lastCell),
    },
    lines: (rows) => {
      const bytes = newBytes(4096);
      for (const row of rows) put(bytes, row);
      return written(bytes);
    },
  };
}

function* idsIn(text: string, pattern: RegExp): Generator<string> {
  for (const [, id = ''] of text.matchAll(pattern)) yield id;
}
