import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import type { ReferenceTable } from '../../../graph/document.ts';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { ValuesBlank } from '../../blanks/values-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { useEditor } from '../../state/editor-context.tsx';
import { renamed } from '../../documents/renamed.ts';
import { TableSheet } from '../../lists/list-body.tsx';
import { changeOf } from '../../lists/list-edits.ts';
import type { ListContent } from '../../lists/list-edits.ts';
import { MissingHere } from '../../own-data/missing-files.tsx';
import controls from '../../looks/controls.module.css';
import { phrases } from '../../words.ts';
import { Adds } from '../parts/items.tsx';
import { Line } from '../parts/line.tsx';
import { sheetHeight } from '../parts/sheet-height.ts';
import styles from '../panels.module.css';

const mostHere = 200;

/** What is in a table of the graph: the values of a list, which is a table of one column of text, or else its sheet. */
export function ListValues({
  table,
  readOnly,
}: {
  readonly table: ReferenceTable;
  readonly readOnly: boolean;
}): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const [column, ...others] = table.columns;
  if ('file' in table.data) return <MissingHere path={table.data.file} />;
  if (!('rows' in table.data)) return null;
  const { rows } = table.data;
  const isList = column?.type === 'text' && others.length === 0 && rows.length <= mostHere;
  const values = rows.flatMap(([value]) => (typeof value === 'string' ? [value] : []));
  const { apply } = editor.document.getState();
  const put = (content: ListContent): void => {
    const { problem } = apply(changeOf(table.id, content));
    if (problem !== undefined) editor.session.getState().tell(problem.message);
  };
  const addColumn = (): void => {
    const name = phrases.columnNumber(table.columns.length + 1, lang);
    put({ what: 'table', columns: [...table.columns, { name, type: 'text' }], rows: rows.map((row) => [...row, null]) });
  };
  return (
    <>
      <Line name={say('nameOfList')}>
        <StringBlank
          label={say('nameOfList')}
          value={inLanguage(table.name, lang)}
          readOnly={readOnly}
          wide
          change={(text, coalesce) =>
            void apply(
              { edit: 'renameTable', args: { table: table.id, name: renamed(table.name, text, lang) } },
              { coalesce },
            )
          }
        />
      </Line>
      {isList ? (
        <>
          <Line name={say('itsValues')}>
            <ValuesBlank
              label={say('itsValues')}
              value={values}
              readOnly={readOnly}
              change={(next) =>
                void apply({
                  edit: 'changeTable',
                  args: { table: table.id, columns: table.columns, data: { rows: next.map((value) => [value]) } },
                })
              }
            />
          </Line>
          {readOnly ? null : (
            <button type="button" className={`${controls['quiet'] ?? ''} ${styles['add'] ?? ''}`} onClick={addColumn}>
              <Adds label={say('moreColumns')} />
            </button>
          )}
        </>
      ) : (
        <div className={styles['rowsSheet']} style={{ height: sheetHeight(rows.length, 32) }}>
          <TableSheet table={table} readOnly={readOnly} change={put} />
        </div>
      )}
    </>
  );
}
