import type { ReactNode } from 'react';
import type { ListView } from '../../../api/lists.ts';
import { inLanguage } from '../../../data/text.ts';
import { fieldLabel } from '../../../data/words.ts';
import type { ReferenceTable } from '../../../graph/document.ts';
import type { lookup } from '../../../kinds/lookup/kind.ts';
import { freeName } from '../../../kinds/shared/fields.ts';
import { keyTypes } from '../../../kinds/shared/keys.ts';
import { findField, inputOf } from '../../../kinds/shared/streams.ts';
import { findTable } from '../../../kinds/shared/tables.ts';
import { CheckBlank } from '../../blanks/check-blank.tsx';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { TextBlank } from '../../blanks/text-blank.tsx';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { useEditor } from '../../state/editor-context.tsx';
import { useManagedLists } from '../../lists/managed/use-managed.ts';
import { Adds, Items } from '../parts/items.tsx';
import { Line } from '../parts/line.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { changedAt, without } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';
import styles from '../panels.module.css';
import { ListValues } from './list-values.tsx';

type Config = ConfigOf<typeof lookup>;

/** Which table, by which fields, and what is taken from it. */
export function LookupPanel(props: PanelProps<Config>): ReactNode {
  const { config, around, outputs, readOnly, change, renameField } = props;
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const table = findTable(config.table, around);
  const { on, add, found } = config;
  const taken = (): Set<string> =>
    new Set([
      ...stream.fields.map(({ name }) => name),
      ...add.map(({ column, name }) => name ?? column),
      ...(found === undefined ? [] : [found]),
    ]);
  const making = useNewTable(props);
  const managed = useManagedChoices(props);
  if (around.tables.length === 0 && config.table === undefined) {
    return (
      <Section>
        <p className={styles['teach']}>{say('noTablesYet')}</p>
        {readOnly ? null : (
          <div className={styles['actions']}>
            <button type="button" className={controls['button']} onClick={() => making(newTable)}>
              {say('newTable')}
            </button>
            <button type="button" className={controls['button']} onClick={() => making(newList)}>
              {say('newList')}
            </button>
            {managed.choices.map(({ value, label }) => (
              <button key={value} type="button" className={controls['button']} onClick={() => managed.choose(value)}>
                {label}
              </button>
            ))}
          </div>
        )}
      </Section>
    );
  }
  const columns = table?.columns ?? [];
  return (
    <Section>
      <Sentence
        word="lookupSays"
        blanks={{
          table: (
            <ChoiceBlank
              label={say('whichTable')}
              value={config.table ?? ''}
              readOnly={readOnly}
              choices={[
                ...around.tables.map(({ id, name }) => ({ value: id, label: inLanguage(name, lang) })),
                ...managed.choices,
                { value: newList, label: say('newList'), about: say('newListAbout') },
                { value: newTable, label: say('newTable'), about: say('newTableAbout') },
              ]}
              change={(id) => (managed.has(id) ? managed.choose(id) : id === newList || id === newTable ? making(id) : change(chosen(config, id, props)))}
            />
          ),
        }}
      />
      <Items
        items={on}
        change={(next) => change({ ...config, on: next })}
        nameOf={({ field }) => field}
        readOnly={readOnly}
        least={1}
        add={
          table === undefined
            ? undefined
            : {
                label: say(on.length === 0 ? 'addSameField' : 'addAnotherField'),
                make: () => ({ field: '', column: columns[0]?.name ?? '' }),
              }
        }
      >
        {(pair, index) => (
          <Sentence
            word="lookupPair"
            inline
            blanks={{
              field: (
                <FieldBlank
                  label={say('whichField')}
                  value={pair.field}
                  readOnly={readOnly}
                  fields={stream.fields}
                  types={keyTypes}
                  change={(field) => change({ ...config, on: changedAt(on, index, { field }) })}
                />
              ),
              column: (
                <FieldBlank
                  label={say('whichColumn')}
                  value={pair.column}
                  readOnly={readOnly}
                  fields={columns}
                  change={(column) => change({ ...config, on: changedAt(on, index, { column }) })}
                />
              ),
            }}
          />
        )}
      </Items>
      {columns.length > 1 || add.length > 0 ? (
        <>
          <p className={styles['lead']}>{say('lookupAdds')}</p>
          <Items
            items={add}
            change={(next) => change({ ...config, add: next })}
            nameOf={({ column, label }) => (label === undefined ? column : inLanguage(label, lang))}
            readOnly={readOnly}
            details={({ column, name = column }) => (
              <Line name={say('nameInFormulas')}>
                <NameBlank name={name} readOnly={readOnly} rename={renameField} />
              </Line>
            )}
            adding={
              <FieldBlank
                label={say('addColumn')}
                value={undefined}
                readOnly={readOnly}
                fields={columns}
                without={[...on.map(({ column }) => column), ...add.map(({ column }) => column)]}
                trigger={<Adds label={say('addColumn')} />}
                change={(column) => {
                  const name = freeName(column, taken());
                  change({ ...config, add: [...add, name === column ? { column } : { column, name }] });
                }}
              />
            }
          >
            {(each, index) => {
              const name = each.name ?? each.column;
              const made = outputs['rows'] === undefined ? undefined : findField(outputs['rows'], name);
              return (
                <Sentence
                  word="lookupColumn"
                  inline
                  blanks={{
                    column: (
                      <FieldBlank
                        label={say('whichColumn')}
                        value={each.column}
                        readOnly={readOnly}
                        fields={columns}
                        change={(column) => change({ ...config, add: changedAt(add, index, { column, name }) })}
                      />
                    ),
                    label: (
                      <TextBlank
                        label={say('nameOfField')}
                        value={each.label ?? (made === undefined ? name : fieldLabel(made, lang))}
                        readOnly={readOnly}
                        change={(label, coalesce) =>
                          change(
                            { ...config, add: changedAt(add, index, { label: label === '' ? undefined : label }) },
                            coalesce,
                          )
                        }
                      />
                    ),
                  }}
                />
              );
            }}
          </Items>
        </>
      ) : null}
      <CheckBlank
        label={say('lookupFound')}
        value={found !== undefined}
        readOnly={readOnly}
        change={(wanted) =>
          change(
            without({
              ...config,
              found: wanted ? freeName(`in_${(config.table ?? 'table').replaceAll('-', '_')}`, taken()) : undefined,
            }),
          )
        }
      />
      {found === undefined ? null : (
        <Line name={say('nameInFormulas')}>
          <NameBlank name={found} readOnly={readOnly} rename={renameField} />
        </Line>
      )}
      {table === undefined ? null : <ListValues table={table} readOnly={readOnly} />}
    </Section>
  );
}

