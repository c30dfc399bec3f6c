import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Words } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { FileJoin } from '../../lab/ledger/file-labels.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import controls from '../looks/controls.module.css';
import files from '../own-data/dialogs.module.css';
import { FileDrop } from '../own-data/file-drop.tsx';
import { Sentence } from '../panels/parts/sentence.tsx';
import type { JoinedLabels } from '../simulate/studies/label-file.ts';
import type { LabelJoins } from '../simulate/studies/label-joins.ts';
import { NoReply } from '../simulate/worker-link.ts';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { measurePhrases } from '../words.ts';
import styles from './label-dialog.module.css';
import { proposedJoin } from './label-proposal.ts';

interface Props {
  readonly onLabels: (labels: JoinedLabels) => void;
  readonly onClose: () => void;
}

/** A second file that says how events turned out, and what of it belongs to what of the data. */
export function LabelDialog({ onLabels, onClose }: Props): ReactNode {
  const { lang, say } = useWords();
  const [file, setFile] = useState<File>();
  const [changed, change] = useState<FileJoin>();
  const found = useJoins(file);
  const join = changed ?? (found?.joins === undefined ? undefined : proposedJoin(found.joins));
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={files['backdrop']} />
        <Dialog.Popup className={files['narrow']}>
          <header className={files['title']}>
            <Dialog.Title>{file === undefined ? say('labelsFromFileTitle') : measurePhrases.labelsIn(file.name, lang)}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}>
              <IconX size={18} stroke={1.75} aria-hidden="true" />
            </Dialog.Close>
          </header>
          {file === undefined ? (
            <FileDrop
              take={([first]) => {
                change(undefined);
                setFile(first);
              }}
            />
          ) : null}
          {file !== undefined && found === undefined ? <p className={styles['said']} role="status">{say('matchingLabels')}</p> : null}
          {found?.failure === undefined ? null : <p className={styles['said']} role="alert">{found.failure[lang]}</p>}
          {found?.joins !== undefined && join === undefined ? <p className={styles['said']} role="alert">{say('noJoin')}</p> : null}
          {found?.joins === undefined || join === undefined ? null : <JoinSentence joins={found.joins} join={join} change={change} />}
          {file === undefined ? null : (
            <footer className={styles['foot']}>
              <button
                type="button"
                className={controls['button']}
                onClick={() => {
                  change(undefined);
                  setFile(undefined);
                }}
              >
                {say('otherLabelFile')}
              </button>
              <button
                type="button"
                className={controls['primary']}
                aria-disabled={join === undefined}
                onClick={() => {
                  if (join === undefined) return;
                  onLabels({ file, ...join });
                  onClose();
                }}
              >
                {say('useLabels')}
              </button>
            </footer>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface JoinProps {
  readonly joins: LabelJoins;
  readonly join: FileJoin;
  readonly change: (join: FileJoin) => void;
}

/** No column is called nothing. */
const none = '';

function JoinSentence({ joins: { columns, fields, joins }, join, change }: JoinProps): ReactNode {
  const { lang, say } = useWords();
  const named = columns.map(({ name }) => ({ value: name, label: name }));
  const times = columns.filter(({ isTime }) => isTime).map(({ name }) => ({ value: name, label: name }));
  const match = joins.find(({ field, column }) => field === join.field && column === join.column);
  const values = columns.find(({ name }) => name === join.says?.column)?.values ?? [];
  const period = (end: 'from' | 'to', label: string, open: string): ReactNode => (
    <ChoiceBlank<string> label={label} value={join[end] ?? none} readOnly={false} choices={[{ value: none, label: open }, ...times]} change={(name) => change({ ...join, [end]: name === none ? undefined : name })} />
  );
  return (
    <div className={styles['join']}>
      <Sentence
        word="labelJoinSays"
        blanks={{
          column: <ChoiceBlank<string> label={say('fileColumn')} value={join.column} readOnly={false} choices={named} change={(column) => change({ ...join, column })} />,
          field: <ChoiceBlank<string> label={say('dataField')} value={join.field} readOnly={false} choices={fields.map((field) => ({ value: field.name, label: fieldLabel(field, lang) }))} change={(field) => change({ ...join, field })} />,
        }}
      />
      {match === undefined ? null : <p className={styles['match']} data-none={match.matched === 0 || undefined} role="status">{measurePhrases.valuesMatched(match.matched, match.of, lang)}</p>}
      <Sentence
        word={join.says === undefined ? 'everyRowYes' : 'columnSays'}
        blanks={{
          says: (
            <ChoiceBlank<string>
              label={say('saysColumn')}
              value={join.says?.column ?? none}
              readOnly={false}
              choices={[{ value: none, label: say('everyFileRow') }, ...named]}
              change={(column) => change({ ...join, says: column === none ? undefined : { column, yes: columns.find(({ name }) => name === column)?.values[0] ?? '' } })}
            />
          ),
          yes: <ChoiceBlank<string> label={say('saysYes')} value={join.says?.yes ?? ''} readOnly={false} choices={values.map((value) => ({ value, label: value }))} change={(yes) => change({ ...join, says: join.says === undefined ? undefined : { ...join.says, yes } })} />,
        }}
      />
      {times.length === 0 ? null : <Sentence word="periodSays" blanks={{ from: period('from', say('periodFrom'), say('theBeginning')), to: period('to', say('periodTo'), say('theEnd')) }} />}
    </div>
  );
}

interface FoundJoins {
  readonly file: File;
  readonly joins?: LabelJoins | undefined;
  readonly failure?: Words | undefined;
}

function useJoins(file: File | undefined): FoundJoins | undefined {
  const { studies } = useEditor();
  const [found, setFound] = useState<FoundJoins>();
  useEffect(() => {
    if (file === undefined) return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const joins = await studies.ask('labelJoins', { file }, { signal: stop.signal });
        if (!stop.signal.aborted) setFound({ file, joins });
      } catch (error) {
        if (stop.signal.aborted) return;
        const why = error instanceof Error ? error.message : String(error);
        setFound({ file, failure: error instanceof NoReply ? error.words : { en: why, zh: why } });
      }
    };
    void ask();
    return () => stop.abort();
  }, [studies, file]);
  return found?.file === file ? found : undefined;
}
