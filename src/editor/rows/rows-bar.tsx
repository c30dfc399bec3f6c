import { Menu } from '@base-ui/react/menu';
import { IconCheck, IconColumns3, IconDownload, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { zh } from '../../data/words.ts';
import controls from '../looks/controls.module.css';
import type { RowsFilter, RowsPage, RowsView } from '../state/contract/rows.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import { filterInWords } from './filters.ts';
import { csvOf, download } from './rows-out.ts';
import styles from './rows-bar.module.css';
import type { RowsSource } from './rows-table.tsx';
import { mostShown } from './most-shown.ts';
import type { TableColumn } from './table-columns.ts';
import { useZone } from '../state/editor-context.tsx';

interface BarProps {
  readonly title: ReactNode;
  readonly about: Pick<RowsPage, 'total' | 'all' | 'kept'> | undefined;
  readonly view: RowsView;
  readonly columns: readonly TableColumn[];
  readonly hidden: ReadonlySet<string>;
  readonly source: RowsSource;
  /** Asks what those that are picked have in common. */
  readonly common: ReactNode;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  readonly onFilter: (field: string, filter: RowsFilter | undefined) => void;
  readonly onClear: () => void;
  readonly onOpen: (field: string) => void;
}

/** Above the rows: how many there are, which of them are seen, and ways to take them along. */
export function RowsBar({ title, about, view, columns, hidden, source, common, onHidden, onFilter, onClear, onOpen }: BarProps): ReactNode {
  const { say } = useWords();
  return (
    <div className={styles['bar']}>
      {title}
      <p className={styles['count']} role="status">
        {about === undefined ? null : <RowCount about={about} filtered={view.filters.length > 0} />}
      </p>
      <ul className={styles['chips']}>
        {view.filters.map((filter) => (
          <FilterChip key={filter.field} filter={filter} column={columns.find(({ field }) => field.name === filter.field)} onOpen={onOpen} onRemove={() => onFilter(filter.field, undefined)} />
        ))}
        {view.filters.length > 1 ? (
          <li>
            <button type="button" className={controls['quiet']} onClick={onClear}>
              {say('clearFilters')}
            </button>
          </li>
        ) : null}
      </ul>
      {columns.length === 0 ? null : (
        <>
          {common}
          <ColumnsMenu columns={columns} hidden={hidden} onHidden={onHidden} />
          <CsvButton source={source} view={view} columns={columns.filter(({ field }) => !hidden.has(field.name))} />
        </>
      )}
    </div>
  );
}

function RowCount({ about: { total, all, kept }, filtered }: { readonly about: Pick<RowsPage, 'total' | 'all' | 'kept'>; readonly filtered: boolean }): ReactNode {
  const { lang } = useWords();
  const said = filtered ? phrases.rowsOfAll(total, all, lang) : phrases.rowsInAll(all, lang);
  const shown = Math.min(mostShown, filtered ? total : kept);
  const wanted = filtered ? total : all;
  return shown < wanted ? `${said}${lang === 'zh' ? '，' : ', '}${phrases.onlyTheFirst(shown, lang)}` : said;
}

function FilterChip({ filter, column, onOpen, onRemove }: {
  readonly filter: RowsFilter;
  readonly column: TableColumn | undefined;
  readonly onOpen: (field: string) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  if (column === undefined) return null;
  const said = filterInWords(filter, column.field, lang, zone);
  const words = lang === 'zh' ? zh`${column.label}${said}` : `${column.label} ${said}`;
  return (
    <li className={styles['chip']}>
      <button type="button" onClick={() => onOpen(filter.field)}>
        {words}
      </button>
      <button type="button" onClick={onRemove} aria-label={`${say('clearFilter')}: ${words}`} title={say('clearFilter')}>
        <IconX size={13} stroke={2} aria-hidden="true" />
      </button>
    </li>
  );
}

function ColumnsMenu({ columns, hidden, onHidden }: { readonly columns: readonly TableColumn[]; readonly hidden: ReadonlySet<string>; readonly onHidden: BarProps['onHidden'] }): ReactNode {
  const { lang, say } = useWords();
  const shown = columns.length - columns.filter(({ field }) => hidden.has(field.name)).length;
  const toggle = (name: string, checked: boolean): void => {
    const next = new Set(hidden);
    if (checked) next.delete(name);
    else next.add(name);
    onHidden(next);
  };
  return (
    <Menu.Root>
      <Menu.Trigger className={`${controls['quiet'] ?? ''} ${styles['tool'] ?? ''}`} title={say('columns')}>
        <IconColumns3 size={16} stroke={1.75} aria-hidden="true" />
        <span className={styles['label']}>{shown === columns.length ? say('columns') : phrases.columnsShown(shown, columns.length, lang)}</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} sideOffset={4} align="end">
          <Menu.Popup className={`${controls['popup'] ?? ''} ${styles['popup'] ?? ''}`}>
            {columns.map(({ field, label }) => (
              <Menu.CheckboxItem
                key={field.name}
                className={controls['item']}
                checked={!hidden.has(field.name)}
                // The last one stays: a table has a column.
                disabled={shown === 1 && !hidden.has(field.name)}
                closeOnClick={false}
                onCheckedChange={(checked) => toggle(field.name, checked)}
                title={field.name}
              >
                <span className={styles['tick']}>
                  <Menu.CheckboxItemIndicator>
                    <IconCheck size={15} stroke={2} aria-hidden="true" />
                  </Menu.CheckboxItemIndicator>
                </span>
                {label}
              </Menu.CheckboxItem>
            ))}
            {shown === columns.length ? null : (
              <Menu.Item className={controls['item']} onClick={() => onHidden(new Set())}>
                <span className={styles['tick']} />
                {say('allColumns')}
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function CsvButton({ source: { fetch, fileName }, view, columns }: { readonly source: RowsSource; readonly view: RowsView; readonly columns: readonly TableColumn[] }): ReactNode {
  const { lang, say } = useWords();
  const [state, setState] = useState<'ready' | 'writing' | { readonly failed: string }>('ready');
  const failed = typeof state === 'object' ? state.failed : undefined;
  const save = (): void => {
    setState('writing');
    csvOf(fetch, view, columns).then(
      (file) => {
        download(file, `${fileName}.csv`);
        setState('ready');
      },
      (error: unknown) => {
        const words = typeof error === 'object' && error !== null && 'words' in error ? (error.words as Readonly<Record<'en' | 'zh', string>>)[lang] : String(error);
        setState({ failed: words });
      },
    );
  };
  return (
    <>
      {failed === undefined ? null : (
        <span className={styles['failed']} role="alert">
          {failed}
        </span>
      )}
      <button type="button" className={`${controls['quiet'] ?? ''} ${styles['tool'] ?? ''}`} title={say('downloadCsv')} aria-disabled={state === 'writing'} onClick={state === 'writing' ? undefined : save}>
        <IconDownload size={16} stroke={1.75} aria-hidden="true" />
        <span className={styles['label']}>{state === 'writing' ? say('downloading') : say('downloadCsv')}</span>
      </button>
    </>
  );
}
