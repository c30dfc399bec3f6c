import { useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { Family } from '../../kinds/contract.ts';
import { familyOf } from '../looks/families.ts';
import { KindIcon } from '../looks/kind-icon.tsx';
import type { ShownRows } from '../state/contract/rows.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useRun } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import styles from './port-rows.module.css';
import type { FetchRows, PlacedRow } from './row-pages.ts';
import { RowsTable } from './rows-table.tsx';
import type { RowsSource } from './rows-table.tsx';
import { streamOfPort } from './stream-of-port.ts';

/** The rows behind the count of a port, as the last run has them. */
export function PortRows({ port }: { readonly port: ShownRows }): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const node = useDocument(({ document }) => document.nodes.find(({ id }) => id === port.node));
  const compilation = useDocument((state) => state.compilation);
  const summary = useRun((state) => state.summary);
  const fileName = useDocument(({ document }) => `${document.id}-${port.node}-${port.port}`);
  const stream = streamOfPort(compilation, port);
  const fetch: FetchRows = useCallback((from, to, view) => editor.run.getState().rowsOf(stream, from, to, view), [editor, stream]);
  const familyOfNode = useCallback((id: string): Family | undefined => familyOf(editor.document.getState().document.nodes.find((each) => each.id === id)?.kind ?? ''), [editor]);
  const aside = port.port === 'late' || port.port === 'rejected';
  const setAside = compilation.analysis.nodes.get(port.node)?.outputs[port.port]?.fields.slice(-2).map(({ name }) => name).join('\n');
  const first = useMemo(() => (aside && setAside !== undefined ? setAside.split('\n') : []), [aside, setAside]);
  const source: RowsSource = useMemo(() => {
    const why = ({ place }: PlacedRow): void => editor.session.getState().explain({ type: 'row', stream, place });
    const keep = ({ place }: PlacedRow): void => editor.session.getState().keepAsTest({ type: 'row', stream, place });
    const events: RowsSource['events'] = aside ? undefined : (places) => editor.studies.ask('sourcePlaces', { stream, places });
    return { fetch, version: summary, first, fileName, familyOf: familyOfNode, why, keep: port.port === 'rejected' ? undefined : keep, events };
  }, [editor, stream, fetch, summary, first, fileName, familyOfNode, port.port, aside]);
  // What ran before it broke can still be looked at; what never did is said to be so.
  const ran = useRun(({ counts }) => counts.has(stream));
  if (node === undefined) return null;
  const label = compilation.analysis.nodes.get(port.node)?.ports.outputs.find(({ id }) => id === port.port)?.label ?? port.port;
  const [name, portName] = [inLanguage(node.name, lang), inLanguage(label, lang)];
  if (summary === undefined) return <p className={styles['said']}>{say('runForRows')}</p>;
  if (!ran && compilation.notRun.includes(port.node)) return <p className={styles['said']}>{phrases.notRun(name, lang)}</p>;
  const title = (
    <h2 className={styles['title']}>
      <span className={styles['icon']} data-family={familyOf(node.kind)}>
        <KindIcon kind={node.kind} />
      </span>
      <span className={styles['name']}>{name}</span>
      <span className={styles['port']}>{portName}</span>
    </h2>
  );
  return <RowsTable key={`${stream} ${port.row ?? ''} ${JSON.stringify(port.filters ?? [])}`} source={source} reveal={port.row} filters={port.filters} title={title} label={`${name}${lang === 'zh' ? '，' : ', '}${portName}`} />;
}
