import type { Batch } from '../../data/columns.ts';
import type { Words } from '../../data/text.ts';
import type { RowsPage, RowsView } from '../state/contract/rows.ts';

/** Rows of a view, of which those that are looked at are fetched. */
export interface RowPages {
  readonly get: () => Known;
  readonly subscribe: (listener: () => void) => () => void;
  /** Fetches what is missing of the rows `from` up to `to`. */
  readonly need: (from: number, to: number) => void;
  /** The row, where it is there. */
  readonly rowAt: (index: number) => PlacedRow | undefined;
}

export interface PlacedRow {
  readonly batch: Batch;
  readonly row: number;
  /** In the stream itself, however it is looked at. */
  readonly place: number;
}

/** What is known of all rows. Another object each time that something came. */
export interface Known {
  /** Undefined before the first page came. */
  readonly about: Pick<RowsPage, 'total' | 'all' | 'kept' | 'fields'> | undefined;
  readonly failure: Words | undefined;
}

export type FetchRows = (from: number, to: number, view?: RowsView) => Promise<RowsPage>;

/** Rows in a page, and pages that are kept. */
const pageRows = 200;
const mostPages = 40;

export function createRowPages(fetch: FetchRows, view: RowsView | undefined): RowPages {
  const pages = new Map<number, Pick<RowsPage, 'batch' | 'places'> | 'asked'>();
  const listeners = new Set<() => void>();
  let known: Known = { about: undefined, failure: undefined };

  const tell = (now: Known): void => {
    known = now;
    for (const listener of listeners) listener();
  };

  const ask = async (page: number): Promise<void> => {
    pages.set(page, 'asked');
    try {
      const { batch, places, total, all, kept, fields } = await fetch(page * pageRows, (page + 1) * pageRows, view);
      pages.set(page, { batch, places });
      for (const old of pages.keys()) if (pages.size > mostPages && old !== page) pages.delete(old);
      tell({ about: { total, all, kept, fields: known.about?.fields ?? fields }, failure: undefined });
    } catch (error) {
      pages.delete(page);
      tell({ ...known, failure: wordsOf(error) });
    }
  };

  return {
    get: () => known,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    need: (from, to) => {
      const last = Math.floor(Math.max(from, to - 1) / pageRows);
      for (let page = Math.floor(from / pageRows); page <= last; page += 1) {
        const there = pages.get(page);
        if (there === undefined) void ask(page);
        else if (there !== 'asked') {
          // What is looked at goes last.
          pages.delete(page);
          pages.set(page, there);
        }
      }
    },
    rowAt: (index) => {
      const page = pages.get(Math.floor(index / pageRows));
      const row = index % pageRows;
      if (page === undefined || page === 'asked' || row >= page.batch.length) return undefined;
      return { batch: page.batch, row, place: page.places?.[row] ?? index };
    },
  };
}

function wordsOf(error: unknown): Words {
  if (typeof error === 'object' && error !== null && 'words' in error) return error.words as Words;
  const why = error instanceof Error ? error.message : String(error);
  return { en: `The rows can’t be shown: ${why}`, zh: `无法显示数据行：${why}` };
}
