import { newBytes, putText, written, writtenText } from '../../data/write/bytes.ts';
import type { z } from '../../data/zod.ts';
import { file as about } from '../../kinds/output/targets/file.ts';
import { sentAsCsv, sentAsJson } from '../../lab/sent-rows.ts';
import type { SentShape } from '../../lab/sent-rows.ts';
import { newFileBelow } from '../connections/confined.ts';
import { appendTo, foreignEnd } from './appended-file.ts';
import type { LineForm } from './appended-file.ts';
import type { OutputKind, SentRow } from './output.ts';

type Settings = z.infer<typeof about.settings>;

/** Rows at the end of a file, in the form in which `simulate --output` writes them. */
export const file: OutputKind<Settings> = {
  ...about,
  group: 500,

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
