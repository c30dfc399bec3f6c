import type { ReactNode } from 'react';
import { durationInWords, parseDuration } from '../../../data/duration.ts';
import { inLanguage } from '../../../data/text.ts';
import type { sequence } from '../../../kinds/sequence/kind.ts';
import { useWords } from '../../state/context.tsx';
import { useDocument, useZone } from '../../state/editor-context.tsx';
import { drawingPhrases } from '../../words.ts';
import type { ConfigOf } from '../panel.ts';
import styles from './drawings.module.css';
import { RowSection } from './row-section.tsx';
import { clock, day } from './row-words.ts';
import { stepTimes } from './step-times.ts';
import { useRow } from './use-row.ts';

/** When the steps of one real match came, on a line. */
export function SequenceTimeline({
  node,
  config,
}: {
  readonly node: string;
  readonly config: ConfigOf<typeof sequence>;
}): ReactNode {
  const { lang } = useWords();
  const zone = useZone();
  const around = useDocument(({ compilation }) => compilation.analysis.nodes.get(node)?.around);
  const shown = useRow(node, 'after');
  if (shown === undefined || around === undefined) return null;
  const times = stepTimes(config, around, shown.row);
  const [first] = times;
  if (first === undefined || times.length < 2) return null;
  const within = parseDuration(config.within) ?? 0;
  const end = Math.max(first.at + within, times.at(-1)?.at ?? first.at);
  const at = (time: number): string => `${(6 + ((time - first.at) / Math.max(1, end - first.at)) * 88).toFixed(2)}%`;
  return (
    <RowSection title={drawingPhrases.forMatch(`${day(first.at, zone, lang)} ${clock(first.at, zone)}`, lang)} shown={shown}>
      <div
        className={styles['course']}
        role="img"
        aria-label={times
          .map(({ step, at: time }) => `${inLanguage(step.name, lang)} ${clock(time, zone, true)}`)
          .join(lang === 'zh' ? '，' : ', ')}
      >
        <span className={styles['limit']} style={{ insetInlineStart: at(first.at + within) }}>
          {durationInWords(within, lang)}
        </span>
        {times.map(({ step, at: time, missed }) => (
          <span
            key={step.id}
            className={styles['mark']}
            data-missed={missed || undefined}
            style={{ insetInlineStart: at(time) }}
          />
        ))}
      </div>
      <ol className={styles['course-steps']}>
        {times.map(({ step, at: time, missed }, index) => (
          <li key={step.id} data-missed={missed || undefined}>
            <span>{inLanguage(step.name, lang)}</span>
            <span>
              {missed
                ? drawingPhrases.missedBy(clock(time, zone, true), lang)
                : index === 0
                  ? clock(time, zone, true)
                  : `+${durationInWords(rounded(time - first.at), lang)}`}
            </span>
          </li>
        ))}
      </ol>
    </RowSection>
  );
}

/** To whole seconds, minutes from an hour on. */
const rounded = (ms: number): number =>
  ms >= 3_600_000 ? Math.round(ms / 60_000) * 60_000 : ms >= 1000 ? Math.round(ms / 1000) * 1000 : ms;
