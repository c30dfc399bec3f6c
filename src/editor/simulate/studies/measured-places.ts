import { rowsOfCell } from './measured-rows.ts';
import type { CellAsked } from './measured-rows.ts';
import { study } from './study.ts';

/** Where the rows of a cell stand in the stream of their source's events. */
export const measuredPlacesStudy = study(async (asked: CellAsked, host): Promise<{ readonly places: Int32Array }> => ({ places: (await rowsOfCell(asked, host)).places.slice() }));
