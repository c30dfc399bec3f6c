import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { inLanguage } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import controls from '../looks/controls.module.css';
import { Icon } from '../looks/icon.tsx';
import { TypeMark } from '../rows/type-mark.tsx';
import { tookInWords } from '../shell/figures.ts';
import { useWords } from '../state/context.tsx';
import type { DataAsk } from '../state/contract/session.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import styles from './dialogs.module.css';
import type { DraftStore } from './draft-store.ts';
import { asOf, draftFields, unseen } from './draft.ts';
import { FileDrop } from './file-drop.tsx';
import { afterRun, placeInGraph } from './keep-file.ts';
import { proposeMapping, remapped } from './mapping.ts';
import type { Mapping } from './mapping.ts';
import { pathOf } from './file-names.ts';
import { brokenBy, replacementOf, sourceConfig } from './replacement.ts';
import { exampleInWords } from './starter-words.ts';
import { useDraft } from './use-draft.ts';

type Ask = Extract<DataAsk, { readonly type: 'replace' }>;

interface Props {
  readonly ask: Ask;
  readonly close: () => void;
}

/** A person's own file in place of the data that a source has. */
export function ReplaceData({ ask, close }: Props): ReactNode {
  const { lang, say } = useWords();
  const sources = useDocument(({ document }) => document.nodes).filter(({ kind }) => kind === 'source');
  const [node, setNode] = useState(ask.node);
  const [files, setFiles] = useState(ask.files);
  const document = useDocument((state) => state.document);
  const config = useMemo(() => sourceConfig(document, node), [document, node]);
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) close(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['narrow']} aria-label={say('useYourData')}>
          <header className={styles['title']}>
            <Dialog.Title>{say('useYourData')}</Dialog.Title>
            <p>
              {say('forSource')}
              <ChoiceBlank label={say('forSource')} value={node} readOnly={false} choices={sources.map(({ id, name }) => ({ value: id, label: inLanguage(name, lang) }))} change={setNode} />
            </p>
          </header>
          {files.length === 0 || config === undefined ? (
            <FileDrop take={setFiles} />
          ) : (
            <Matching key={`${node} ${files[0]?.name ?? ''}`} {...{ node, config, files, close }} again={() => setFiles([])} />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface MatchingProps {
  readonly node: string;
  readonly config: SourceConfig;
  readonly files: readonly File[];
  readonly again: () => void;
  readonly close: () => void;
}

function Matching({ files, ...rest }: MatchingProps): ReactNode {
  const store = useDraft(files, false);
  return store === undefined ? null : <Match store={store} {...rest} />;
}

/** Each field that the graph reads, and the column that stands for it. */
function Match({ store, node, config, again, close }: Omit<MatchingProps, 'files'> & { readonly store: StoreApi<DraftStore> }): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const compilation = useDocument((state) => state.compilation);
  const { stage, draft, whole, joined, change, fault: broken, progress } = useStore(store);
  const [chosen, setChosen] = useState<Mapping>();
  const [fault, setFault] = useState<string>();
  const columns = useMemo(() => (draft === undefined ? [] : draftFields(draft)), [draft]);
  const proposed = useMemo(() => proposeMapping(config.fields, columns.map(({ field }) => field)), [config, columns]);
  const mapping = chosen ?? proposed;
  const [lost, setLost] = useState<readonly string[]>([]);
  // The graph is compiled for it: the fields are seen first.
  useEffect(() => {
    if (draft === undefined || joined === undefined) return undefined;
    const look = (): void => setLost(brokenBy(compilation, replacementOf(node, config, draft, pathOf(joined.file.name), mapping), lang));
    const soon = setTimeout(look);
    return () => clearTimeout(soon);
  }, [compilation, node, config, draft, joined, mapping, lang]);
  if (stage === 'failed') {
    return (
      <div className={styles['failed']} role="alert">
        <p>{phrases.notATable(joined?.file.name ?? '', broken?.[lang] ?? '', lang)}</p>
        <button type="button" className={controls['primary']} onClick={again}>{say('tryAgain')}</button>
      </div>
    );
  }
  if (draft === undefined || joined === undefined) return <p className={styles['waiting']} role="status">{say('looking')}</p>;
  const known = new Map(whole?.facts.fields.map((each) => [each.name, each]));
  // Who knows the file need not wait until all of it was looked at.
  const usable = stage === 'ready' || (stage === 'reading' && chosen === undefined);
  const choose = (field: SourceConfig['fields'][number], column: string): void => {
    setChosen(remapped(mapping, field.name, column === '' ? undefined : column));
    const its = columns.find((each) => each.column === column);
    // What the graph reckons with has to be read as such.
    if (its !== undefined && its.field.type !== field.type) change(column, { as: asOf(field) });
  };
  const use = async (): Promise<void> => {
    try {
      const { path, keep } = await placeInGraph(editor, joined.file);
      editor.absent.getState().look();
      const applied = editor.document.getState().apply({ edit: 'replaceSourceData', args: replacementOf(node, config, whole === undefined ? unseen(draft) : draft, path, mapping) });
      if (applied.problem !== undefined) {
        setFault(applied.problem.message[lang]);
        return;
      }
      close();
      editor.run.getState().run();
      void afterRun(editor).then(keep);
    } catch {
      setFault(say('notKept'));
    }
  };
  return (
    <>
      <div className={styles['given']}>
        <p><b>{joined.file.name}</b></p>
        <p role="status">
          {whole === undefined
            ? progress === undefined ? say('readingFile') : phrases.rowsSoFar(progress.rows, lang)
            : phrases.rowsAndFields(whole.facts.rows + whole.facts.rejected, columns.length, tookInWords(whole.milliseconds, lang), lang)}
        </p>
        <button type="button" className={controls['quiet']} onClick={again}>{say('anotherFile')}</button>
      </div>
      <div className={styles['pairs']} hidden={config.fields.length === 0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('neededField')}</th>
              <th scope="col">{say('yourColumn')}</th>
              <th scope="col">{say('forExample')}</th>
            </tr>
          </thead>
          <tbody>
            {config.fields.map((field) => {
              const label = fieldLabel(field, lang);
              const column = mapping[field.name] ?? '';
              const its = columns.find((each) => each.column === column);
              const facts = its === undefined ? undefined : known.get(its.field.name);
              return (
                <tr key={field.name}>
                  <th scope="row" title={field.name}><span className={styles['typed']}><TypeMark type={field.type} />{label}</span></th>
                  <td data-missing={column === '' || undefined}>
                    <ChoiceBlank
                      label={phrases.columnFor(label, lang)}
                      value={column}
                      readOnly={false}
                      choices={[{ value: '', label: say('notThere') }, ...columns.map((each) => ({ value: each.column, label: fieldLabel(each.field, lang) }))]}
                      change={(next) => choose(field, next)}
                    />
                  </td>
                  <td className={styles['example']}>{facts === undefined || its === undefined ? '' : exampleInWords(facts, its.field, lang)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {fault === undefined ? null : <p className={styles['fault']} role="alert"><Icon name="error" />{fault}</p>}
      <footer className={styles['end']}>
        <p role="status">
          {config.fields.length === 0 ? null : phrases.matchedFields(Object.keys(mapping).length, config.fields.length, lang)}
          {lost.length === 0 ? null : <span className={styles['lost']}><Icon name="warning" />{phrases.nodesWithout(lost, lang)}</span>}
        </p>
        <button type="button" className={controls['button']} onClick={close}>{say('cancel')}</button>
        <button type="button" className={controls['primary']} aria-disabled={!usable} onClick={() => { if (usable) void use(); }}>{say('useTheData')}</button>
      </footer>
    </>
  );
}
