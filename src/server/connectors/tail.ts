import { dirname, join } from 'node:path';
import { nameInData } from '../../data/field.ts';
import type { z } from '../../data/zod.ts';
import { tail as about } from '../../kinds/source/connectors/tail.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { fileBelow } from '../connections/confined.ts';
import { codeOf } from '../connections/trouble.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { linePattern } from './pattern.ts';
import { lineOfText } from './row-lines.ts';
import { fileNow, findMoved, isStill, openLogIfThere, place, placeIn } from './tailed-file.ts';
import type { OpenLog, Place } from './tailed-file.ts';
import { typedText } from './typed-text.ts';

type Settings = z.infer<typeof about.settings>;

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
  ...about,

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
