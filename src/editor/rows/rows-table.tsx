import { lazy, Suspense, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Family } from '../../kinds/contract.ts';
import type { RowsView } from '../state/contract/rows.ts';
import { useWords } from '../state/context.tsx';
import type { SourcePlaces } from '../simulate/studies/source-places.ts';
import { mostInCommon } from '../why/most-in-common.ts';
import { CommonButton } from './common-button.tsx';
import type { PickedEvents } from './common-button.tsx';
import { withFilter } from './filters.ts';
import { mostShown } from './most-shown.ts';
import type { Face } from './grid-row.tsx';
import type { FetchRows, PlacedRow } from './row-pages.ts';
import { RowsBar } from './rows-bar.tsx';
import { RowsGrid } from './rows-grid.tsx';
import styles from './rows-table.module.css';
import { tableColumns } from './table-columns.ts';
import { useRowPages } from './use-row-pages.ts';
import { useZone } from '../state/editor-context.tsx';

/** Rows that can be looked at in a table. */
export interface RowsSource {
  readonly fetch: FetchRows;
  /** Another one where the rows may be others. */
  readonly version: unknown;
  /** Names of fields that stand first. */
  readonly first: readonly string[];
  /** What a file of the rows is called, without its ending. */
  readonly fileName: string;
  readonly familyOf: (node: string) => Family | undefined;
  /** By field, what its values look like where that is more than text. */
  readonly faces?: ReadonlyMap<string, Face> | undefined;
  /** Has a row explained. */
  readonly why?: ((row: PlacedRow) => void) | undefined;
  /** Keeps a row as a test. */
  readonly keep?: ((row: PlacedRow) => void) | undefined;
  /** The events of a source that some rows are, by their places: what these have in common can then be asked. */
  readonly events?: ((places: readonly number[]) => Promise<SourcePlaces | undefined>) | undefined;
  /** Whether the rows as a whole are a choice among others. */
  readonly isChoice?: boolean | undefined;
  /** What Enter does to a row. */
  readonly open?: ((row: PlacedRow) => void) | undefined;
}

interface Props {
  readonly source: RowsSource;
  readonly title?: ReactNode;
  readonly label: string;
  /** The row that is to be seen first. */
  readonly reveal?: number | undefined;
  /** What is looked for at first. */
  readonly filters?: RowsView['filters'] | undefined;
}

const CommonList = lazy(async () => ({ default: (await import('../why/common-list.tsx')).CommonList }));

const everything: RowsView = { filters: [] };
const nothingHidden: ReadonlySet<string> = new Set();

/** The one table of rows: as many as there are, sorted, filtered, and taken along as CSV or by the clipboard. */
export function RowsTable({ source, title, label, reveal, filters }: Props): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const [view, setView] = useState<RowsView>(filters === undefined ? everything : { filters });
  const [hidden, setHidden] = useState(nothingHidden);
  const [filtering, setFiltering] = useState<string>();
  const [selected, select] = useState<readonly [from: number, to: number]>([0, 0]);
  const [common, setCommon] = useState<{ readonly of: unknown; readonly rows: PickedEvents }>();
  const { fetch, version, first, familyOf } = source;
  const { pages, known } = useRowPages(fetch, version, view);
  const { about, failure } = known;
  const sample = pages.rowAt(0)?.batch;
  const fields = about?.fields;
  const all = useMemo(() => (fields === undefined ? [] : tableColumns(fields, sample, { lang, zone, first, familyOf })), [fields, sample, lang, zone, first, familyOf]);
  const columns = useMemo(() => all.filter(({ field }) => !hidden.has(field.name)), [all, hidden]);
  const total = Math.min(about?.total ?? 0, mostShown);
  const several = selected[1] - selected[0] > 1;
  const [from, to] = several ? selected : [0, total];
  const asks = source.events !== undefined && (several || view.filters.length > 0 || source.isChoice === true) && to > from && to - from <= mostInCommon;
  const shown = common !== undefined && common.of === version ? common.rows : undefined;
  const empty = view.filters.length === 0 ? say('noRows') : say('noRowsFound');
  return (
    <div className={styles['beside']} data-common={shown !== undefined || undefined}>
      <div className={styles['table']}>
        <RowsBar
          title={title}
          about={about}
          view={view}
          columns={all}
          hidden={hidden}
          source={source}
          common={asks ? <CommonButton source={source} view={view} from={from} to={to} onFound={(rows) => setCommon({ of: version, rows })} /> : null}
          onHidden={setHidden}
          onFilter={(field, filter) => setView((now) => withFilter(now, field, filter))}
          onClear={() => setView((now) => ({ ...now, filters: [] }))}
          onOpen={setFiltering}
        />
        {failure !== undefined ? (
          <p className={styles['said']} role="alert">
            {failure[lang]}
          </p>
        ) : about === undefined ? (
          <p className={styles['said']}>{say('loadingRows')}</p>
        ) : (
          <RowsGrid
            label={label}
            pages={pages}
            total={total}
            columns={columns}
            view={view}
            filtering={filtering}
            source={source}
            reveal={reveal}
            empty={empty}
            onFiltering={setFiltering}
            onView={setView}
            onSelect={select}
          />
        )}
      </div>
      {shown === undefined ? null : <Suspense><CommonList rows={shown} onClose={() => setCommon(undefined)} /></Suspense>}
    </div>
  );
}
