import type { ReactNode } from 'react';
import type { RunView } from '../../api/runs.ts';
import controls from '../looks/controls.module.css';
import { useAbout } from '../remote/this-server.ts';
import { agoInWords } from '../shell/figures.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { runAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { serverPhrases } from '../words.ts';
import { LinkLost } from './link-lost.tsx';
import { RunPage } from './run-page.tsx';
import { RunState } from './run-state.tsx';
import { figuresOf } from './run-words.ts';
import styles from './runs-page.module.css';
import { useNow, useWatch, useWatched } from './use-watch.ts';

/** What runs live on the server: all of it, or one run. */
export default function LivePage({ run }: { readonly run: string | undefined }): ReactNode {
  useAbout();
  return run === undefined ? <AllRuns /> : <RunPage key={run} id={run} />;
}

function AllRuns(): ReactNode {
  const { say } = useWords();
  const watch = useWatch();
  const runs = useWatched(watch, (state) => state.runs);
  const now = useNow();
  return (
    <div className={styles['page']}>
      <title>{`${say('liveRuns')} · Ruleloom`}</title>
      <TopBar here="live" />
      <LinkLost watch={watch} now={now} />
      <main className={styles['main']}>
        <h2>{say('liveRuns')}</h2>
        {runs === undefined ? <p className={styles['opening']} role="status">{say('opening')}</p> : null}
        {runs?.size === 0 ? (
          <div className={styles['none']}>
            <h3>{say('noRuns')}</h3>
            <p>{say('noRunsAbout')}</p>
            <a className={controls['primary']} href="#">{say('openAGraph')}</a>
          </div>
        ) : null}
        <ul className={styles['runs']}>
          {[...(runs?.values() ?? [])].toSorted((one, other) => one.name.localeCompare(other.name)).map((run) => <RunLine key={run.id} run={run} now={now} />)}
        </ul>
      </main>
    </div>
  );
}

function RunLine({ run, now }: { readonly run: RunView; readonly now: number }): ReactNode {
  const { lang, say } = useWords();
  const problem = run.problem ?? run.sources.find((each) => each.problem !== undefined)?.problem ?? run.outputs.find((each) => each.problem !== undefined)?.problem;
  return (
    <li className={styles['run']}>
      <header>
        <h3><a href={runAddress(run.id)}>{run.name}</a></h3>
        <RunState state={run.state} />
        <p>{serverPhrases.version(run.deployment.number, run.deployment.note, lang)}</p>
      </header>
      <dl>
        {figuresOf(run, now, lang).map(({ word, text }) => <div key={word}><dt>{say(word)}</dt><dd>{text}</dd></div>)}
        <div><dt>{say('runningSince')}</dt><dd>{agoInWords(run.since, now, lang)}</dd></div>
      </dl>
      {problem === undefined ? null : <p className={styles['problem']}>{problem[lang]}</p>}
    </li>
  );
}
