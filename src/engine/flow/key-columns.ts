import type { Column } from '../../data/columns.ts';
import { repeated } from '../expressions/vector.ts';
import { columnNamed } from './flow.ts';
import type { Flow } from './flow.ts';

/** The columns that a key is made of. A field that the rows lack is missing in all of them. */
export const keyColumns = (flow: Flow, names: readonly string[]): readonly Column[] =>
  names.map((name) => columnNamed(flow, name) ?? repeated('text', null, flow.frame.length));
