import { closeSync, fstatSync, openSync, readFileSync, readSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { RunAlone } from '../server/run-alone.ts';
import { writeWhole } from '../server/runs/run-folder.ts';
import type { Sink } from './stdout.ts';

/** Prints the alerts of a run, each once: how far that has come is kept beside them, and looked for in the file that they go to. */
export interface PrintedAlerts {
  /** Prints what has been stored since; false once nobody reads it. */
  readonly print: () => Promise<boolean>;
}

const most = 500;
const name = 'printed';

/** `end` is the end of what was printed before, as far as it can be read. */
export function printedAlerts(run: Pick<RunAlone, 'alertsAfter' | 'placeOf'>, folder: string, sink: Sink, end: string): PrintedAlerts {
  const path = join(folder, name);
  const { last, begun } = endOf(end);
  let printed = Math.max(placeIn(path), last === undefined ? 0 : (run.placeOf(last) ?? 0));
  let rest = begun;
  let printing: Promise<boolean> = Promise.resolve(true);

  const printAll = async (): Promise<boolean> => {
    for (;;) {
      const alerts = run.alertsAfter(printed, most);
      const [first] = alerts;
      if (first === undefined) return true;
      const text = alerts.map(({ body }) => `${body}\n`).join('');
      // A crash may have cut the last one short.
      const open = await sink(Buffer.from(first.body.startsWith(rest) ? text.slice(rest.length) : `\n${text}`));
      rest = '';
      printed = alerts.at(-1)?.seq ?? printed;
      await writeWhole(path, String(printed));
      if (!open) return false;
    }
  };
  return { print: () => (printing = printing.then((open) => open && printAll())) };
}

const placeIn = (path: string): number => {
  try {
    return Number(readFileSync(path, 'utf8')) || 0;
  } catch {
    return 0;
  }
};

/** The id on the last whole line, and what stands behind it. */
function endOf(text: string): { readonly last: string | undefined; readonly begun: string } {
  const end = text.lastIndexOf('\n');
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, Math.max(0, end));
  return { last: /^\{"id":"([^"]+)"/.exec(line)?.[1], begun: text.slice(end + 1) };
}

const longestEnd = 4 * 1024 * 1024;

/** The end of the file that standard output goes to; empty where it is no file, or can’t be read. */
export function endOfStdout(): string {
  try {
    const { size } = fstatSync(1);
    if (!fstatSync(1).isFile() || size === 0) return '';
    const file = openSync(readlinkSync('/proc/self/fd/1'), 'r');
    try {
      const bytes = Buffer.alloc(Math.min(size, longestEnd));
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, size - bytes.length));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
