import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { splitValues } from '../blanks/split-values.ts';
import controls from '../looks/controls.module.css';
import { familyOf } from '../looks/families.ts';
import { RowsTable } from '../rows/rows-table.tsx';
import type { RowsSource } from '../rows/rows-table.tsx';
import { streamOfPort } from '../rows/stream-of-port.ts';
import type { Found, FoundRows } from '../simulate/studies/find.ts';
import { useStudy } from '../simulate/use-study.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useRun } from '../state/editor-context.tsx';
import { whyPhrases } from '../words.ts';
import { CommonList } from './common-list.tsx';
import { fetchFound } from './found-rows.ts';
import styles from './find-rows.module.css';

/** Rows by ids or keys from elsewhere, and what they have in common. */
export default function FindRows({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { lang, say } = useWords();
  const [text, setText] = useState('');
  const [values, setValues] = useState<readonly string[]>();
  const hasRun = useRun(({ summary }) => summary !== undefined);
  const { answer, failure, stale } = useStudy('find', values === undefined ? undefined : { values });
  const [source, setSource] = useState<string>();
  const [common, setCommon] = useState(false);
  const rows = answer?.sources.find((each) => each.source === source) ?? mostRows(answer);
  const ask = (): void => {
    const asked = [...new Set(splitValues(text))];
    setValues(asked.length === 0 ? undefined : asked);
    setCommon(false);
  };
  return (
    <div className={styles['find']} data-common={common || undefined}>
      <section className={styles['ask']} aria-label={say('findByList')}>
        <header>
          <h2>{say('findByList')}</h2>
          <button type="button" className={controls['icon']} aria-label={say('close')} title={say('close')} onClick={onClose}><IconX size={16} stroke={1.75} aria-hidden="true" /></button>
        </header>
        <textarea value={text} rows={3} aria-label={say('idsOrKeys')} placeholder={say('idsOrKeys')} spellCheck={false} onChange={(event) => setText(event.target.value)} />
        <div className={styles['actions']}>
          <button type="button" className={controls['primary']} aria-disabled={!hasRun || text.trim() === '' || undefined} onClick={hasRun ? ask : undefined}>{say('findRows')}</button>
          <p role="status">{!hasRun ? say('runForRows') : failure !== undefined ? failure[lang] : values === undefined ? '' : stale || answer === undefined ? say('lookingBack') : whyPhrases.found(answer.values, lang)}</p>
        </div>
        {answer === undefined ? null : <Values found={answer} />}
      </section>
      {rows === undefined ? <p className={styles['none']}>{answer === undefined ? say('findAbout') : say('noneFound')}</p> : (
        <Rows
          key={rows.source}
          rows={rows}
          choice={answer === undefined || answer.sources.length < 2 ? null : <SourceChoice sources={answer.sources} chosen={rows.source} onChoose={setSource} />}
          common={common ? undefined : () => setCommon(true)}
        />
      )}
      {common && rows !== undefined ? <CommonList rows={rows} onClose={() => setCommon(false)} /> : null}
    </div>
  );
}

const mostRows = (found: Found | undefined): FoundRows | undefined => found?.sources.toSorted((one, other) => other.places.length - one.places.length)[0];

/** Those that were not found stand first: they are what is asked about next. */
function Values({ found: { values } }: { readonly found: Found }): ReactNode {
  const { say } = useWords();
  const inOrder = [...values.filter(({ rows }) => rows === 0), ...values.filter(({ rows }) => rows > 0)];
  return (
    <div className={styles['values']} tabIndex={0} role="group" aria-label={say('foundValues')}>
      <table>
        <thead><tr><th scope="col">{say('idOrKey')}</th><th scope="col">{say('rowsOfTable')}</th><th scope="col">{say('alertsFound')}</th></tr></thead>
        <tbody>
          {inOrder.slice(0, mostValues).map(({ value, rows, alerts }) => (
            <tr key={value} data-none={rows === 0 || undefined}>
              <th scope="row" title={value}>{value}</th>
              <td>{rows === 0 ? say('notFoundHere') : rows}</td>
              <td>{alerts === 0 ? '–' : alerts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const mostValues = 500;

interface RowsProps {
  readonly rows: FoundRows;
  readonly choice: ReactNode;
  /** Undefined while it is shown. */
  readonly common: (() => void) | undefined;
}

function Rows({ rows, choice, common }: RowsProps): ReactNode {
  const { say } = useWords();
  const { document, session } = useEditor();
  const stream = useDocument(({ compilation }) => streamOfPort(compilation, rows.at));
  const source: RowsSource = useMemo(() => ({
    fetch: fetchFound(rows),
    version: rows,
    first: [],
    fileName: 'found-rows',
    familyOf: (node) => familyOf(document.getState().document.nodes.find(({ id }) => id === node)?.kind ?? ''),
    why: ({ place }) => session.getState().explain({ type: 'row', stream, place }),
    keep: ({ place }) => session.getState().keepAsTest({ type: 'row', stream, place }),
  }), [rows, document, session, stream]);
  return (
    <div className={styles['rows']}>
      <RowsTable
        source={source}
        label={say('foundRows')}
        title={<>{choice}{common === undefined ? null : <button type="button" className={`${controls['button'] ?? ''} ${styles['inCommon'] ?? ''}`} onClick={common}>{say('inCommon')}</button>}</>}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly sources: readonly FoundRows[];
  readonly chosen: string;
  readonly onChoose: (source: string) => void;
}

function SourceChoice({ sources, chosen, onChoose }: ChoiceProps): ReactNode {
  const { lang, say } = useWords();
  const nodes = useDocument(({ document }) => document.nodes);
  return (
    <select className={styles['choice']} aria-label={say('foundIn')} value={chosen} onChange={(event) => onChoose(event.target.value)}>
      {sources.map(({ source }) => <option key={source} value={source}>{inLanguage(nodes.find(({ id }) => id === source)?.name ?? source, lang)}</option>)}
    </select>
  );
}
