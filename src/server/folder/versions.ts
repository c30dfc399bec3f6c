import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { VersionEntry } from '../../api/graphs.ts';
import { versionEntrySchema } from '../../api/graphs.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { writeWhole } from '../runs/run-folder.ts';

/** Versions of graphs: `versions/<graph>/<number>.json` beside them, each written once and never again. */
export interface Versions {
  readonly list: (graph: string) => Promise<readonly VersionEntry[]>;
  readonly read: (graph: string, number: number) => Promise<unknown>;
  readonly keep: (graph: string, version: { readonly name: string; readonly note: string; readonly by: string | undefined; readonly document: RuleDocument }) => Promise<VersionEntry>;
}

const fileSchema = versionEntrySchema.extend({ document: z.unknown() });
const named = /^(\d{1,9})\.json$/;

export function versionsIn(folder: string): Versions {
  const folderOf = (graph: string): string => join(folder, 'versions', graph);
  let keeping: Promise<unknown> = Promise.resolve();

  const numbers = async (graph: string): Promise<readonly number[]> => {
    const names = await readdir(folderOf(graph)).catch(() => []);
    return names.flatMap((name) => named.exec(name)?.[1] ?? []).map(Number).sort((a, b) => b - a);
  };
  const file = async (graph: string, number: number): Promise<z.infer<typeof fileSchema>> => fileSchema.parse(JSON.parse(await readFile(join(folderOf(graph), `${number}.json`), 'utf8')));

  return {
    list: async (graph) =>
      Promise.all(
        (await numbers(graph)).map(async (number) => {
          const { document: _, ...entry } = await file(graph, number);
          return entry;
        }),
      ),
    read: async (graph, number) => ((await numbers(graph)).includes(number) ? (await file(graph, number)).document : undefined),
    keep: (graph, { name, note, by, document }) => {
      const next = keeping.then(async () => {
        const entry: VersionEntry = { number: ((await numbers(graph))[0] ?? 0) + 1, name, note, made: Date.now(), ...(by === undefined ? {} : { by }) };
        await mkdir(folderOf(graph), { recursive: true });
        await writeWhole(join(folderOf(graph), `${entry.number}.json`), `${JSON.stringify({ ...entry, document }, null, 2)}\n`);
        return entry;
      });
      keeping = next.catch(() => undefined);
      return next;
    },
  };
}
