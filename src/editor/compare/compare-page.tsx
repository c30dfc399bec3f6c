import { useEffect, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import type { Words } from '../../data/text.ts';
import { capacityOf } from '../../lab/compare/capacity.ts';
import controls from '../looks/controls.module.css';
import { readGraph } from '../documents/read-graph.ts';
import { optionsOf } from '../measure/settings.ts';
import { useSettings } from '../measure/use-settings.ts';
import { ChooseFile } from '../own-data/file-drop.tsx';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useRun, useSession } from '../state/editor-context.tsx';
import { StudyFrame } from '../study/study-frame.tsx';
import { Choose } from './choose.tsx';
import styles from './compare-page.module.css';
import { useOpponent } from './compared-to.ts';
import { Differences } from './differences.tsx';
import { KnownRows } from './known-rows.tsx';
import { OnCanvas } from './on-canvas.tsx';
import { ReportButton } from './report-button.tsx';
import { useComparison } from './use-comparison.ts';
import type { Comparing } from './use-comparison.ts';

/** What a change does: two graphs on the same data, side by side. */
export default function ComparePage(): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  useFreshRun();
  const { to, opponent, missing } = useOpponent();
  const graph = useDocument(({ document }) => document.id);
  const [settings, change] = useSettings(graph);
  const labels = useSession((state) => state.labels);
  const { catching, maturity, warmUp } = optionsOf(settings);
  const comparing = useComparison(opponent, { labels, options: { catching, maturity, warmUp } });
  const capacity = useSession((state) => state.comparing.capacity);
  const [fault, setFault] = useState<Words>();
  const take = async (file: File): Promise<void> => {
    const { document, fault: why } = readGraph(await file.text());
    setFault(why);
    if (document !== undefined) session.getState().compareBy({ to: { type: 'file', name: file.name, document } });
  };
  const drop = (event: DragEvent): void => {
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    void take(file);
  };
  const saveVersion = (): void => {
    session.getState().showStudy(undefined);
    session.getState().showReview('versions');
  };
  const [shows, setShows] = useState<'figures' | 'canvas'>('figures');
  const { told, asked, failure } = comparing;
  const whole = told === undefined ? undefined : { ...told, capacity: capacity === undefined ? undefined : capacityOf(told.days, capacity) };
  return (
    <StudyFrame title={say('compare')} actions={whole === undefined || asked === undefined || opponent === undefined ? null : <><ShowAs value={shows} change={setShows} /><ReportButton asked={asked} opponent={opponent} /></>}>
      <div className={styles['page']} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <section className={styles['choose']} aria-label={say('compareTo')}>
          <Choose to={to} onFile={(file) => void take(file)} />
          {fault === undefined ? null : <p className={styles['fault']} role="alert">{fault[lang]}</p>}
          {told === undefined || failure === undefined ? null : <p className={styles['fault']} role="alert">{failure[lang]}</p>}
          {missing ? <p className={styles['fault']} role="alert">{say('compareNotFound')}</p> : null}
        </section>
        {to === undefined ? (
          <div className={styles['empty']}>
            <p>{say('compareAbout')}</p>
            <div className={styles['ways']}>
              <button type="button" className={controls['primary']} onClick={saveVersion}>{say('compareSave')}</button>
              <ChooseFile className={controls['button']} label={say('chooseFile')} take={([file]) => (file === undefined ? undefined : void take(file))} />
            </div>
            <p className={styles['hint']}>{say('compareDrop')}</p>
          </div>
        ) : whole !== undefined && asked !== undefined && opponent !== undefined && shows === 'canvas' ? (
          <OnCanvas told={whole} before={opponent.document} />
        ) : whole !== undefined && asked !== undefined ? (
          <Differences key={JSON.stringify(to.type === 'file' ? to.name : to)} told={whole} asked={asked}>
            <KnownRows told={whole} settings={settings} change={change} labels={labels} onLabels={session.getState().labelBy} />
          </Differences>
        ) : missing ? null : (
          <Waiting comparing={comparing} />
        )}
      </div>
    </StudyFrame>
  );
}

function ShowAs({ value, change }: { readonly value: 'figures' | 'canvas'; readonly change: (next: 'figures' | 'canvas') => void }): ReactNode {
  const { say } = useWords();
  return (
    <div className={styles['views']} role="group" aria-label={say('compareShown')}>
      <button type="button" aria-pressed={value === 'figures'} onClick={() => change('figures')}>{say('compareFigures')}</button>
      <button type="button" aria-pressed={value === 'canvas'} onClick={() => change('canvas')}>{say('compareOnCanvas')}</button>
    </div>
  );
}

/** What is compared is the graph as it is drawn, so it runs first where it was changed since. */
function useFreshRun(): void {
  const { run } = useEditor();
  useEffect(() => {
    const { state } = run.getState();
    if (state === 'idle' || state === 'stale') run.getState().run();
  }, [run]);
}

function Waiting({ comparing: { state, part, failure, stop, start } }: { readonly comparing: Comparing }): ReactNode {
  const { lang, say } = useWords();
  const run = useRun((each) => each.state);
  const broken = useRun((each) => each.failure);
  const progress = useRun((each) => each.progress);
  const why = failure ?? (run === 'failed' ? broken : undefined);
  if (why !== undefined) return <p className={styles['fault']} role="alert">{why[lang]}</p>;
  if (state === 'stopped') {
    return (
      <div className={styles['empty']}>
        <p role="status">{say('comparingStopped')}</p>
        <button type="button" className={controls['primary']} onClick={start}>{say('compareStart')}</button>
      </div>
    );
  }
  const runs = state === 'waiting';
  const done = runs ? (progress?.total === undefined || progress.total === 0 ? undefined : progress.rows / progress.total) : part;
  return (
    <div className={styles['empty']}>
      <p role="status">{say(runs ? 'compareRunning' : 'comparingNow')}</p>
      <progress max={1} value={done} aria-label={say(runs ? 'compareRunning' : 'comparingNow')} />
      {runs ? null : <button type="button" className={controls['button']} onClick={stop}>{say('compareStop')}</button>}
    </div>
  );
}
