import { IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { familyOf } from '../looks/families.ts';
import { SeverityMark } from '../looks/severity-mark.tsx';
import type { Face } from '../rows/grid-row.tsx';
import { RowsTable } from '../rows/rows-table.tsx';
import type { RowsSource } from '../rows/rows-table.tsx';
import { severities } from '../shell/dock/severities.ts';
import type { ComparedWith } from '../simulate/studies/compare.ts';
import type { AlertPair, AlertsOfFate } from '../simulate/studies/compared-alerts.ts';
import type { WhyAsked } from '../simulate/studies/explain.ts';
import type { FoundRows } from '../simulate/studies/find.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { fetchFound } from '../why/found-rows.ts';
import { fetchAlerts } from './alert-columns.ts';
import type { Behind } from './behind.ts';
import styles from './behind-number.module.css';

interface Props {
  readonly behind: Behind;
  readonly asked: ComparedWith;
  readonly onClose: () => void;
}

/** The alerts or rows behind a number. Those that the graph knows can be explained, which leads back to the canvas. */
export function BehindNumber({ behind, asked, onClose }: Props): ReactNode {
  const { say } = useWords();
  const found = useBehind(behind, asked);
  return (
    <section className={styles['behind']} aria-label={say(behind.type === 'alerts' ? 'comparedAlerts' : 'comparedRows')}>
      <button type="button" className={`${controls['icon'] ?? ''} ${styles['close'] ?? ''}`} aria-label={say('close')} title={say('close')} onClick={onClose}>
        <IconX size={18} stroke={1.75} aria-hidden="true" />
      </button>
      {found === undefined ? <p className={styles['said']} role="status">{say('loadingRows')}</p> : behind.type === 'alerts' && 'alerts' in found ? <Alerts behind={behind} asked={asked} found={found} /> : 'bySource' in found ? <Rows title={behind.title} bySource={found.bySource} /> : null}
    </section>
  );
}

type Found = AlertsOfFate | { readonly bySource: readonly FoundRows[] };

function useBehind(behind: Behind, asked: ComparedWith): Found | undefined {
  const { studies } = useEditor();
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    const stop = new AbortController();
    const told = (answer: Found | undefined): void => {
      if (!stop.signal.aborted) setFound(answer);
    };
    const options = { signal: stop.signal };
    if (behind.type === 'alerts') void studies.ask('comparedAlerts', { ...asked, fate: behind.fate, nodes: behind.nodes, days: behind.days }, options).then(told, onlyTold);
    else void studies.ask('comparedRows', { ...asked, rows: behind.rows }, options).then(told, onlyTold);
    return () => stop.abort();
  }, [studies, behind, asked]);
  return found;
}

/** Another run took its place: the page compares anew, and closes this. */
const onlyTold = (): void => undefined;

interface AlertsProps extends Pick<Props, 'asked'> {
  readonly behind: Extract<Behind, { type: 'alerts' }>;
  readonly found: AlertsOfFate;
}

function Alerts({ behind: { title, fate }, asked, found }: AlertsProps): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const sources = useDocument(({ compilation }) => compilation.plan.steps.filter(({ op }) => op === 'source').map(({ node }) => node).join('\n'));
  const source: RowsSource = useMemo(() => {
    const names = new Map([...asked.against.nodes, ...document.getState().document.nodes].map(({ id, name }) => [id, inLanguage(name, lang)]));
    const node = ({ before, after }: AlertPair): string => names.get((after ?? before)?.node ?? '') ?? '';
    const severity: Face = (text) => {
      const named = severities.find((each) => say(each) === text);
      return named === undefined ? text : <span className={styles['severity']}><SeverityMark severity={named} />{text}</span>;
    };
    const [only, ...others] = sources.split('\n');
    const whyOf = ({ before, after }: AlertPair): WhyAsked | undefined => {
      if (after !== undefined) return { type: 'alert', id: after.id };
      return before?.about === undefined || only === undefined || others.length > 0 ? undefined : { type: 'event', source: only, id: before.about };
    };
    const why: RowsSource['why'] = ({ place }) => {
      const pair = found.alerts[place];
      const wanted = pair === undefined ? undefined : whyOf(pair);
      if (wanted === undefined) return;
      session.getState().showStudy(undefined);
      session.getState().explain(wanted);
    };
    const keep: RowsSource['keep'] = ({ place }) => {
      const id = found.alerts[place]?.after?.id;
      if (id !== undefined) session.getState().keepAsTest({ type: 'alert', id });
    };
    return {
      fetch: fetchAlerts(found, fate, { lang, severity: say, node }),
      version: found,
      first: [],
      fileName: `${document.getState().document.id}-${fate}`,
      familyOf: () => undefined,
      faces: new Map([['severity', severity], ['severityBefore', severity]]),
      why: found.alerts.every((pair) => whyOf(pair) !== undefined) ? why : undefined,
      // What only the other graph raised is no alert of this one.
      keep: found.alerts.every(({ after }) => after !== undefined) ? keep : undefined,
    };
  }, [found, fate, asked, document, session, sources, lang, say]);
  return <RowsTable source={source} label={title} title={<h3 className={styles['title']}>{title}</h3>} />;
}

function Rows({ title, bySource }: { readonly title: string; readonly bySource: readonly FoundRows[] }): ReactNode {
  const { lang } = useWords();
  const { document, session } = useEditor();
  const nodes = useDocument((state) => state.document.nodes);
  const [chosen, setChosen] = useState(bySource[0]?.source);
  const rows = bySource.find(({ source }) => source === chosen);
  const source: RowsSource | undefined = useMemo(() => {
    if (rows === undefined) return undefined;
    return {
      fetch: fetchFound(rows),
      version: rows,
      first: [],
      fileName: `${document.getState().document.id}-rows`,
      familyOf: (node) => familyOf(document.getState().document.nodes.find(({ id }) => id === node)?.kind ?? ''),
      why: ({ place }) => {
        session.getState().showStudy(undefined);
        session.getState().explain({ type: 'row', stream: `${rows.source}.events`, place });
      },
      keep: ({ place }) => session.getState().keepAsTest({ type: 'row', stream: `${rows.source}.events`, place }),
      events: (places) => Promise.resolve({ source: rows.source, places: Int32Array.from(places) }),
      isChoice: true,
    };
  }, [rows, document, session]);
  if (source === undefined) return null;
  const name = (id: string): string => inLanguage(nodes.find((node) => node.id === id)?.name ?? id, lang);
  return (
    <RowsTable
      key={chosen}
      source={source}
      label={title}
      title={
        <h3 className={styles['title']}>
          {title}
          {bySource.map(({ source: each }) => (bySource.length === 1 ? <span key={each}>{name(each)}</span> : <button key={each} type="button" aria-pressed={each === chosen} onClick={() => setChosen(each)}>{name(each)}</button>))}
        </h3>
      }
    />
  );
}
