import type { ReactNode } from 'react';
import styles from './drawings.module.css';
import { heaped, placeOf } from './timeline.ts';
import type { Moment, TimeScale } from './timeline.ts';

interface Props {
  readonly scale: TimeScale;
  readonly moments: readonly Moment[];
  /** The stretch that counts. */
  readonly window: { readonly from: number; readonly to: number; readonly label: string };
  readonly ticks: readonly { readonly at: number; readonly label: string; readonly own?: boolean | undefined }[];
  /** What the drawing shows, in words. */
  readonly label: string;
  /** At the left and right under the ticks. */
  readonly outside: string;
  readonly row: string | undefined;
}

const [width, top, middle] = [308, 30, 54];
const [left, right] = [8, 300];

/** Moments on a line, and the window that holds some of them. */
export function TimeLine({ scale, moments, window, ticks, label, outside, row }: Props): ReactNode {
  const x = (at: number): number => Math.round((left + placeOf(at, scale) * (right - left)) * 2) / 2;
  const [from, to] = [x(window.from), x(window.to)];
  const drawn = heaped(moments, scale, 0.022);
  const tooOld = drawn.some(({ is }) => is === 'outside');
  return (
    <svg className={styles['timeline']} viewBox={`0 0 ${width} 100`} role="img" aria-label={label}>
      <rect className={styles['window']} x={from} y={top} width={Math.max(1, to - from)} height={middle + 12 - top} />
      <text className={styles['over']} x={Math.min(Math.max((from + to) / 2, 60), width - 60)} y={14}>
        {window.label}
      </text>
      <path className={styles['edge']} d={`M${from} ${middle + 12}V20H${to}V${middle + 12}`} />
      <path className={styles['axis']} d={`M0 ${middle}H${width}`} />
      {drawn.map(({ at, is, many }) => (
        <g key={`${at} ${is}`} className={styles['moment']} data-is={is}>
          <path d={`M${x(at)} ${middle}V${middle - 9 - Math.min(6, 3 * (many - 1))}`} />
          <circle cx={x(at)} cy={middle} r={is === 'row' ? 5 : 4} />
          {many > 1 ? (
            <text x={x(at)} y={middle - 19}>
              {many}
            </text>
          ) : null}
        </g>
      ))}
      {ticks.map((tick) => (
        <text
          key={tick.at}
          className={styles['tick']}
          x={Math.min(Math.max(x(tick.at), 20), width - 20)}
          y={middle + 28}
        >
          {tick.label}
        </text>
      ))}
      {tooOld ? (
        <text className={styles['corner']} x={0} y={98}>
          {outside}
        </text>
      ) : null}
      {row === undefined ? null : (
        <text className={styles['corner']} data-row="" x={width} y={98}>
          {row}
        </text>
      )}
    </svg>
  );
}
