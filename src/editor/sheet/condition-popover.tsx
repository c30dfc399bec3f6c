import { Popover } from '@base-ui/react/popover';
import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { parseDuration, printDuration } from '../../data/duration.ts';
import type { FlowField } from '../../data/field.ts';
import { pick } from '../../data/text.ts';

import { capitalised, fieldLabel } from '../../data/words.ts';
import { isCounted, printCell } from '../../kinds/table/cell.ts';
import type { Cell } from '../../kinds/table/cell.ts';
import { rowToExpr } from '../../kinds/table/cell-logic.ts';
import { parseCell } from '../../kinds/table/cell-parse.ts';
import { toStored } from '../../logic/stored.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { DurationBlank } from '../blanks/duration-blank.tsx';
import { NumberBlank } from '../blanks/number-blank.tsx';
import { StringBlank } from '../blanks/string-blank.tsx';
import { ValuesBlank } from '../blanks/values-blank.tsx';
import { isComposing } from '../commands/keys.ts';
import controls from '../looks/controls.module.css';
import { useDistribution, useMatches } from '../sample/use-sample.ts';
import { useWords } from '../state/context.tsx';
import { localTime, momentFrom } from '../state/zone.ts';
import { glossary, sheetPhrases } from '../words.ts';
import { goTo, rowsIn, settle } from './actions.ts';
import styles from './condition-popover.module.css';
import { Distribution } from './distribution.tsx';
import { askedAs, asksFor, cellOf, formOf } from './model/asks.ts';
import type { Ask, Form } from './model/asks.ts';
import type { ConditionColumn } from './model/columns.ts';
import { textAt } from './model/entry.ts';
import { entered, tabbed } from './model/moves.ts';
import { useSheet, useSheetView } from './sheet-context.tsx';

interface Props {
  readonly grid: string;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** The condition of a cell as a form, below the cell. What it says is kept when it is closed, as one step. */
export function ConditionPopover({ grid, input }: Props): ReactNode {
  const sheet = useSheet();
  const { lang } = useWords();
  const at = useSheetView((view) => view.at);
  const open = useSheetView(({ editing }) => editing?.how === 'form');
  const column = sheet.columns[at.column];
  if (column?.part !== 'when' || column.field === undefined) return null;
  const text = textAt(sheet.config, at.row, column);
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (isComposing(event.nativeEvent) || !(event.target instanceof HTMLElement)) return;
    // Menus of blanks have Enter for themselves.
    const isOpen = event.target.getAttribute('aria-expanded') === 'true' && event.target.getAttribute('aria-activedescendant') !== null;
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !isOpen && event.target.type !== 'checkbox') {
      event.preventDefault();
      goTo(sheet, entered(at, event.shiftKey, rowsIn(sheet)));
    } else if (event.key === 'Tab' && !event.shiftKey && isLast(event.target)) {
      event.preventDefault();
      goTo(sheet, tabbed(at, false, { rows: rowsIn(sheet), columns: sheet.columns.length }) ?? at);
    }
  };
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next, { reason }) => {
        if (next) return;
        if (reason === 'escape-key') sheet.view.setState({ editing: undefined });
        else settle(sheet);
      }}
    >
      <Popover.Portal>
        <Popover.Positioner className={styles['float']} side="bottom" align="start" sideOffset={4} anchor={() => document.getElementById(`${grid}-grid-${at.row}-${at.column}`)}>
          <Popover.Popup data-condition="" className={`${controls['popup'] ?? ''} ${styles['popup'] ?? ''}`} aria-label={sheetPhrases.cellAt(column.label, at.row + 1, lang)} initialFocus={firstValue} finalFocus={input} onKeyDown={press}>
            <ConditionForm key={`${at.row}/${at.column}`} column={column} field={column.field} text={text} onText={(next) => sheet.view.setState({ editing: { how: 'form', text: next } })} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Most of the time it is the value that changes, not how it is compared. */
const firstValue = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('[data-condition] [data-values] input') ?? document.querySelector<HTMLElement>('[data-condition] button');

