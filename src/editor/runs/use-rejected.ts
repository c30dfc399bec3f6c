import { useEffect, useState } from 'react';
import type { RejectedRow, RunView } from '../../api/runs.ts';
import { server } from '../remote/this-server.ts';

export interface Rejected {
  readonly rows: readonly RejectedRow[];
  /** There are more than these. */
  readonly more: boolean;
  readonly refresh: () => void;
}

const most = 200;

/** The rows of a run that nobody has mended or dismissed yet, the latest first. */
export function useRejected({ id, sources }: RunView): Rejected {
  const [rows, setRows] = useState<readonly RejectedRow[]>([]);
  const [again, setAgain] = useState(0);
  const count = sources.reduce((sum, { rejected }) => sum + rejected, 0);
  useEffect(() => {
    let left = false;
    server.ask('rejected', { params: { id }, query: { state: 'open', limit: most } }).then(({ value }) => {
      if (!left) setRows(value.rows);
    }, () => undefined);
    return () => {
      left = true;
    };
  }, [id, count, again]);
  return { rows, more: rows.length === most, refresh: () => setAgain((before) => before + 1) };
}
