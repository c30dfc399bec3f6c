import type { Side } from '../../lab/compare/model.ts';
import type { AlertsAsked, Fate } from '../simulate/studies/compared-alerts.ts';
import type { RowsAskedFor } from '../simulate/studies/compared-rows.ts';

/** A number that was opened, and what it is called. */
export type Behind = { readonly title: string } & (
  | { readonly type: 'alerts'; readonly fate: Fate | Side; readonly nodes?: AlertsAsked['nodes']; readonly days?: AlertsAsked['days'] }
  | { readonly type: 'rows'; readonly rows: RowsAskedFor }
);

export type OpenBehind = (behind: Behind) => void;