/** Lists of the server that the graph does not ask yet. */
function useManagedChoices({ node, config, around, change }: PanelProps<Config>): {
  readonly choices: readonly { readonly value: string; readonly label: string; readonly about: string }[];
  readonly has: (value: string) => boolean;
  readonly choose: (value: string) => void;
} {
  const { say } = useWords();
  const editor = useEditor();
  const { lists = [] } = useManagedLists();
  const others = lists.filter(({ name }) => !around.tables.some(({ data }) => 'managed' in data && data.managed === name));
  const listIn = (value: string): ListView | undefined => others.find(({ name }) => `${onServer}${name}` === value);
  return {
    choices: others.map(({ name }) => ({ value: `${onServer}${name}`, label: name, about: say('managedOnServer') })),
    has: (value) => listIn(value) !== undefined,
    choose: (value) => {
      const list = listIn(value);
      if (list === undefined) return;
      const coalesce = `list of the server for ${node}`;
      const columns = list.columns.map((column) => ({ ...column }));
      const [id] = editor.document.getState().apply({ edit: 'addTable', args: { table: { name: list.name, columns, data: { managed: list.name } } } }, { coalesce }).made ?? [];
      if (id === undefined) return;
      const stream = inputOf(around);
      const taken = new Set(stream.fields.map(({ name }) => name));
      const on = list.key.map((column) => {
        const type = list.columns.find(({ name }) => name === column)?.type;
        const field = findField(stream, column)?.type === type ? column : (stream.fields.find((each) => each.type === type && each.roles?.includes('key'))?.name ?? '');
        return { field, column };
      });
      change({ ...config, table: id, on, add: [], found: freeName(`in_${id.replaceAll('-', '_')}`, taken) }, coalesce);
    },
  };
}

/** No table has one of these ids. */
const onServer = '+ ';
const newList = '+';
const newTable = '++';

/** Another table: fields that it has under the names of before stay. */
function chosen(config: Config, id: string, { around }: Pick<PanelProps<Config>, 'around'>): Config {
  const table = findTable(id, around);
  const stream = inputOf(around);
  if (table === undefined || id === config.table) return config;
  const has = (column: string): boolean => table.columns.some(({ name }) => name === column);
  const kept = config.on.filter(({ column }) => has(column));
  const same = table.columns.find((column) => findField(stream, column.name)?.type === column.type) ?? table.columns[0];
  const on =
    kept.length > 0 || same === undefined
      ? kept
      : [{ field: config.on[0]?.field ?? findField(stream, same.name)?.name ?? '', column: same.name }];
  return { ...config, table: id, on, add: config.add.filter(({ column }) => has(column)) };
}

/** A list of values or a table in the graph itself, and the node that looks things up in it: one step. */
function useNewTable({ node, config, around, outputs }: PanelProps<Config>): (what: string) => void {
  const { say } = useWords();
  const editor = useEditor();
  return (what) => {
    const { apply } = editor.document.getState();
    const coalesce = `new list of ${node}`;
    const isList = what === newList;
    const column = 'value';
    const value: ReferenceTable['columns'][number] = { name: column, type: 'text', label: { en: 'value', zh: '值' } };
    const made = apply(
      {
        edit: 'addTable',
        args: {
          table: {
            name: say(isList ? 'newList' : 'newTable'),
            columns: isList ? [value] : [{ name: 'key', type: 'text', label: { en: 'key', zh: '编号' } }, value],
            data: { rows: [] },
          },
        },
      },
      { coalesce },
    );
    const id = made.made?.[0];
    if (id === undefined) return;
    const taken = new Set((outputs['rows']?.fields ?? []).map(({ name }) => name));
    const key = inputOf(around).fields.find((field) => field.type === 'text' && field.roles?.includes('key'));
    const field = config.on[0]?.field ?? key?.name ?? '';
    const name = freeName(column, taken);
    const next: Config = isList
      ? { ...config, table: id, on: [{ field, column }], add: [], found: config.found ?? freeName('in_list', taken) }
      : { ...config, table: id, on: [{ field, column: 'key' }], add: [name === column ? { column } : { column, name }] };
    apply({ edit: 'configureNode', args: { node, config: next } }, { coalesce });
  };
}
