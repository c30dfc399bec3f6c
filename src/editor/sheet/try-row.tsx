import { Menu } from '@base-ui/react/menu';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { FlowField, Row, Value } from '../../data/field.ts';
import { valueAt } from '../../data/columns.ts';
import { parseDuration, printDuration } from '../../data/duration.ts';
import { eventWords, valueInWords } from '../../data/words.ts';
import { isCounted } from '../../kinds/table/cell.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { NumberBlank } from '../blanks/number-blank.tsx';
import { StringBlank } from '../blanks/string-blank.tsx';
import controls from '../looks/controls.module.css';
import { useRowsAround } from '../sample/use-sample.ts';
import type { RowsAround } from '../state/contract/sample.ts';
import { useWords } from '../state/context.tsx';
import { sheetPhrases } from '../words.ts';
import { useChecks } from './checks/checks-context.tsx';
import styles from './try-row.module.css';
import type { ResultColumn } from './model/columns.ts';
import { trial } from './model/try-row.ts';
import { useSheet } from './sheet-context.tsx';
import type { PlacedWidths } from './use-widths.ts';

/** One event tried on the table, under its columns: what it would decide, and by which row. */
export function TryRow({ widths }: { readonly widths: PlacedWidths }): ReactNode {
  const { lang, say } = useWords();
  const { config, around, columns } = useSheet();
  const [typed, setTyped] = useState<Row>();
  // What comes before the table does not change as one works on it.
  const sample = useRowsAround(around.from['in']?.[0]?.node)?.answer;
  const rows = useMemo(() => rowsOf(sample), [sample]);
  const row = typed ?? rows[0] ?? {};
  const attempt = useTrial();
  const tried = attempt?.(row);
  const event = eventWords(around.inputs['in']?.event, lang);
  return (
    <section className={styles['try']} aria-label={sheetPhrases.tryOne(event.one, lang)} data-try="">
      <div className={styles['title']}>
        <h3>{sheetPhrases.tryOne(event.one, lang)}</h3>
        <PickRow rows={rows} onPick={setTyped} />
      </div>
      <div className={styles['cells']}>
        <span style={{ width: widths.gutter }} />
        {columns.map((column, at) => (
          <div key={column.key} className={styles['cell']} data-part={column.part} data-first={at === config.inputs.length || undefined} data-number={column.number || undefined} style={{ width: widths.columns[at] ?? 0 }}>
            {column.part === 'when' && column.field !== undefined ? (
              <TryBlank label={column.label} field={column.field} value={row[column.name] ?? null} change={(value) => setTyped({ ...row, [column.name]: value })} />
            ) : null}
            {column.part === 'set' && tried !== undefined ? <Outcome column={column} value={tried.results[column.index] ?? null} /> : null}
          </div>
        ))}
        <output className={styles['by']} style={{ width: widths.hits }}>
          {tried === undefined ? '' : tried.rows.length === 0 ? say('otherwise') : sheetPhrases.byRows(tried.rows.slice(0, 3).map((index) => index + 1), config.hit, lang)}
        </output>
      </div>
    </section>
  );
}

/** A table of more rows takes a moment to be made ready: that waits for a pause in typing. */
const small = 200;
const quietFor = 500;

function useTrial(): ReturnType<typeof trial> {
  const { config, around } = useSheet();
  const [rested, setRested] = useState({ config, around });
  const isSmall = config.rows.length <= small;
  useEffect(() => {
    if (isSmall) return undefined;
    const timer = setTimeout(() => setRested({ config, around }), quietFor);
    return () => clearTimeout(timer);
  }, [config, around, isSmall]);
  const of = isSmall ? config : rested.config;
  const near = isSmall ? around : rested.around;
  return useMemo(() => trial(of, near), [of, near]);
}

