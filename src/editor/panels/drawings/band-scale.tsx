import { useRef } from 'react';
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { numberInWords } from '../../../data/words.ts';
import { decimalsOf, reach } from '../../../kinds/scorecard/config.ts';
import type { ScorecardConfig } from '../../../kinds/scorecard/config.ts';
import { isComposing } from '../../commands/keys.ts';
import type { Tally } from '../../state/contract/sample.ts';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import { bandParts, scaleOf } from '../kinds/points.ts';
import { changedAt } from '../panel.ts';
import styles from './drawings.module.css';
import { spreadOf } from './spread.ts';

interface Props {
  readonly config: ScorecardConfig;
  readonly readOnly: boolean;
  readonly change: (bands: ScorecardConfig['bands'], coalesce?: string) => void;
  /** How often the sample has each score. */
  readonly scores?: Tally | undefined;
}

const bandStyle = (from: number, to: number, level: number): CSSProperties & Record<'--level', number> => ({
  insetInlineStart: `${from * 100}%`,
  inlineSize: `${(to - from) * 100}%`,
  '--level': level,
});

/** The bands on a scale of all scores that can be. Where one begins is moved with the pointer or the arrow keys. */
export function BandScale({ config, readOnly, change, scores }: Props): ReactNode {
  const { lang, say } = useWords();
  const track = useRef<HTMLDivElement>(null);
  const dragged = useRef(0);
  const { bands } = config;
  const scale = scaleOf(
    bands.map(({ from }) => from),
    reach(config),
  );
  const [least, most] = scale;
  const step = 10 ** -decimalsOf(config);
  const nameOf = (index: number): string => {
    const band = bands[index];
    return band === undefined ? '' : inLanguage(band.name, lang) || band.id;
  };
  const put = (index: number, wanted: number, coalesce: string): void => {
    const lowest = (bands[index - 1]?.from ?? least) + (index === 1 ? 0 : step);
    const highest = (bands[index + 1]?.from ?? most + step) - step;
    const from = Math.round(Math.min(highest, Math.max(lowest, wanted)) / step) * step;
    if (from !== bands[index]?.from) change(changedAt(bands, index, { from: Number(from.toFixed(9)) }), coalesce);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>, index: number): void => {
    const box = track.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    put(
      index,
      least + ((event.clientX - box.left) / box.width) * (most - least),
      `band ${index} drag ${dragged.current}`,
    );
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    if (isComposing(event.nativeEvent)) return;
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    const from = bands[index]?.from;
    if (by === undefined || from === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    put(index, from + by * step, `band ${index} keys`);
  };
  const parts = bandParts(
    bands.map(({ from }) => from),
    scale,
  );
  return (
    <div className={styles['scale']}>
      {scores === undefined ? null : (
        <svg
          className={styles['spread']}
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
          role="img"
          aria-label={say('scoresInSample')}
        >
          {spreadOf(scores.values, scale, step).map(({ from, to, height }) => (
            <rect key={from} x={from} width={(to - from) * 0.86} y={1 - height} height={height} />
          ))}
        </svg>
      )}
      <div ref={track} className={styles['track']}>
        {parts.map(({ index, from, to }) => (
          <span
            key={index}
            className={styles['band']}
            data-highest={index === parts.length - 1 || undefined}
            style={bandStyle(from, to, index / Math.max(1, parts.length - 1))}
          >
            <span>{nameOf(index)}</span>
          </span>
        ))}
        {parts.slice(1).map(({ index, from }) => (
          <button
            key={index}
            type="button"
            className={styles['handle']}
            style={{ insetInlineStart: `${from * 100}%` }}
            role="slider"
            aria-orientation="horizontal"
            aria-label={panelPhrases.startOf(nameOf(index), lang)}
            aria-valuemin={least}
            aria-valuemax={most}
            aria-valuenow={bands[index]?.from ?? least}
            aria-disabled={readOnly}
            onKeyDown={readOnly ? undefined : (event) => onKeyDown(event, index)}
            onPointerDown={(event) => {
              if (readOnly || event.button !== 0) return;
              dragged.current += 1;
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={(event) => onPointerMove(event, index)}
          />
        ))}
      </div>
      <div className={styles['ticks']} aria-hidden="true">
        <span>{numberInWords(least, undefined, lang)}</span>
        {parts.slice(1).map(({ index, from }) =>
          from < 0.08 || from > 0.92 ? null : (
            <span key={index} style={{ insetInlineStart: `${from * 100}%` }} data-inner="">
              {numberInWords(bands[index]?.from ?? 0, undefined, lang)}
            </span>
          ),
        )}
        <span>{numberInWords(most, undefined, lang)}</span>
      </div>
    </div>
  );
}
