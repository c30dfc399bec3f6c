import { useEffect, useMemo, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Deployment, OutputView, RunView, SourceView } from '../../api/runs.ts';
import { inLanguage } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { fieldLabel, numberInWords } from '../../data/words.ts';
import { targetNamed } from '../../kinds/output/targets/registry.ts';
import { connectorNamed } from '../../kinds/source/connectors/registry.ts';
import { contractFields } from '../../kinds/source/fields.ts';
import { lengthText, momentText } from '../live/standing-lines.ts';
import controls from '../looks/controls.module.css';
import { sourceConfig } from '../own-data/replacement.ts';
import { server, useMay } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useZone } from '../state/editor-context.tsx';
import { serverPhrases } from '../words.ts';
import type { Word } from '../words.ts';
import styles from './run-side.module.css';
import { connectorWords, outputWords } from './run-words.ts';

interface Props {
  readonly run: RunView;
  readonly now: number;
}

/** Where the events of a run come from, where what it finds goes to, and which versions of it ran. */
export function RunSide({ run, now }: Props): ReactNode {
  const { say } = useWords();
  return (
    // It may be longer than there is room, and little in it can be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles['side']} tabIndex={0} aria-label={say('runSources')}>
      {run.sources.length === 0 ? null : (
        <>
          <h3>{say('runSources')}</h3>
          <ul className={styles['parts']}>{run.sources.map((source) => <Source key={source.id} source={source} now={now} />)}</ul>
        </>
      )}
      {run.outputs.length === 0 ? null : (
        <>
          <h3>{say('runOutputs')}</h3>
          <ul className={styles['parts']}>{run.outputs.map((output) => <Output key={output.node} run={run.id} output={output} now={now} />)}</ul>
        </>
      )}
      <h3>{say('runHistory')}</h3>
      <History run={run} />
    </aside>
  );
}

function Source({ source, now }: { readonly source: SourceView; readonly now: number }): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { problem, retryAt, lag, watermark, heard } = source;
  const facts = [
    lag === undefined ? undefined : serverPhrases.lag(lag.count, lag.of, lang),
    source.idle ? serverPhrases.idle(lang) : watermark === undefined ? undefined : serverPhrases.watermark(momentText(watermark, zone, lang), lang),
    heard === undefined ? undefined : serverPhrases.heard(lengthText(now - heard, lang), lang),
  ].filter((fact) => fact !== undefined);
  return (
    <li>
      <Head id={source.id} name={source.name} type={connectorNamed(source.connector)?.title[lang] ?? source.connector} state={say(connectorWords[source.state])} asks={source.state === 'waiting' || problem !== undefined} />
      <Trouble problem={problem?.[lang]} retryAt={retryAt} now={now} />
      <Counts counts={[['countRead', source.read], ['countAccepted', source.accepted], ['countLate', source.late], ['countRejected', source.rejected], ['countWaiting', source.waiting]]} asks={source.rejected > 0 ? 'countRejected' : undefined} />
      {facts.length === 0 ? null : <p className={styles['facts']}>{facts.join(lang === 'zh' ? '，' : ', ')}</p>}
      <EventAsked source={source.id} />
    </li>
  );
}

/** What became of one event, by the id that its source has for it. */
function EventAsked({ source }: { readonly source: string }): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const document = useDocument((state) => state.document);
  const field = useMemo(() => {
    const config = sourceConfig(document, source);
    const named = config === undefined ? undefined : contractFields(config).id;
    return config?.fields.find(({ name }) => name === named);
  }, [document, source]);
  const [id, setId] = useState('');
  if (field === undefined) return null;
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (id.trim() !== '') session.getState().explain({ type: 'event', source, id: id.trim() });
  };
  return (
    <form className={styles['ask']} onSubmit={ask}>
      <input className={styles['event']} aria-label={say('eventById')} placeholder={fieldLabel(field, lang)} spellCheck={false} autoComplete="off" value={id} onChange={(event) => setId(event.currentTarget.value)} />
      <button type="submit" className={controls['button']} aria-disabled={id.trim() === ''}>{say('becameOf')}</button>
    </form>
  );
}

