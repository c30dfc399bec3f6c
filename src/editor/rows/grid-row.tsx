import { IconTestPipe } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { valueAt } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import type { PlacedRow } from './row-pages.ts';
import styles from './rows-grid.module.css';
import type { TableColumn } from './table-columns.ts';

/** A value as it is drawn, given its text and the row. */
export type Face = (text: string, value: Value, row: PlacedRow) => ReactNode;

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  /** Undefined while it is being fetched. */
  readonly placed: PlacedRow | undefined;
  readonly columns: readonly TableColumn[];
  readonly faces: ReadonlyMap<string, Face> | undefined;
  readonly active: number | undefined;
  readonly isSelected: ((column: number) => boolean) | undefined;
  readonly why: ((row: PlacedRow) => void) | undefined;
  readonly keep: ((row: PlacedRow) => void) | undefined;
}

export function GridRow({ id, index, top, placed, columns, faces, active, isSelected, why, keep }: RowProps): ReactNode {
  const { say } = useWords();
  return (
    <div className={styles['row']} role="row" aria-rowindex={index + 2} aria-busy={placed === undefined} style={{ transform: `translateY(${top}px)` }}>
      {columns.map(({ field, at, type, width, family, format }, place) => {
        const column = placed?.batch.columns[at];
        const value = column === undefined || placed === undefined ? undefined : valueAt(column, placed.row);
        const text = value === undefined || value === null ? '' : format(value);
        return (
          <div
            key={field.name}
            id={`${id}-${index}-${place}`}
            className={styles['cell']}
            role="gridcell"
            aria-colindex={place + 1}
            aria-selected={isSelected?.(place) ?? false}
            data-cell={`${index}/${place}`}
            data-type={type}
            data-family={family}
            data-active={active === place ? '' : undefined}
            style={{ width }}
            title={text.length > 24 ? text : undefined}
          >
            {value === null ? (
              <>
                <span className={styles['missing']} aria-hidden="true">
                  –
                </span>
                <span className="unseen">{say('missing')}</span>
              </>
            ) : placed === undefined || value === undefined ? null : (
              (faces?.get(field.name)?.(text, value, placed) ?? text)
            )}
          </div>
        );
      })}
      {why === undefined || placed === undefined ? null : (
        <div className={styles['why']} role="gridcell" aria-colindex={columns.length + 1} data-here={active === undefined ? undefined : ''}>
          {/* The focus stays on the grid, where W and K do the same. */}
          <span>
            <button type="button" className={controls['button']} tabIndex={-1} onClick={() => why(placed)}>{say('whyRow')}</button>
            {keep === undefined ? null : (
              <button type="button" className={controls['button']} tabIndex={-1} aria-label={say('keepAsTest')} title={say('keepAsTest')} onClick={() => keep(placed)}>
                <IconTestPipe size={14} stroke={1.75} aria-hidden="true" />
              </button>
            )}
          </span>
        </div>
      )}
    </div>
  );
}
