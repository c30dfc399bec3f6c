import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ReferenceTable, ValueSet } from '../../graph/document.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import styles from './list-body.module.css';
import type { ListContent } from './list-edits.ts';
import { readTable, readValues, tableAsText, valuesAsText } from './list-text.ts';

/** Lists and tables as one text, for pasting a whole sheet and for copying it. */

interface Props {
  readonly readOnly: boolean;
  readonly change: (content: ListContent, gesture?: string) => void;
}

export function ValuesText({ set, readOnly, change }: Props & { readonly set: ValueSet }): ReactNode {
  const { lang, say } = useWords();
  const [typed, setTyped] = useState<string>();
  const text = typed ?? valuesAsText(set.values);
  const { wrong } = readValues(text, set.type);
  return (
    <>
      <textarea
        aria-label={say('valuesOfSet')}
        aria-invalid={wrong !== undefined}
        placeholder={say('valuesHint')}
        readOnly={readOnly}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          const { values } = readValues(event.currentTarget.value, set.type);
          if (values !== undefined) change({ what: 'set', type: set.type, values }, `values of ${set.id}`);
        }}
        onBlur={() => setTyped(wrong === undefined ? undefined : typed)}
      />
      {wrong === undefined ? null : <p className={styles['fault']} role="alert">{phrases.noNumber(wrong, lang)}</p>}
    </>
  );
}

export function TableText({ table, readOnly, change }: Props & { readonly table: ReferenceTable }): ReactNode {
  const { say } = useWords();
  const [typed, setTyped] = useState<string>();
  const text = typed ?? tableAsText(table.columns, 'rows' in table.data ? table.data.rows : []);
  const read = readTable(text, table.columns);
  return (
    <>
      <textarea
        aria-label={say('rowsOfTable')}
        aria-invalid={read === undefined}
        readOnly={readOnly}
        spellCheck={false}
        wrap="off"
        value={text}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          const next = readTable(event.currentTarget.value, table.columns);
          if (next !== undefined) change({ what: 'table', columns: next.columns, rows: next.rows }, `rows of ${table.id}`);
        }}
        onBlur={() => setTyped(read === undefined ? typed : undefined)}
      />
      <p className={read === undefined ? styles['fault'] : styles['hint']} role={read === undefined ? 'alert' : undefined}>{say(read === undefined ? 'tableHeadWrong' : 'tableHint')}</p>
    </>
  );
}
