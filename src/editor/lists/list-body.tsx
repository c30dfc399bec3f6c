import { IconFileImport, IconPlus, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import type { FieldType } from '../../data/field.ts';
import type { Json } from '../../data/schema.ts';
import { inLanguage, languages } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { ReferenceTable, ValueSet } from '../../graph/document.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import controls from '../looks/controls.module.css';
import { renamed } from '../documents/renamed.ts';
import { TextInPlace } from '../shell/text-in-place.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import type { ListItem } from './all-lists.ts';
import { sizeOf } from './all-lists.ts';
import styles from './list-body.module.css';
import { retyped, rowsWith } from './list-cells.ts';
import type { ListColumn } from './list-cells.ts';
import type { ListContent } from './list-edits.ts';
import { ListGrid } from './list-grid.tsx';
import { TableText, ValuesText } from './list-as-text.tsx';
import { cellText, numberIn } from './list-text.ts';

// What reads files comes when there is one.
const ImportDialog = lazy(() => import('./import-dialog.tsx'));

interface Props {
  readonly item: ListItem;
  readonly readOnly: boolean;
  /** `gesture` where what follows goes on with it. */
  readonly change: (content: ListContent, gesture?: string) => void;
}

/** What is in a list or a table: as a sheet or as text, typed, pasted, or from a file. */
export function ListBody({ item, readOnly, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const [asText, setAsText] = useState(false);
  const [sought, setSought] = useState('');
  const [file, setFile] = useState<File>();
  const input = useRef<HTMLInputElement>(null);
  const size = sizeOf(item);
  if (item.what === 'table' && !('rows' in item.it.data)) {
    return <p>{'file' in item.it.data ? phrases.tableFrom(item.it.data.file, lang) : say('tableManaged')}</p>;
  }
  const dropping = readOnly ? {} : {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setFile(event.dataTransfer.files[0]);
    },
  };
  return (
    <div className={styles['body']} {...dropping}>
      <div className={styles['tools']}>
        {asText ? null : <input type="search" className={styles['find']} aria-label={say('findInList')} placeholder={say('findInList')} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />}
        <span className={styles['count']}>{size === undefined ? '' : item.what === 'set' ? phrases.valueCount(size, lang) : phrases.rowCount(size, lang)}</span>
        {readOnly ? null : (
          <button type="button" className={controls['quiet']} onClick={() => input.current?.click()}>
            <IconFileImport size={16} stroke={1.75} aria-hidden="true" />
            {say('listFromFile')}
          </button>
        )}
        <div className={styles['faces']} role="group" aria-label={say('listShownAs')}>
          <button type="button" aria-pressed={!asText} onClick={() => setAsText(false)}>{say('listAsSheet')}</button>
          <button type="button" aria-pressed={asText} onClick={() => setAsText(true)}>{say('listAsText')}</button>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {item.what === 'set'
        ? asText ? <ValuesText set={item.it} readOnly={readOnly} change={change} /> : <ValuesSheet set={item.it} sought={sought} readOnly={readOnly} change={change} />
        : asText ? <TableText table={item.it} readOnly={readOnly} change={change} /> : <TableSheet table={item.it} sought={sought} readOnly={readOnly} change={change} />}
      {file === undefined ? null : <Suspense><ImportDialog item={item} file={file} change={change} close={() => setFile(undefined)} /></Suspense>}
    </div>
  );
}

interface SheetProps {
  readonly sought?: string | undefined;
  readonly readOnly: boolean;
  readonly change: Props['change'];
}

/** A list as a sheet of one column. A value is in it once; what is no number where numbers are asked for is not taken. */
function ValuesSheet({ set, sought, readOnly, change }: SheetProps & { readonly set: ValueSet }): ReactNode {
  const { lang, say } = useWords();
  const [wrong, setWrong] = useState<string>();
  const columns = [{ name: 'value', type: set.type, label: say('valueOfList') }];
  const rows = set.values.map((value): Json[] => [value]);
  const put = (next: readonly Json[][], type: ValueSet['type']): void => {
    const texts = next.map(([value]) => cellText(value)).filter((text) => text !== '');
    const odd = type === 'number' ? texts.find((text) => numberIn(text) === undefined) : undefined;
    const values = type === 'number' ? [...new Set(texts.flatMap((text) => numberIn(text) ?? []))] : [...new Set(texts)];
    setWrong(odd);
    if (odd === undefined) change({ what: 'set', type, values });
  };
  return (
    <>
      <ListGrid
        label={say('valuesOfSet')}
        columns={columns}
        rows={rows}
        shown={rowsWith(rows, sought ?? '', lang)}
        readOnly={readOnly}
        head={() => <TypeOf types={['text', 'number']} type={set.type} label={say('typeOfValues')} readOnly={readOnly} change={(type) => put(rows, type === 'number' ? 'number' : 'text')} />}
        change={(next) => put(next, set.type)}
      />
      {wrong === undefined ? null : <p className={styles['fault']} role="alert">{phrases.noNumber(wrong, lang)}</p>}
    </>
  );
}

/** Room for a name and a type. */
const leastColumn = 148;
const types = ['text', 'number', 'boolean', 'time'] as const satisfies readonly FieldType[];

/** A table as a sheet of named columns, each of a type. */
export function TableSheet({ table, sought = '', readOnly, change }: SheetProps & { readonly table: ReferenceTable }): ReactNode {
  const { lang, say } = useWords();
  const rows = 'rows' in table.data ? table.data.rows : [];
  const { columns } = table;
  const shown: readonly (ListColumn & { readonly label: string })[] = columns.map((column) => ({ name: column.name, type: column.type, label: inLanguage(column.label ?? column.name, lang), called: languages.map((each) => fieldLabel(column, each)) }));
  /** A column with words of its own gets others; one without is called by its name, which nodes follow. */
  const rename = (at: number, text: string): void => {
    const column = columns[at];
    if (column === undefined || columns.some(({ name }, other) => other !== at && name === text)) return;
    if (column.label !== undefined) change({ what: 'table', columns: columns.with(at, { ...column, label: renamed(column.label, text, lang) }), rows });
    else change({ what: 'table', columns: columns.with(at, { ...column, name: text }), rows, renamed: { [column.name]: text } });
  };
  const add = (): void => {
    const taken = new Set(columns.map(({ name }) => name));
    let number = columns.length + 1;
    while (taken.has(phrases.columnNumber(number, lang))) number += 1;
    change({ what: 'table', columns: [...columns, { name: phrases.columnNumber(number, lang), type: 'text' }], rows: rows.map((row) => [...columns.map((_, at) => row[at] ?? null), null]) });
  };
  return (
    <>
      <ListGrid
        label={say('rowsOfTable')}
        columns={shown}
        rows={rows}
        least={leastColumn}
        shown={rowsWith(rows, sought, lang)}
        readOnly={readOnly}
        head={(at) => {
          const column = shown[at];
          if (column === undefined) return null;
          return (
            <>
              <TextInPlace text={column.label} label={phrases.nameOfColumn(column.label, lang)} className={styles['column']} readOnly={readOnly} onChange={(text) => rename(at, text)} />
              <TypeOf
                types={types.some((type) => type === column.type) ? types : [...types, column.type]}
                type={column.type}
                label={phrases.typeOfColumn(column.label, lang)}
                readOnly={readOnly}
                change={(type) => change({ what: 'table', columns: columns.map((each, index) => (index === at ? { ...each, type } : each)), rows: retyped(rows, columns, at, type) })}
              />
              {readOnly || columns.length === 1 ? null : (
                <button
                  type="button"
                  className={`${controls['icon'] ?? ''} ${styles['drop'] ?? ''}`}
                  aria-label={phrases.removeColumn(column.label, lang)}
                  title={phrases.removeColumn(column.label, lang)}
                  onClick={() => change({ what: 'table', columns: columns.toSpliced(at, 1), rows: rows.map((row) => row.toSpliced(at, 1)) })}
                >
                  <IconTrash size={15} stroke={1.75} aria-hidden="true" />
                </button>
              )}
            </>
          );
        }}
        change={(next) => change({ what: 'table', columns, rows: next })}
      />
      {readOnly ? null : (
        <button type="button" className={`${controls['quiet'] ?? ''} ${styles['add'] ?? ''}`} onClick={add}>
          <IconPlus size={15} stroke={1.75} aria-hidden="true" />
          {say('addColumn')}
        </button>
      )}
    </>
  );
}

interface TypeProps {
  readonly types: readonly FieldType[];
  readonly type: FieldType;
  readonly label: string;
  readonly readOnly: boolean;
  readonly change: (type: FieldType) => void;
}

function TypeOf({ types: all, type, label, readOnly, change }: TypeProps): ReactNode {
  const { say } = useWords();
  return <ChoiceBlank label={label} value={type} readOnly={readOnly} choices={all.map((each) => ({ value: each, label: say(each) }))} change={change} />;
}
