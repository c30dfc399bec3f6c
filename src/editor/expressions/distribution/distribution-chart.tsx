import type { PointerEvent, ReactNode } from 'react';
import type { Field } from '../../../data/field.ts';
import { isTime } from '../../../data/time.ts';
import { numberInWords } from '../../../data/words.ts';
import { useWords } from '../../state/context.tsx';
import { expressionPhrases } from '../../words.ts';
import { barsOf, valueAtPlace } from './bars.ts';
import type { Binned, Range } from './bars.ts';
import styles from './distribution.module.css';

interface Props {
  readonly distribution: Binned;
  readonly field: Pick<Field, 'unit' | 'currency' | 'decimals'>;
  /** The values that are chosen. */
  readonly ranges: readonly Range[];
  /** Takes the value that is pointed at. */
  readonly pick?: ((value: number) => void) | undefined;
}

/** How the values lie in the sample, those that are chosen filled. */
export function DistributionChart({ distribution, field, ranges, pick }: Props): ReactNode {
  const { lang } = useWords();
  const { bins, type, least, most, middle } = distribution;
  const said = (value: number): string => {
    if (type === 'time') return isTime(value) ? new Date(value).toISOString().slice(0, 10) : '';
    return numberInWords(Number(value.toPrecision(3)), { unit: field.unit, currency: field.currency }, lang);
  };
  const at = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const value = valueAtPlace(distribution, (event.clientX - left) / width, type === 'time' ? 0 : (field.decimals ?? 6));
    if (value !== undefined) pick?.(value);
  };
  const half = Math.round(bins.length / 2);
  return (
    <figure className={styles['chart']}>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={expressionPhrases.distribution(said(least), said(most), said(middle), lang)}
        data-pick={pick === undefined ? undefined : ''}
        onPointerDown={(event) => {
          if (pick === undefined) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          at(event);
        }}
        onPointerMove={(event) => {
          if (pick !== undefined && event.buttons === 1) at(event);
        }}
      >
        {barsOf(distribution, ranges).map(({ left, width, height, chosen }) => (
          <g key={left}>
            <rect className={styles['bar']} x={left + width * 0.06} width={width * 0.88} y={100 - height} height={height} />
            {chosen === undefined ? null : (
              <rect
                className={styles['chosen']}
                x={Math.max(chosen.left, left + width * 0.06)}
                width={Math.max(0, Math.min(chosen.left + chosen.width, left + width * 0.94) - Math.max(chosen.left, left + width * 0.06))}
                y={100 - height}
                height={height}
              />
            )}
          </g>
        ))}
      </svg>
      <div className={styles['ticks']} aria-hidden="true">
        <span>{said(least)}</span>
        {bins.length < 3 ? null : <span data-half="" style={{ left: `${(half / bins.length) * 100}%` }}>{said(bins[half]?.from ?? middle)}</span>}
        <span data-last="">{said(most)}</span>
      </div>
    </figure>
  );
}
