import type { ReactNode } from 'react';
import { capitalised, countInWords, unbroken } from '../../../data/words.ts';
import type { Stream } from '../../../kinds/contract.ts';
import type { window } from '../../../kinds/window/kind.ts';
import { useRowsBeside } from '../../sample/use-sample.ts';
import { useWords } from '../../state/context.tsx';
import { useZone } from '../../state/editor-context.tsx';
import { drawingPhrases } from '../../words.ts';
import type { ConfigOf } from '../panel.ts';
import styles from './drawings.module.css';
import { RowSection } from './row-section.tsx';
import { day, tickLabel, valuesInWords } from './row-words.ts';
import { TimeLine } from './time-line.tsx';
import { aroundWindow } from './timeline.ts';
import type { Moment } from './timeline.ts';
import { keyOfRow, timeOfRow, useRow } from './use-row.ts';

interface Props {
  readonly node: string;
  readonly config: ConfigOf<typeof window>;
  readonly stream: Stream;
}

/** What one real summary sums up. */
export function WindowTimeline({ node, config, stream }: Props): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const shown = useRow(node, 'after');
  const { start: startName = 'window_start', end: endName = 'window_end', key: keyNames, shape, aggregates } = config;
  const start = shown === undefined ? undefined : timeOfRow(shown.row, startName);
  const end = shown === undefined ? undefined : timeOfRow(shown.row, endName);
  const key = shown === undefined ? undefined : keyOfRow(shown.row, keyNames);
  const scale = start === undefined || end === undefined ? undefined : aroundWindow(start, end);
  const beside = useRowsBeside(
    { node, port: 'in', side: 'in' },
    scale === undefined || key === undefined ? undefined : { key, ...scale },
  );
  if (shown === undefined || start === undefined || end === undefined || scale === undefined) return null;
  const moments = (beside?.answer.times ?? []).map((at): Moment => ({
    at,
    is: at >= start && (shape.type === 'session' ? at <= end : at < end) ? 'inside' : 'outside',
  }));
  const span = end - start;
  const held = moments.filter(({ is }) => is === 'inside').length;
  const label = countInWords(held, stream.event, lang);
  return (
    <RowSection
      title={drawingPhrases.forSummary(`${day(start, zone, lang)} ${tickLabel(start, 0, zone, lang)}`, lang)}
      shown={shown}
    >
      <TimeLine
        scale={scale}
        moments={moments}
        window={{ from: start, to: end, label }}
        ticks={[start, end].map((at) => ({ at, label: tickLabel(at, span, zone, lang) }))}
        label={label}
        outside={say('otherWindows')}
        row={undefined}
      />
      <p className={styles['caption']}>
        {unbroken(capitalised(valuesInWords(shown.row, [...keyNames, ...aggregates.map(({ name }) => name)], lang)))}
      </p>
    </RowSection>
  );
}
