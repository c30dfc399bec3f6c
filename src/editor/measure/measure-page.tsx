import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { JoinedLabels } from '../simulate/studies/label-file.ts';
import type { MeasureAsked, Measuring } from '../simulate/studies/measure.ts';
import { useCommand } from '../commands/use-command.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useRun, useSession, useZone } from '../state/editor-context.tsx';
import { StudyFrame } from '../study/study-frame.tsx';
import { Basis } from './basis.tsx';
import { Catchers } from './catchers.tsx';
import { CellRows } from './cell-rows.tsx';
import type { OpenCell } from './cell-rows.tsx';
import { ConfusionTable } from './confusion-table.tsx';
import { Figures } from './figures.tsx';
import styles from './measure-page.module.css';
import { OverTime } from './over-time.tsx';
import { SilentFields } from './silent-fields.tsx';
import { Suggest } from './suggest.tsx';
import { optionsOf } from './settings.ts';
import type { ChangeSettings, MeasureSettings } from './settings.ts';
import { useMeasuring } from './use-measuring.ts';
import type { Measured } from './use-measuring.ts';
import { useSettings } from './use-settings.ts';

/** How good the rules of the graph are, held against what is known of the data. */
export default function MeasurePage(): ReactNode {
  const { say } = useWords();
  const hasRun = useRun(({ summary }) => summary !== undefined);
  return (
    <StudyFrame title={say('measure')} actions={<RunAgain />}>
      {hasRun ? <AfterRun /> : <BeforeRun />}
    </StudyFrame>
  );
}

/** What is measured is the last run, whatever was edited since. */
function RunAgain(): ReactNode {
  const { say } = useWords();
  const run = useCommand('run');
  const stale = useRun(({ state }) => state === 'stale');
  if (!stale) return null;
  return (
    <>
      <p className={styles['stale']}>{say('measuredBefore')}</p>
      <button type="button" className={controls['button']} title={run.hint} aria-disabled={!run.enabled} onClick={run.run}>{say('runAgain')}</button>
    </>
  );
}

function BeforeRun(): ReactNode {
  const { lang, say } = useWords();
  const run = useCommand('run');
  const failure = useRun((state) => state.failure);
  const running = useRun(({ state }) => state === 'running');
  return (
    <div className={styles['empty']}>
      <p>{failure === undefined ? say('measureAbout') : failure[lang]}</p>
      <button type="button" className={controls['primary']} title={run.hint} aria-disabled={!run.enabled} onClick={run.run}>{say(running ? 'runsNow' : 'run')}</button>
    </div>
  );
}

function AfterRun(): ReactNode {
  const graph = useDocument(({ document }) => document.id);
  const [settings, change] = useSettings(graph);
  const zone = useZone();
  const { session } = useEditor();
  const labels = useSession((state) => state.labels);
  const [about, setAbout] = useState<MeasureAsked['about']>({});
  const measured = useMeasuring({ options: useMemo(() => ({ ...optionsOf(settings), zone }), [settings, zone]), about, labels });
  return <Sections measured={measured} settings={settings} change={change} labels={labels} onLabels={session.getState().labelBy} about={about} onAbout={setAbout} />;
}

interface Props {
  readonly measured: Measured;
  readonly settings: MeasureSettings;
  readonly change: ChangeSettings;
  readonly labels: JoinedLabels | undefined;
  readonly onLabels: (labels: JoinedLabels | undefined) => void;
  readonly about: MeasureAsked['about'];
  readonly onAbout: (about: MeasureAsked['about']) => void;
}

function Sections({ measured, settings, change, labels, onLabels, about, onAbout }: Props): ReactNode {
  const { lang, say } = useWords();
  const [cell, openCell] = useState<OpenCell>();
  const { answer, asked, failure, stale, part } = measured;
  return (
    <div className={styles['split']} data-rows={cell !== undefined || undefined}>
      <div className={styles['page']} aria-busy={stale}>
        {answer === undefined ? null : <Basis measuring={answer} settings={settings} change={change} labels={labels} onLabels={onLabels} />}
        {failure === undefined ? null : <p className={styles['failure']} role="alert">{failure[lang]}</p>}
        {answer === undefined && failure === undefined ? (
          <div className={styles['waiting']}>
            <p role="status">{say('measuringNow')}</p>
            <progress max={1} value={part} aria-label={say('measuringNow')} />
          </div>
        ) : null}
        {answer === undefined || asked === undefined ? null : <Measures measuring={answer} asked={asked} settings={settings} change={change} about={about} onAbout={onAbout} onCell={openCell} />}
      </div>
      {cell === undefined || answer === undefined || asked === undefined ? null : <CellRows asked={asked} open={cell} measuring={answer} onOpen={openCell} onClose={() => openCell(undefined)} />}
    </div>
  );
}

interface MeasuresProps extends Pick<Props, 'settings' | 'change' | 'about' | 'onAbout'> {
  readonly measuring: Measuring;
  readonly asked: MeasureAsked;
  readonly onCell: (cell: OpenCell) => void;
}

function Measures({ measuring, asked, settings, change, about, onAbout, onCell }: MeasuresProps): ReactNode {
  const { labelled } = measuring.measures.basis;
  return (
    <>
      <Figures measuring={measuring} about={about} />
      <div className={styles['pair']} data-alone={!labelled || undefined}>
        <Catchers measuring={measuring} about={about} onAbout={onAbout} />
        {labelled ? <ConfusionTable measuring={measuring} about={about} onOpen={onCell} /> : null}
      </div>
      <OverTime measuring={measuring} about={about} settings={settings} change={change} />
      <Suggest measuring={measuring} asked={asked} about={about} />
      <SilentFields silent={measuring.silent} />
    </>
  );
}
