import { useState } from 'react';
import type { ReactNode } from 'react';
import type { NodeAnalysis } from '../../../compile/analyse.ts';
import { valueAt } from '../../../data/columns.ts';
import { inLanguage } from '../../../data/text.ts';
import { fieldLabel } from '../../../data/words.ts';
import { kindNamed } from '../../../kinds/registry.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { cellFormat, unitOf } from '../../rows/cell-text.ts';
import { useRowsAround, useSampleTrouble } from '../../sample/use-sample.ts';
import type { RowsAround } from '../../state/contract/sample.ts';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import { Section } from '../parts/section.tsx';
import { columnsAround, shortTime } from './columns-around.ts';
import type { AroundColumn } from './columns-around.ts';
import styles from './rows-section.module.css';
import { useZone } from '../../state/editor-context.tsx';

/** Some rows as they enter a node and as they leave it: in one table where they are the same rows, else in two. */
export function RowsSection({ analysed }: { readonly analysed: NodeAnalysis }): ReactNode {
  const { lang, say } = useWords();
  const { node, ports } = analysed;
  const [chosen, setChosen] = useState<string>();
  const input = ports.inputs.find(({ id }) => id === chosen) ?? ports.inputs[0];
  const known = useRowsAround(node.id, input?.id);
  const trouble = useSampleTrouble();
  if (known === undefined) {
    if (trouble === undefined || ports.inputs.length === 0) return null;
    return (
      <Section title={say('rowsBeforeAndAfter')}>
        <p className={styles['trouble']}>{trouble[lang]}</p>
      </Section>
    );
  }
  const { answer, stale } = known;
  const columns = columnsAround(answer, analysed);
  const family = kindNamed(node.kind)?.family;
  if (answer.same) {
    return (
      <Section title={say('rowsBeforeAndAfter')} beside={phrases.rowsInAll(answer.before.total, lang)}>
        <RowsTable
          label={say('rowsBeforeAndAfter')}
          columns={columns.together}
          around={answer}
          ports={ports}
          family={family}
          stale={stale}
        />
      </Section>
    );
  }
  return (
    <>
      {input === undefined || (answer.before.fields.length === 0 && ports.inputs.length < 2) ? null : (
        <Section title={say('rowsBefore')} beside={phrases.rowsInAll(answer.before.total, lang)}>
          {ports.inputs.length < 2 ? null : (
            <p className={styles['input']}>
              {say('enteringBy')}
              <ChoiceBlank
                label={say('enteringBy')}
                value={input.id}
                readOnly={false}
                choices={ports.inputs.map(({ id, label }) => ({ value: id, label: inLanguage(label, lang) }))}
                change={setChosen}
              />
            </p>
          )}
          <RowsTable label={say('rowsBefore')} columns={columns.before} around={answer} family={family} stale={stale} />
        </Section>
      )}
      <Section
        title={say(answer.before.fields.length === 0 ? 'rowsOfSource' : 'rowsAfter')}
        beside={phrases.rowsInAll(answer.after.total, lang)}
      >
        <RowsTable
          label={say(answer.before.fields.length === 0 ? 'rowsOfSource' : 'rowsAfter')}
          columns={columns.after}
          around={answer}
          ports={ports}
          family={family}
          stale={stale}
        />
      </Section>
    </>
  );
}

interface TableProps {
  readonly label: string;
  readonly columns: readonly AroundColumn[];
  readonly around: RowsAround;
  /** Where rows leave by several outputs, each says by which. */
  readonly ports?: NodeAnalysis['ports'] | undefined;
  readonly family: string | undefined;
  readonly stale: boolean;
}

function RowsTable({ label, columns, around, ports, family, stale }: TableProps): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const [first] = columns;
  const outputs = ports?.outputs.filter(({ role }) => role !== 'side') ?? [];
  const length = around[first?.side ?? 'after'].batch.length;
  if (first === undefined || length === 0) return <p className={styles['none']}>{say('noRowsHere')}</p>;
  const portOf = (row: number): string => {
    const port = outputs.find(({ id }) => id === around.ports[row]);
    return port === undefined ? say('droppedRow') : inLanguage(port.label, lang);
  };
  const isMain = (row: number): boolean => outputs.some(({ id, role }) => id === around.ports[row] && role !== 'rest');
  return (
    // Rows are wider than the panel: who has no pointer scrolls with the keyboard.
    <div className={styles['scroll']} role="region" aria-label={label} tabIndex={0} data-stale={stale || undefined}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {outputs.length < 2 ? null : <th scope="col">{say('leavesBy')}</th>}
            {columns.map(({ field, is }) => {
              const unit = unitOf(field, zone);
              return (
                <th
                  key={`${field.name} ${is}`}
                  scope="col"
                  data-type={field.type}
                  data-is={is}
                  data-family={is === 'new' ? family : undefined}
                  title={field.name}
                >
                  <span>
                    {unit === undefined
                      ? fieldLabel(field, lang)
                      : `${fieldLabel(field, lang)}${lang === 'zh' ? '，' : ', '}${unit}`}
                  </span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length }, (_, row) => (
            <tr key={row} data-main={(outputs.length > 1 && isMain(row)) || undefined}>
              {outputs.length < 2 ? null : <td>{portOf(row)}</td>}
              {columns.map((column) => (
                <Cell
                  key={`${column.field.name} ${column.is}`}
                  column={column}
                  around={around}
                  row={row}
                  family={family}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly column: AroundColumn;
  readonly around: RowsAround;
  readonly row: number;
  readonly family: string | undefined;
}

function Cell({ column: { field, at, side, is, beforeAt }, around, row, family }: CellProps): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const values = around[side].batch.columns[at];
  const value = values === undefined ? null : valueAt(values, row);
  const earlier = beforeAt === undefined ? undefined : around.before.batch.columns[beforeAt];
  const was = earlier === undefined ? value : valueAt(earlier, row);
  const format = field.type === 'time' ? (each: typeof value) => shortTime(each, zone) : cellFormat(field, lang, zone);
  const text = value === null ? say('missing') : format(value);
  const changed = JSON.stringify(was) !== JSON.stringify(value) && around.ports[row] !== '';
  const full = field.type === 'time' && value !== null ? cellFormat(field, lang, zone)(value) : text;
  return (
    <td
      data-type={field.type}
      data-is={is}
      data-family={is === 'new' || changed ? family : undefined}
      data-missing={value === null || undefined}
      title={full.length > 16 ? full : undefined}
    >
      {changed && is === 'same' ? <del>{was === null ? say('missing') : String(was)}</del> : null}
      {text}
    </td>
  );
}
