import { useEffect, useMemo, useState } from 'react';
import { rowName } from '../../../kinds/table/fields.ts';
import { useTally } from '../../sample/use-sample.ts';
import type { Sheet } from '../sheet-context.tsx';
import { hitsFrom } from './hits.ts';
import type { Hits } from './hits.ts';

/** A table of more rows takes so long to send to where the sample is that typing would feel it. */
const small = 200;
const quietFor = 1200;

/** How often each row was hit; of a large table as it was when one last paused. */
export function useHits({ node, config }: Pick<Sheet, 'node' | 'config'>): Hits | undefined {
  const rows = config.rows.length;
  const [rested, setRested] = useState(config);
  useEffect(() => {
    if (rows <= small) return undefined;
    const timer = setTimeout(() => setRested(config), quietFor);
    return () => clearTimeout(timer);
  }, [config, rows]);
  const isQuiet = rows <= small || rested === config;
  const known = useTally(isQuiet ? { node, port: 'rows', side: 'out' } : undefined, rowName(config));
  const [last, setLast] = useState(known);
  if (known !== undefined && known !== last && (known.answer !== last?.answer || known.stale !== last.stale)) setLast(known);
  const shown = known ?? last;
  return useMemo(() => (shown === undefined ? undefined : hitsFrom(shown.answer, rows, shown.stale || !isQuiet)), [shown, rows, isQuiet]);
}
