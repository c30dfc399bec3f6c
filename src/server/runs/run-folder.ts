import { createHash } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deploymentSchema } from '../../api/runs.ts';
import type { Deployment } from '../../api/runs.ts';
import { z } from '../../data/zod.ts';
import { syncFolder } from '../journal/segments.ts';

/** What there is of a run beside its journal: which versions of its graph were deployed, and what it is meant to do. */

const recordSchema = z.object({
  wanted: z.enum(['running', 'paused', 'stopped']),
  since: z.number(),
  first: z.int(),
  /** Output nodes whose emergency stop was pulled. */
  halted: z.array(z.string()).default([]),
  deployments: z.array(deploymentSchema).min(1),
});
export type RunRecord = z.infer<typeof recordSchema>;

const recordName = 'run.json';
const recordPath = (folder: string): string => join(folder, recordName);
const versionPath = (folder: string, version: string): string => join(folder, 'versions', `${version}.rules.json`);

export const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function hasRecord(folder: string): Promise<boolean> {
  return (await readdir(folder)).includes(recordName);
}

export async function readRecord(folder: string): Promise<RunRecord> {
  return recordSchema.parse(JSON.parse(await readFile(recordPath(folder), 'utf8')));
}

export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await writeWhole(recordPath(folder), JSON.stringify(record, null, 2));
}

export async function readVersion(folder: string, { version }: Pick<Deployment, 'version'>): Promise<string> {
  return readFile(versionPath(folder, version), 'utf8');
}

export async function writeVersion(folder: string, text: string): Promise<string> {
  const version = versionOf(text);
  await mkdir(join(folder, 'versions'), { recursive: true });
  await writeWhole(versionPath(folder, version), text);
  return version;
}

/** The runs below this folder, by name. */
export async function listRuns(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

/** Is there whole afterwards, or as it was. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(join(path, '..'));
}
