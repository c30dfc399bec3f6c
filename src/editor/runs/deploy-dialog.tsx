import { Dialog } from '@base-ui/react/dialog';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { IconX } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { meaning } from '../../compile/meaning.ts';
import type { Problem } from '../../data/problem.ts';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { liveProblems } from '../../kinds/live-problems.ts';
import { NumberBlank } from '../blanks/number-blank.tsx';
import live from '../live/live-form.module.css';
import controls from '../looks/controls.module.css';
import { Sentence } from '../panels/parts/sentence.tsx';
import { server } from '../remote/this-server.ts';
import { graphFaults, troubleWords } from '../remote/trouble.ts';
import { sampleFiles } from '../simulate/open-run.ts';
import { NoReply } from '../simulate/worker-link.ts';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { ProblemItem } from '../shell/problem-item.tsx';
import { runAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import styles from './deploy-dialog.module.css';
import { deployChanges, isMadeUp, saysWhere } from './deploying.ts';

const kinds = [['graph', 'deployOnGraph'], ['made', 'deployOnMade']] as const;
const rates = { min: 1, max: 100_000, decimals: 0 } as const;

/** Lets the graph as it is drawn run on the server from now on. */
export default function DeployDialog({ close }: { readonly close: () => void }): ReactNode {
  const { lang, say } = useWords();
  const { example } = useEditor();
  const document = useDocument((state) => state.document);
  const compiled = useDocument(({ compilation }) => compilation.problems);
  const { running, trouble } = useRunning(document.id);
  const changes = useMemo(() => (running === undefined || running === 'none' ? undefined : deployChanges(running, document, lang)), [running, document, lang]);
  const [note, setNote] = useState('');
  const [chosen, setKind] = useState<'graph' | 'made'>();
  const kind = chosen ?? (!saysWhere(document) || (running !== undefined && running !== 'none' && isMadeUp(running)) ? 'made' : 'graph');
  const [rate, setRate] = useState(100);
  // Made-up events take the place of what the sources say.
  const errors = [...compiled.filter(({ severity }) => severity === 'error'), ...liveProblems(document).filter(({ at }) => kind === 'graph' || at?.[0] !== 'live')];
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Words>();
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const problems = refused.length > 0 ? refused : errors;
  const id = useId();

  const deploy = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFault(undefined);
    setRefused([]);
    try {
      const whole = document.tables.some(({ data }) => 'file' in data) ? await withFiles(document, example) : document;
      const body = { document: { ...whole }, note: note.trim(), ...(kind === 'made' ? { generator: { rate } } : {}) };
      await server.ask('deploy', { params: { id: document.id }, body });
      location.hash = runAddress(document.id);
    } catch (error) {
      setRefused(graphFaults(error));
      setFault(error instanceof NoReply ? error.words : troubleWords(error));
      setBusy(false);
    }
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['deploy'] ?? ''}`}>
          <header>
            <Dialog.Title>{say('deployTitle')}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}><IconX size={18} stroke={1.75} aria-hidden="true" /></Dialog.Close>
          </header>
          <div className={styles['body']}>
            <section>
              {running === 'none' ? <p>{say('deployFirst')}</p> : null}
              {changes === undefined ? null : <h3>{say('deployChanges')}</h3>}
              {changes === undefined ? null : changes.length === 0 ? <p>{say('deployNoChanges')}</p> : <ul className={styles['changes']}>{changes.map(({ text, node }) => <li key={`${node ?? ''} ${text}`}>{text}</li>)}</ul>}
            </section>
            <section>
              <h3 id={id}>{say('deployOn')}</h3>
              <RadioGroup className={styles['kinds']} value={kind} aria-labelledby={id} onValueChange={(next: unknown) => setKind(kinds.find(([each]) => each === next)?.[0])}>
                {kinds.map(([each, word]) => (
                  <label key={each} className={live['kind']}>
                    <Radio.Root value={each} className={live['dot']}><Radio.Indicator className={live['chosen']} /></Radio.Root>
                    {say(word)}
                  </label>
                ))}
              </RadioGroup>
              {kind === 'made' ? <Sentence word="deployRate" blanks={{ rate: <NumberBlank label={say('eventsPerSecond')} value={rate} readOnly={false} {...rates} change={setRate} /> }} /> : null}
            </section>
            <section>
              <label htmlFor={`${id}-note`}>{say('deployNote')}</label>
              <textarea id={`${id}-note`} rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            </section>
            {problems.length === 0 ? null : (
              <section>
                <p className={styles['fault']}>{say('deployFaults')}</p>
                {/* A click on what is wrong goes there: nothing may lie over it. */}
                {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions */}
                <ul onClick={(event) => (event.target instanceof HTMLButtonElement ? close() : undefined)}>
                  {problems.map((problem, at) => <ProblemItem key={`${problem.code} ${problem.node ?? ''} ${at}`} problem={problem} where />)}
                </ul>
              </section>
            )}
            {(fault ?? trouble) === undefined ? null : <p className={styles['fault']} role="alert">{(fault ?? trouble)?.[lang]}</p>}
          </div>
          <footer className={styles['foot']}>
            <button type="button" className={controls['button']} onClick={close}>{say('cancel')}</button>
            <button type="button" className={controls['primary']} aria-disabled={busy || errors.length > 0} onClick={() => (errors.length > 0 ? undefined : void deploy())}>{say(busy ? 'deploying' : 'deployNow')}</button>
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What tables name as files goes along. */
async function withFiles(document: RuleDocument, example: string | undefined): Promise<RuleDocument> {
  const [{ withTables }, files] = await Promise.all([import('./with-tables.ts'), sampleFiles(document, example)]);
  return withTables(document, files);
}

interface Running {
  /** The graph as it runs now. */
  readonly running: RuleDocument | 'none' | undefined;
  readonly trouble: Words | undefined;
}

function useRunning(id: string): Running {
  const [found, setFound] = useState<Running>({ running: undefined, trouble: undefined });
  useEffect(() => {
    let left = false;
    const look = async (): Promise<Running> => {
      const { value: { runs } } = await server.ask('runs');
      if (!runs.some((run) => run.id === id)) return { running: 'none', trouble: undefined };
      const { document } = parseDocument((await server.ask('runGraph', { params: { id } })).value, meaning);
      return { running: document ?? 'none', trouble: undefined };
    };
    void look()
      .catch((error: unknown): Running => ({ running: undefined, trouble: troubleWords(error) }))
      .then((now) => {
        if (!left) setFound(now);
      });
    return () => {
      left = true;
    };
  }, [id]);
  return found;
}
