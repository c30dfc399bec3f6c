import type { Reading } from '../../data/read/reading.ts';
import type { Call } from '../../lab/live/calls.ts';
import type { Entry, RowsEntry } from './entries.ts';

/** What an engine is told of an entry; nothing of one that changes the version. */
export function* callsOf(entry: Entry, read: (rows: RowsEntry) => readonly Reading[]): Generator<Call> {
  if (entry.type === 'rows') for (const reading of read(entry)) yield { type: 'rows', source: entry.source, reading };
  else if (entry.type === 'advance') yield { type: 'advance', source: entry.source, to: entry.to };
  else if (entry.type === 'idle') yield { type: 'idle', source: entry.source };
  else if (entry.type === 'table') yield { type: 'table', table: entry.table, changes: entry.changes, whole: entry.whole };
  else if (entry.type === 'finish') yield { type: 'finish' };
}
