import { z } from '../../data/zod.ts';
import type { TableChange } from '../../engine/contract.ts';

const position = z.json();

/** Where a source stands, in its connector's own terms. */
export type Position = z.infer<typeof position>;

/** What a run's journal holds: all that its engine was told, as it came. Replayed, it gives the same once more. */
export type Entry = RowsEntry | AdvanceEntry | IdleEntry | TableEntry | FinishEntry | DeployEntry;

interface EntryBase {
  /** Milliseconds of the server's clock when it came. */
  readonly at: number;
}

export interface RowsEntry extends EntryBase {
  readonly type: 'rows';
  readonly source: string;
  /** Behind these rows. */
  readonly position?: Position | undefined;
  /** The sender's name for this delivery: a second one of the same name is the same. */
  readonly key?: string | undefined;
  /** Rows as JSON: one, a list, or one on each line. */
  readonly body: Uint8Array;
}

export interface AdvanceEntry extends EntryBase {
  readonly type: 'advance';
  readonly source: string;
  readonly to: number;
}

export interface IdleEntry extends EntryBase {
  readonly type: 'idle';
  readonly source: string;
}

/** What became of a list that the server keeps, and that this graph asks. */
export interface TableEntry extends EntryBase, TablePart {
  readonly type: 'table';
}

export interface TablePart {
  readonly table: string;
  /** Behind these changes, in the server's own count. */
  readonly position: number;
  readonly changes: readonly TableChange[];
  /** They are all that there is of it. */
  readonly whole?: boolean | undefined;
}

export interface FinishEntry extends EntryBase {
  readonly type: 'finish';
}

/** From here on another version of the graph. */
export interface DeployEntry extends EntryBase {
  readonly type: 'deploy';
  /** The number of the deployment. */
  readonly deployment: number;
  /** What windows begin with was filled from the snapshot before this entry on. */
  readonly filledFrom?: number | undefined;
  /** Lists that only this version asks. */
  readonly tables?: readonly TablePart[] | undefined;
}

const value = z.union([z.number(), z.string(), z.boolean(), z.array(z.string()), z.null()]);
const change = z.object({ entry: z.string(), from: z.number().nullable(), until: z.number().optional(), row: z.record(z.string(), value).optional() });
const part = { table: z.string(), position: z.int(), changes: z.array(change), whole: z.boolean().optional() };

const head = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rows'), at: z.number(), source: z.string(), position: position.optional(), key: z.string().optional() }),
  z.object({ type: z.literal('advance'), at: z.number(), source: z.string(), to: z.number() }),
  z.object({ type: z.literal('idle'), at: z.number(), source: z.string() }),
  z.object({ type: z.literal('table'), at: z.number(), ...part }),
  z.object({ type: z.literal('finish'), at: z.number() }),
  z.object({ type: z.literal('deploy'), at: z.number(), deployment: z.int(), filledFrom: z.int().optional(), tables: z.array(z.object(part)).optional() }),
]);

const lineFeed = 10;

export function encodeEntry(entry: Entry): Uint8Array {
  if (entry.type !== 'rows') return Buffer.from(JSON.stringify(entry));
  const { body, ...rest } = entry;
  return Buffer.concat([Buffer.from(`${JSON.stringify(rest)}\n`), body]);
}

export function decodeEntry(bytes: Uint8Array): Entry {
  const end = bytes.indexOf(lineFeed);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, end === -1 ? bytes.length : end).toString('utf8');
  const entry = head.parse(JSON.parse(text));
  return entry.type === 'rows' ? { ...entry, body: bytes.subarray(end + 1) } : entry;
}
