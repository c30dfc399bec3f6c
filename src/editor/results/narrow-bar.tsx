import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Compilation } from '../../compile/compile.ts';
import { countInWords, numberInWords } from '../../data/words.ts';
import controls from '../looks/controls.module.css';
import { streamOfPort } from '../rows/stream-of-port.ts';
import { labelOf } from '../shell/dock/top-keys.tsx';
import type { Narrowing } from '../simulate/studies/narrow.ts';
import { useWords } from '../state/context.tsx';
import type { PortRef } from '../state/contract/rows.ts';
import { useDocument, useEditor, useRun, useZone } from '../state/editor-context.tsx';
import { resultPhrases } from '../words.ts';
import styles from './narrow-bar.module.css';
import { filtersFor } from './narrowed-rows.ts';
import { spanInWords } from './time-words.ts';
import { isNarrowed } from './use-narrowed.ts';
import type { Narrowed } from './use-narrowed.ts';

interface Props {
  readonly narrowing: Narrowing;
  readonly narrowed: Narrowed;
  readonly onNarrow: (narrowing: Narrowing) => void;
}

/** Which of the results are looked at, and how many these are; each part of it can be taken back. */
export function NarrowBar({ narrowing, narrowed, onNarrow }: Props): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { session } = useEditor();
  const total = useRun(({ alerts }) => alerts.total);
  const counts = useRun((run) => run.counts);
  const compilation = useDocument((state) => state.compilation);
  if (!isNarrowed(narrowing)) return null;
  const { key, span } = narrowing;
  const label = key === undefined ? '' : labelOf(compilation, key.of, lang);
  const said = (count: number): string => numberInWords(count, undefined, lang);
  const rest: Narrowing = key === undefined ? {} : { key };
  return (
    <div className={styles['bar']} role="group" aria-label={say('onlyThese')}>
      <span className={styles['only']}>{say('onlyThese')}</span>
      {key === undefined ? null : <Chip words={`${label} ${key.key}`} onRemove={() => onNarrow(span === undefined ? {} : { span })} />}
      {span === undefined ? null : <Chip words={spanInWords(span, zone, lang)} onRemove={() => onNarrow(rest)} />}
      <p role="status">
        {narrowed.failure === undefined ? resultPhrases.alertsOf(said(narrowed.alerts.total), said(total), lang) : narrowed.failure[lang]}
      </p>
      {sourcesOf(compilation).map((at) => {
        const stream = streamOfPort(compilation, at);
        const count = narrowed.rowsOf(stream);
        const { event } = compilation.analysis.nodes.get(at.node)?.outputs['events'] ?? {};
        if (count === undefined) return null;
        const words = resultPhrases.eventsOf(countInWords(count, event, lang), said(counts.get(stream) ?? 0), lang);
        return count === 0 ? <p key={stream}>{words}</p> : (
          <button key={stream} type="button" className={styles['rows']} aria-label={resultPhrases.showThem(words, lang)} onClick={() => session.getState().showRows({ ...at, filters: filtersFor(compilation, at, narrowing, narrowed.keyValues) })}>
            {words}
          </button>
        );
      })}
      <button type="button" className={`${controls['quiet'] ?? ''} ${styles['all'] ?? ''}`} onClick={() => onNarrow({})}>{say('showAllResults')}</button>
    </div>
  );
}

function Chip({ words, onRemove }: { readonly words: string; readonly onRemove: () => void }): ReactNode {
  const { say } = useWords();
  return (
    <span className={styles['chip']}>
      <span>{words}</span>
      <button type="button" aria-label={`${say('clearFilter')}: ${words}`} title={say('clearFilter')} onClick={onRemove}><IconX size={13} stroke={2} aria-hidden="true" /></button>
    </span>
  );
}

/** The accepted events of each source that ran. */
export const sourcesOf = ({ plan }: Compilation): readonly PortRef[] => plan.steps.flatMap((step) => (step.op === 'source' ? [{ node: step.node, port: 'events' }] : []));