function isLast(target: HTMLElement): boolean {
  const all = [...(target.closest('[role=dialog]')?.querySelectorAll<HTMLElement>('button, input') ?? [])].filter(({ tabIndex }) => tabIndex >= 0);
  return all.at(-1) === target;
}

const askWords: Readonly<Record<Ask, keyof typeof glossary>> = {
  any: 'askAny', between: 'askBetween', under: 'askUnder', upTo: 'askUpTo', from: 'askFrom', over: 'askOver', is: 'askIs', isNot: 'askIsNot',
  oneOf: 'askOneOf', noneOf: 'askNoneOf', yes: 'yes', no: 'no', missing: 'askMissing', present: 'askPresent', written: 'askWritten',
};
const timeWords: Partial<Readonly<Record<Ask, keyof typeof glossary>>> = { under: 'askBefore', upTo: 'askNotAfter', from: 'askSince', over: 'askAfter' };

interface FormProps {
  readonly column: ConditionColumn;
  readonly field: FlowField;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function ConditionForm({ column, field, text, onText }: FormProps): ReactNode {
  const { lang, say } = useWords();
  const [written, setWritten] = useState(text);
  const [form, setForm] = useState<Form>(() => {
    const { cell } = parseCell(text, field, column.sets);
    return cell === undefined ? { ask: 'written', values: [], orMissing: false } : formOf(cell, field);
  });
  const own = form.ask === 'written' ? parseCell(written, field, column.sets) : { cell: cellOf(form, column.sets), problem: undefined };
  const put = (next: Form): void => {
    setForm(next);
    const cell = cellOf(next, column.sets);
    if (cell === undefined) return;
    setWritten(printCell(cell, field));
    onText(printCell(cell, field));
  };
  const write = (next: string): void => {
    setWritten(next);
    onText(next);
  };
  return (
    <>
      <div className={styles['top']}>
        <ChoiceBlank
          label={say('howAsked')}
          value={form.ask}
          readOnly={false}
          choices={asksFor(field).map((value) => ({ value, label: glossary[(field.type === 'time' ? timeWords[value] : undefined) ?? askWords[value]][lang] }))}
          change={(ask) => put(askedAs(form, ask))}
        />
        <span className={styles['about']}>{column.about}</span>
      </div>
      <div className={styles['values']} data-values="">
        <Values form={form} field={field} written={written} put={put} write={write} />
      </div>
      {own.problem === undefined ? null : <p className={styles['wrong']} role="alert">{own.problem.message[lang]}</p>}
      {field.optional && !['any', 'missing', 'present', 'isNot', 'noneOf', 'written'].includes(form.ask) ? (
        <label className={styles['check']}>
          <input type="checkbox" checked={form.orMissing} onChange={(event) => put({ ...form, orMissing: event.target.checked })} />
          {say('orMissing')}
        </label>
      ) : null}
      <SampleOf field={field} form={form} cell={own.cell} />
    </>
  );
}

interface ValuesProps {
  readonly form: Form;
  readonly field: FlowField;
  readonly written: string;
  readonly put: (next: Form) => void;
  readonly write: (next: string) => void;
}

function Values({ form, field, written, put, write }: ValuesProps): ReactNode {
  const { lang, say } = useWords();
  const label = capitalised(fieldLabel(field, lang));
  const one = (end: 'low' | 'high', name: string): ReactNode => <EndBlank key={end} label={name} field={field} value={form[end]} change={(value) => put({ ...form, [end]: value })} />;
  switch (form.ask) {
    case 'between':
      return (
        <div className={styles['ends']}>
          {one('low', say('fromValue'))}
          <span>{pick(lang, field.type === 'time' ? 'to before' : 'to under', '至')}</span>
          {one('high', say('toUnder'))}
          {lang === 'zh' ? <span>{field.type === 'time' ? '之前' : '以下'}</span> : null}
        </div>
      );
    case 'under':
    case 'upTo':
      return <div className={styles['ends']}>{one('high', label)}</div>;
    case 'from':
    case 'over':
    case 'is':
    case 'isNot':
      return <div className={styles['ends']}>{one('low', label)}</div>;
    case 'oneOf':
    case 'noneOf':
      return <TextValues form={form} field={field} put={put} />;
    case 'written':
      return <StringBlank label={label} value={written} readOnly={false} wide code change={write} />;
    default:
      return null;
  }
}

/** Values that the sample has, and the sets of the graph by their names. */
function TextValues({ form, field, put }: Pick<ValuesProps, 'form' | 'field' | 'put'>): ReactNode {
  const { lang, say } = useWords();
  const { node, around } = useSheet();
  const known = useDistribution({ node, port: 'in', side: 'in' }, field.name);
  const names = useMemo(() => new Map(around.sets.filter(({ type }) => type === 'text').map(({ id, name }) => [`@${id}`, typeof name === 'string' ? name : (name[lang] ?? id)])), [around, lang]);
  const seen = known?.answer.type === 'text' ? known.answer.top.map(({ value }) => value) : [];
  const shown = (value: string): string => names.get(value) ?? value;
  const raw = (value: string): string => [...names].find(([, name]) => name === value)?.[0] ?? value;
  return (
    <ValuesBlank
      label={say('whichValues')}
      value={form.values.map(shown)}
      readOnly={false}
      suggestions={[...new Set([...(field.values ?? []), ...seen, ...names.values()])]}
      change={(values) => put({ ...form, values: values.map(raw) })}
    />
  );
}

/** Moments are asked for in the zone in which the cell then tells them. */
function EndBlank({ label, field, value, change }: { readonly label: string; readonly field: FlowField; readonly value: number | undefined; readonly change: (value: number | undefined) => void }): ReactNode {
  const id = useId();
  const { zone = 'UTC' } = useSheet().around;
  if (field.type === 'time') {
    return (
      <input
        id={id}
        className={styles['time']}
        type="datetime-local"
        step={1}
        aria-label={label}
        value={value === undefined ? '' : localTime(value, zone).replace(' ', 'T')}
        onChange={(event) => change(momentFrom(event.target.value, zone))}
      />
    );
  }
  if (isCounted(field) && (value === undefined || parseDuration(printDuration(value)) === value)) {
    return <DurationBlank label={label} value={value === undefined ? '' : printDuration(value)} readOnly={false} least={0} change={(text) => change(parseDuration(text))} />;
  }
  return <NumberBlank label={label} value={value} readOnly={false} unit={field.unit} currency={field.currency} change={change} clear={() => change(undefined)} />;
}

/** How the field lies in the sample, and how many rows the cell alone holds for. */
function SampleOf({ field, form, cell }: { readonly field: FlowField; readonly form: Form; readonly cell: Cell | undefined }): ReactNode {
  const { lang } = useWords();
  const { node, around } = useSheet();
  const at = { node, port: 'in', side: 'in' } as const;
  const known = useDistribution(at, field.name);
  const condition = useMemo(() => (cell === undefined ? [] : [toStored(rowToExpr([cell], [field]))]), [cell, field]);
  const matches = useMatches(at, condition);
  const hits = condition.length === 0 ? undefined : matches?.answer.hits[0];
  return (
    <>
      {known === undefined ? null : <Distribution distribution={known.answer} field={field} isIn={(value) => isInside(form, value)} />}
      {matches === undefined || hits === undefined ? null : (
        <p className={styles['matches']} aria-busy={matches.stale}>
          {sheetPhrases.matchesAlone(hits, matches.answer.rows, around.inputs['in']?.event, lang)}
        </p>
      )}
    </>
  );
}

function isInside({ ask, low = -Infinity, high = Infinity }: Form, value: number): boolean {
  if (ask === 'is') return value === low;
  if (ask === 'isNot') return value !== low;
  return ask === 'between' || ask === 'from' || ask === 'over' || ask === 'under' || ask === 'upTo' ? value >= low && value < high : true;
}

