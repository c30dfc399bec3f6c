import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Json } from '../../../data/schema.ts';
import { languages } from '../../../data/text.ts';
import { fieldLabel } from '../../../data/words.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { ListGrid } from '../../lists/list-grid.tsx';
import { TypeMark } from '../../rows/type-mark.tsx';
import { useWords } from '../../state/context.tsx';
import { sheetHeight } from '../parts/sheet-height.ts';
import styles from '../panels.module.css';
import { cellsOf, faultIn, rowsOf } from './inline-rows.ts';

interface Props {
  readonly fields: SourceConfig['fields'];
  readonly rows: readonly Readonly<Record<string, Json>>[];
  readonly readOnly: boolean;
  readonly change: (rows: Record<string, Json>[]) => void;
}

/** The rows that stand in the graph itself, to type or paste from a spreadsheet; each fault in its cell. */
export function RowsSheet({ fields, rows, readOnly, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const cells = useMemo(() => cellsOf(rows, fields), [rows, fields]);
  const columns = fields.map((field) => ({
    name: field.name,
    type: field.type,
    label: fieldLabel(field, lang),
    called: [...languages.map((each) => fieldLabel(field, each)), field.from ?? field.name],
  }));
  return (
    <div className={styles['rowsSheet']} style={{ height: sheetHeight(rows.length) }}>
      <ListGrid
        label={say('sampleRows')}
        columns={columns}
        rows={cells}
        shown={undefined}
        readOnly={readOnly}
        head={(at) => {
          const column = columns[at];
          return column === undefined ? null : (
            <>
              <TypeMark type={column.type} />
              <span className={styles['columnName']} title={column.name}>
                {column.label}
              </span>
            </>
          );
        }}
        faultAt={(row, at) => faultIn(rows[row], fields[at])?.[lang]}
        change={(next, removed) => change(rowsOf(next, fields, rows, removed))}
      />
    </div>
  );
}
