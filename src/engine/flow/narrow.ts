import { reasonsName } from '../../plan/plan.ts';
import { countOf, lazy } from './flow.ts';
import type { Flow } from './flow.ts';
import { reasonsColumn } from './reasons.ts';

/** Some of the rows of a flow, rising; all of them where undefined. Their reasons are put into words for them alone. */
export function narrowed(flow: Flow, rows: Int32Array | undefined): Flow | undefined {
  if (rows === undefined || rows.length === countOf(flow)) return flow;
  return rows.length === 0 ? undefined : withReasonsFor({ ...flow, rows });
}

/** The flow with the column of its reasons as they are now. */
export function withReasonsFor(flow: Flow): Flow {
  const { reasons, frame, rows, fields } = flow;
  if (reasons === undefined || (reasons.given.length === 0 && reasons.listed !== undefined)) return flow;
  const place = fields.findIndex((field) => field.name === reasonsName);
  if (place < 0) return flow;
  const columns = [...flow.columns];
  columns[place] = lazy(() => reasonsColumn(reasons, rows, frame.length));
  return { ...flow, columns };
}
