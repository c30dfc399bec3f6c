import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { RowsView } from '../state/contract/rows.ts';
import { createRowPages } from './row-pages.ts';
import type { FetchRows, Known, RowPages } from './row-pages.ts';

/** The pages of a view. Those of the view before stay until there is something to see of the new one. */
export function useRowPages(fetch: FetchRows, version: unknown, view: RowsView): { readonly pages: RowPages; readonly known: Known } {
  // Of another version the same rows may be others.
  const wanted = useMemo(() => ({ pages: createRowPages(fetch, view), version }).pages, [fetch, version, view]);
  const [seen, setSeen] = useState(wanted);
  const coming = useSyncExternalStore(wanted.subscribe, wanted.get);
  const isThere = coming.about !== undefined || coming.failure !== undefined;
  if (isThere && seen !== wanted) setSeen(wanted);
  const pages = isThere ? wanted : seen;
  const known = useSyncExternalStore(pages.subscribe, pages.get);
  useEffect(() => wanted.need(0, 1), [wanted]);
  return { pages, known };
}