function Outcome({ column, value }: { readonly column: ResultColumn; readonly value: Value }): ReactNode {
  const { lang, say } = useWords();
  const { tones } = useChecks();
  const tone = typeof value === 'string' && column.index === tones.column ? tones.of.get(value) : undefined;
  return (
    <span className={styles['outcome']} data-strong={column.output.values !== undefined || undefined}>
      {tone === undefined ? null : <span className={styles['dot']} data-tone={tone} />}
      {value === null ? <span className={styles['none']}>{say('noResult')}</span> : valueInWords(value, undefined, lang)}
    </span>
  );
}

interface BlankProps {
  readonly label: string;
  readonly field: FlowField;
  readonly value: Value;
  readonly change: (value: Value) => void;
}

const nothing = '';

function TryBlank({ label, field, value, change }: BlankProps): ReactNode {
  const { say } = useWords();
  if (field.type === 'number' && isCounted(field)) {
    return (
      <StringBlank
        label={label}
        value={typeof value === 'number' ? printDuration(value) : ''}
        readOnly={false}
        wide
        placeholder="30d"
        accepts={(text) => text.trim() === '' || parseDuration(text.trim()) !== undefined}
        change={(text) => change(parseDuration(text.trim()) ?? null)}
      />
    );
  }
  if (field.type === 'number') {
    return <NumberBlank label={label} value={typeof value === 'number' ? value : undefined} readOnly={false} unit={field.unit} currency={field.currency} change={change} clear={() => change(null)} placeholder={say('missing')} />;
  }
  const choices = field.type === 'boolean' ? ['yes', 'no'] : field.values;
  if (choices !== undefined && choices.length <= 60) {
    const chosen = value === null ? nothing : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
    return (
      <ChoiceBlank
        label={label}
        value={chosen}
        readOnly={false}
        choices={[...choices.map((choice) => ({ value: choice, label: field.type === 'boolean' ? say(choice === 'yes' ? 'yes' : 'no') : choice })), { value: nothing, label: say('missing') }]}
        change={(next) => change(next === nothing ? null : field.type === 'boolean' ? next === 'yes' : next)}
      />
    );
  }
  if (field.type === 'time') {
    return (
      <StringBlank
        label={label}
        value={typeof value === 'number' ? new Date(value).toISOString() : ''}
        readOnly={false}
        wide
        accepts={(text) => text.trim() === '' || !Number.isNaN(Date.parse(text))}
        change={(text) => change(text.trim() === '' ? null : Date.parse(text))}
      />
    );
  }
  return <StringBlank label={label} value={typeof value === 'string' ? value : ''} readOnly={false} wide placeholder={say('missing')} change={(text) => change(text === '' ? null : text)} />;
}

const offered = 10;

/** Rows of the sample, said by what the table asks about. */
function PickRow({ rows, onPick }: { readonly rows: readonly Row[]; readonly onPick: (row: Row) => void }): ReactNode {
  const { lang, say } = useWords();
  const { columns } = useSheet();
  const asked = columns.flatMap((column) => (column.part === 'when' && column.field !== undefined ? [column.field] : []));
  const shown = useMemo(() => {
    const known = new Map(rows.map((row) => [asked.map((field) => valueInWords(row[field.name] ?? null, field, lang)).join(', '), row]));
    return [...known].slice(0, offered);
  }, [rows, asked, lang]);
  if (shown.length === 0) return null;
  return (
    <Menu.Root>
      <Menu.Trigger className={controls['quiet']}>
        {say('pickRow')}
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} side="top" align="start" sideOffset={4}>
          <Menu.Popup className={controls['popup']}>
            {shown.map(([said, row]) => (
              <Menu.Item key={said} className={controls['item']} onClick={() => onPick(row)}>{said}</Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function rowsOf(sample: RowsAround | undefined): readonly Row[] {
  if (sample === undefined) return [];
  const { fields, batch } = sample.after;
  return Array.from({ length: batch.length }, (_, row) => Object.fromEntries(fields.flatMap(({ name }, at) => {
    const column = batch.columns[at];
    return column === undefined ? [] : [[name, valueAt(column, row)]];
  })));
}