interface OutputProps {
  readonly run: string;
  readonly output: OutputView;
  readonly now: number;
}

/** Where rows go to, with its emergency stop. */
function Output({ run, output, now }: OutputProps): ReactNode {
  const { lang, say } = useWords();
  const operates = useMay('operator');
  const [fault, setFault] = useState<Words>();
  const halted = output.state === 'halted';
  const turn = (): void => {
    server.ask('haltOutput', { params: { id: run, node: output.node, action: halted ? 'resume' : 'halt' } }).then(() => setFault(undefined), (error: unknown) => setFault(troubleWords(error)));
  };
  return (
    <li>
      <Head id={output.node} name={output.name} type={targetNamed(output.type)?.title[lang] ?? output.type} state={say(outputWords[output.state])} asks={output.state === 'waiting' || halted || output.problem !== undefined} />
      <Trouble problem={(fault ?? output.problem)?.[lang]} retryAt={output.retryAt} now={now} />
      <Counts counts={[['outputSent', output.sent], ['outputUnsent', output.unsent], ['outputRefused', output.refused]]} asks={output.refused > 0 ? 'outputRefused' : undefined} />
      {operates && output.state !== 'stopped' ? <button type="button" className={`${controls['button'] ?? ''} ${styles['halt'] ?? ''}`} onClick={turn}>{say(halted ? 'resumeOutput' : 'haltOutput')}</button> : null}
    </li>
  );
}

interface HeadProps {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly asks: boolean;
}

function Head({ id, name, type, state, asks }: HeadProps): ReactNode {
  const { lang } = useWords();
  const { view } = useEditor();
  const own = useDocument(({ document }) => document.nodes.find((node) => node.id === id)?.name);
  return (
    <p className={styles['head']}>
      <button type="button" onClick={() => view.current?.reveal(id)}>{own === undefined ? name : inLanguage(own, lang)}</button>
      <span className={styles['type']}>{type}</span>
      <span className={styles['state']} data-asks={asks || undefined}>{state}</span>
    </p>
  );
}

function Trouble({ problem, retryAt, now }: { readonly problem: string | undefined; readonly retryAt: number | undefined; readonly now: number }): ReactNode {
  const { lang } = useWords();
  if (problem === undefined) return null;
  return (
    <>
      <p className={styles['problem']}>{problem}</p>
      {retryAt === undefined ? null : <p className={styles['facts']}>{serverPhrases.tries(retryAt - now, lang)}</p>}
    </>
  );
}

interface CountsProps {
  readonly counts: readonly (readonly [word: Word, count: number])[];
  /** The one that somebody should look at. */
  readonly asks: Word | undefined;
}

function Counts({ counts, asks }: CountsProps): ReactNode {
  const { lang, say } = useWords();
  return (
    <dl className={styles['counts']}>
      {counts.map(([word, count]) => (
        <div key={word} data-asks={word === asks || undefined}>
          <dt>{say(word)}</dt>
          <dd>{numberInWords(count, undefined, lang)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was deployed, the latest first, and what became of the windows each time. */
function History({ run: { id, deployment } }: Pick<Props, 'run'>): ReactNode {
  const { lang } = useWords();
  const zone = useZone();
  const [deployments, setDeployments] = useState<readonly Deployment[]>([deployment]);
  useEffect(() => {
    let left = false;
    server.ask('deployments', { params: { id } }).then(({ value }) => {
      if (!left) setDeployments(value.deployments);
    }, () => undefined);
    return () => {
      left = true;
    };
  }, [id, deployment.number, deployment.notes.length]);
  return (
    <ol className={styles['history']}>
      {deployments.map(({ number, at, by, note, notes }) => (
        <li key={number} aria-current={number === deployment.number || undefined}>
          <p className={styles['when']}>{serverPhrases.deployedBy(number, momentText(at, zone, lang), by === 'local' ? undefined : by, lang)}</p>
          {note === '' ? null : <p>{note}</p>}
          {notes.map((each) => <p key={each.en} className={styles['note']}>{each[lang]}</p>)}
        </li>
      ))}
    </ol>
  );
}
