import { IconChevronLeft } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { RunView } from '../../api/runs.ts';
import { meaning } from '../../compile/meaning.ts';
import { inLanguage } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { commands } from '../commands/table.ts';
import type { CommandId } from '../commands/table.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import controls from '../looks/controls.module.css';
import { server } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import type { Watch } from '../remote/watch.ts';
import { agoInWords } from '../shell/figures.ts';
import { Inspector } from '../shell/inspector/inspector.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import { liveAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { EditorProvider, useEditor, useSession } from '../state/editor-context.tsx';
import { WhyBar } from '../why/mode-bar.tsx';
import { WhyProvider } from '../why/why-context.tsx';
import { glossary, serverPhrases } from '../words.ts';
import { LinkLost } from './link-lost.tsx';
import { RunActions } from './run-actions.tsx';
import { RunDock } from './run-dock.tsx';
import type { AskedOfRecent } from './open-recent.ts';
import type { RunTab } from './run-dock.tsx';
import styles from './run-page.module.css';
import { RunSide } from './run-side.tsx';
import { RunState } from './run-state.tsx';
import { serverStudies } from './server-studies.ts';
import { figuresOf } from './run-words.ts';
import { useNow, useWatch, useWatched } from './use-watch.ts';
import { watchedEditor } from './watched-editor.ts';
import type { WatchedEditor } from './watched-editor.ts';

const WhyPanel = lazy(() => import('../why/why-panel.tsx'));

/** One live run: its graph with its counts, where its events come from, and what it has found. */
export function RunPage({ id }: { readonly id: string }): ReactNode {
  const { say } = useWords();
  const watch = useWatch(id);
  const runs = useWatched(watch, (state) => state.runs);
  const now = useNow();
  const run = runs?.get(id);
  return (
    <div className={styles['page']}>
      <title>{`${run?.name ?? say('liveRuns')} · ${say('liveRuns')} · Ruleloom`}</title>
      <TopBar here="live" />
      <LinkLost watch={watch} now={now} />
      {run === undefined || watch === undefined ? (
        <main className={styles['say']}>
          {runs === undefined ? <p role="status">{say('opening')}</p> : <><p>{say('noSuchRun')}</p><a href={liveAddress}>{say('allRuns')}</a></>}
        </main>
      ) : (
        <Run run={run} watch={watch} now={now} />
      )}
    </div>
  );
}

interface Props {
  readonly run: RunView;
  readonly watch: Watch;
  readonly now: number;
}

function Run({ run, watch, now }: Props): ReactNode {
  const { lang, say } = useWords();
  const [trouble, setTrouble] = useState<Words>();
  const { watched, fault } = useGraph(run, watch);
  useEffect(() => watched?.show(run), [watched, run]);
  const name = watched === undefined ? run.name : inLanguage(watched.editor.document.getState().document.name, lang);
  const problem = trouble ?? run.problem ?? fault;
  return (
    <>
      <section className={styles['top']} aria-label={name}>
        <div className={styles['head']}>
          <a className={controls['quiet']} href={liveAddress} aria-label={say('allRuns')} title={say('allRuns')}>
            <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
          </a>
          <h2>{name}</h2>
          <RunState state={run.state} />
          <p className={styles['version']}>{serverPhrases.version(run.deployment.number, run.deployment.note, lang)}</p>
          <RunActions run={run} show={watch.show} tell={setTrouble} />
        </div>
        <dl className={styles['figures']}>
          {figuresOf(run, now, lang).map(({ word, text }) => <div key={word}><dt>{say(word)}</dt><dd>{text}</dd></div>)}
          <div><dt>{say('runningSince')}</dt><dd>{agoInWords(run.since, now, lang)}</dd></div>
        </dl>
      </section>
      {problem === undefined ? null : <p className={styles['problem']} role="alert">{problem[lang]}</p>}
      {watched === undefined ? <div className={styles['canvas']} /> : (
        <EditorProvider editor={watched.editor}>
          <Graph run={run} watch={watch} now={now} tell={setTrouble} />
        </EditorProvider>
      )}
    </>
  );
}

const lookKeys: ReadonlySet<CommandId> = new Set(['zoom-in', 'zoom-out', 'zoom-100', 'fit', 'fit-selection']);
const forLooking = commands.filter(({ id }) => lookKeys.has(id));

function Graph({ run, watch, now, tell }: Props & { readonly tell: (trouble: Words | undefined) => void }): ReactNode {
  const { document, session } = useEditor();
  const [tab, setTab] = useState<RunTab>('alerts');
  useShortcuts(forLooking);
  const inspects = useSession(({ inspected }) => inspected !== undefined);
  const why = useSession((state) => state.why !== undefined);
  useEffect(() => {
    const open = (asked: AskedOfRecent): void => {
      tell(glossary.fetchingEvents);
      void import('./open-recent.ts').then(({ openRecent }) => openRecent(run.id, asked)).then(tell, (error: unknown) => tell(troubleWords(error)));
    };
    return session.subscribe(({ rows: asked, keeping }) => {
      if (keeping?.type === 'alert') {
        const { id } = keeping;
        session.setState({ keeping: undefined });
        open({ type: 'keep', alert: watch.store.getState().alerts.find((each) => each.id === id) ?? { id, raised: Date.now() } });
      }
      if (asked === undefined) return;
      // A click is answered once.
      session.setState({ rows: undefined });
      if (asked.port === 'rejected') setTab('rejected');
      else if (document.getState().document.nodes.some(({ id, kind }) => id === asked.node && kind === 'alert')) setTab('alerts');
      else open({ type: 'rows', rows: { node: asked.node, port: asked.port } });
    });
  }, [session, document, run.id, watch, tell]);
  return (
    <WhyProvider>
      <main className={styles['canvas']}><Canvas /><WhyBar /></main>
      {why ? <div className={styles['part']}><Suspense><WhyPanel /></Suspense></div> : inspects ? <div className={styles['part']}><Inspector /></div> : <RunSide run={run} now={now} />}
      <RunDock run={run} watch={watch} tab={tab} onTab={setTab} tell={tell} />
    </WhyProvider>
  );
}

interface GraphOfRun {
  readonly watched: WatchedEditor | undefined;
  readonly fault: Words | undefined;
}

/** The graph as this deployment of it runs. */
function useGraph({ id, deployment: { number, version } }: RunView, watch: Watch): GraphOfRun {
  const [found, setFound] = useState<GraphOfRun>();
  useEffect(() => {
    let left = false;
    server.ask('runGraph', { params: { id } }).then(
      ({ value }) => {
        const { document, problems } = parseDocument(value, meaning);
        if (!left) setFound({ watched: document === undefined ? undefined : watchedEditor(document, serverStudies({ run: id, server, alerts: () => watch.store.getState().alerts })), fault: document === undefined ? problems[0]?.message : undefined });
      },
      (error: unknown) => {
        if (!left) setFound({ watched: undefined, fault: troubleWords(error) });
      },
    );
    return () => {
      left = true;
    };
  }, [id, number, version, watch]);
  return useMemo(() => found ?? { watched: undefined, fault: undefined }, [found]);
}
