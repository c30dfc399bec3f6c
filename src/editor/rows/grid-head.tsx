import { IconArrowDown, IconArrowUp, IconFilter, IconFilterFilled } from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';
import type { RowsView } from '../state/contract/rows.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import type { Cell } from './grid-moves.ts';
import styles from './rows-grid.module.css';
import type { TableColumn } from './table-columns.ts';
import { TypeMark } from './type-mark.tsx';

interface HeadProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly id: string;
  readonly columns: readonly TableColumn[];
  readonly view: RowsView;
  readonly active: Cell;
  readonly onSort: (column: TableColumn) => void;
  readonly onFilter: (field: string) => void;
}

/** The row of heads. Its buttons are for the pointer: keys act on the cell they are in. */
export function GridHead({ ref, id, columns, view, active, onSort, onFilter }: HeadProps): ReactNode {
  const { lang } = useWords();
  return (
    <div ref={ref} className={styles['headgroup']} role="rowgroup">
      <div className={styles['head']} role="row" aria-rowindex={1}>
        {columns.map((column, at) => {
          const { field, label, unit, type, width, family } = column;
          const sorted = view.sort?.field === field.name ? (view.sort.descending ? 'descending' : 'ascending') : undefined;
          const isFiltered = view.filters.some((filter) => filter.field === field.name);
          const filterLabel = phrases.filterOf(label, lang);
          return (
            <div
              key={field.name}
              id={`${id}--1-${at}`}
              className={styles['headcell']}
              role="columnheader"
              aria-labelledby={`${id}-head-${at}`}
              aria-colindex={at + 1}
              aria-sort={sorted}
              aria-keyshortcuts="Enter Alt+ArrowDown"
              data-cell={`-1/${at}`}
              data-type={type}
              data-family={family}
              data-active={active.row === -1 && active.column === at ? '' : undefined}
              style={{ width }}
            >
              <button type="button" id={`${id}-head-${at}`} tabIndex={-1} className={styles['sort']} title={field.name} onClick={() => onSort(column)}>
                <span className={styles['label']}>
                  <TypeMark type={type} />
                  {label}
                  {unit === undefined ? null : <span className={styles['unit']}>{lang === 'zh' ? `，${unit}` : `, ${unit}`}</span>}
                </span>
                {sorted === 'ascending' ? <IconArrowUp size={13} stroke={2} aria-hidden="true" /> : null}
                {sorted === 'descending' ? <IconArrowDown size={13} stroke={2} aria-hidden="true" /> : null}
              </button>
              <button type="button" tabIndex={-1} className={styles['funnel']} data-on={isFiltered ? '' : undefined} aria-label={filterLabel} title={filterLabel} onClick={() => onFilter(field.name)}>
                {isFiltered ? <IconFilterFilled size={13} aria-hidden="true" /> : <IconFilter size={13} stroke={1.75} aria-hidden="true" />}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
