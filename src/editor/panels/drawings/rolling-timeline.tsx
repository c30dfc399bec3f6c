import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { durationInWords, parseDuration, perDuration } from '../../../data/duration.ts';
import { capitalised, countInWords, eventWords, unbroken } from '../../../data/words.ts';
import type { Stream } from '../../../kinds/contract.ts';
import type { rolling } from '../../../kinds/rolling/kind.ts';
import { useRowsBeside } from '../../sample/use-sample.ts';
import { useWords } from '../../state/context.tsx';
import { useZone } from '../../state/editor-context.tsx';
import { drawingPhrases } from '../../words.ts';
import type { ConfigOf } from '../panel.ts';
import styles from './drawings.module.css';
import { RowSection } from './row-section.tsx';
import { rowInWords, tickLabel, valuesInWords } from './row-words.ts';
import { TimeLine } from './time-line.tsx';
import { lookingBack, momentsOf } from './timeline.ts';
import { keyOfRow, timeOfRow, useRow } from './use-row.ts';
import type { NamedRow } from './use-row.ts';

interface Props {
  readonly node: string;
  readonly config: ConfigOf<typeof rolling>;
  readonly stream: Stream;
  readonly within: string;
}

/** Rows with much to look back on tell more. */
const numberIn = (row: NamedRow, name: string | undefined): number => {
  const value = name === undefined ? undefined : row.get(name)?.value;
  return typeof value === 'number' ? value : 0;
};

/** What one real row looks back on, for one of the periods that features have. */
export function RollingTimeline({ node, config, stream, within: usual }: Props): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const [chosen, setChosen] = useState(usual);
  const periods = [...new Set(config.features.map((feature) => feature.within))].toSorted(
    (one, other) => (parseDuration(one) ?? 0) - (parseDuration(other) ?? 0),
  );
  // One that is edited goes on under another name.
  const within = periods.includes(chosen) ? chosen : usual;
  const features = config.features.filter((feature) => feature.within === within);
  const shown = useRow(node, 'after', { worth: (row) => numberIn(row, config.features[0]?.name) });
  const length = parseDuration(within) ?? 0;
  const frame = features[0]?.frame ?? 'through';
  const at = shown === undefined ? undefined : timeOfRow(shown.row, stream.time);
  const key = shown === undefined ? undefined : keyOfRow(shown.row, config.key);
  const scale = at === undefined || length === 0 ? undefined : lookingBack(at, length);
  const beside = useRowsBeside(
    { node, port: 'in', side: 'in' },
    scale === undefined || key === undefined ? undefined : { key, ...scale },
  );
  if (shown === undefined || at === undefined || scale === undefined || key === undefined) return null;
  const { one, measure } = eventWords(stream.event, lang);
  const moments = momentsOf(beside?.answer.times ?? [at], at, length, frame);
  const ticks = [at - length, at - length / 2, at].map((each) => ({ at: each, label: tickLabel(each, length, zone, lang) }));
  const last = drawingPhrases.last(perDuration(length, lang), lang);
  const counted = moments.filter(({ is }) => is === 'inside' || (is === 'row' && frame === 'through')).length;
  return (
    <RowSection title={drawingPhrases.forRow(rowInWords(shown.row, stream, zone, lang), lang)} shown={shown}>
      {periods.length < 2 ? null : (
        <ToggleGroup
          className={styles['periods']}
          aria-label={say('howFarBack')}
          value={[within]}
          onValueChange={([next]) => {
            if (next !== undefined) setChosen(next);
          }}
        >
          {periods.map((each) => (
            <Toggle<string> key={each} value={each} className={styles['period']}>
              {durationInWords(parseDuration(each) ?? 0, lang)}
            </Toggle>
          ))}
        </ToggleGroup>
      )}
      <TimeLine
        scale={scale}
        moments={moments}
        window={{ from: at - length, to: at, label: last }}
        ticks={ticks}
        label={drawingPhrases.counted(countInWords(counted, stream.event, lang), last, lang)}
        outside={say('tooOld')}
        row={drawingPhrases.thisRow(one, measure, lang)}
      />
      <p className={styles['caption']}>
        {unbroken(
          capitalised(
            valuesInWords(
              shown.row,
              features.map(({ name }) => name),
              lang,
            ),
          ),
        )}
      </p>
    </RowSection>
  );
}
