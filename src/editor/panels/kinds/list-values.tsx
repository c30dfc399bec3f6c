import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import type { ReferenceTable } from '../../../graph/document.ts';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { ValuesBlank } from '../../blanks/values-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { useEditor } from '../../state/editor-context.tsx';
import { renamed } from '../../documents/renamed.ts';
import { panelPhrases } from '../../words.ts';
import { Line } from '../parts/line.tsx';

const mostHere = 200;

/** The values of a list that stands in the graph: a table of one column of text. Longer ones are told by their number. */
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
  if (!('rows' in table.data)) return null;
  const { rows } = table.data;
  if (column?.type !== 'text' || others.length > 0 || rows.length > mostHere)
    return <p>{panelPhrases.tableRows(inLanguage(table.name, lang), rows.length, lang)}</p>;
  const values = rows.flatMap(([value]) => (typeof value === 'string' ? [value] : []));
  const { apply } = editor.document.getState();
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
    </>
  );
}
