import type { ReactNode } from 'react';
import type { RowWords } from '../../lab/explain/model.ts';
import { heaped, placeOf } from '../panels/drawings/timeline.ts';
import type { TimeScale } from '../panels/drawings/timeline.ts';
import { useWords } from '../state/context.tsx';
import { useZone } from '../state/editor-context.tsx';
import { whyPhrases } from '../words.ts';
import type { LookedAt, LookedRow } from './looked-at.ts';
import { tickLabel } from './moments.ts';
import styles from './window-line.module.css';

const [width, right, top, apart] = [392, 366, 44, 31];
/** Room for an amount over a dot. */
const amountWidth = 42;
/** Names of lanes have no more room than for so many letters of such a width. */
const [longest, letter] = [12, 5.6];
const widthOf = (text: string): number => Array.from(text).reduce((sum, each) => sum + (each > '\u2e80' ? 2 : 1), 0);

/** The rows that a rule looked at, on a line of time: a lane for each value of the field that changes, where one does. */
export function WindowLine({ looked, event }: { readonly looked: LookedAt; readonly event: RowWords }): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { from, to, rows, lanes } = looked;
  const left = lanes.length === 0 ? 6 : 12 + letter * Math.min(longest, Math.max(...lanes.map((lane) => widthOf(lane))));
  const length = Math.max(1, to - from);
  const scale: TimeScale = { from: from - length * 0.55, to: to + length * 0.12 };
  const x = (at: number): number => Math.round((left + placeOf(at, scale) * (right - left)) * 2) / 2;
  const y = (lane: number): number => top + lane * apart;
  const bottom = y(Math.max(0, lanes.length - 1)) + 14;
  const counted = rows.filter(({ is }) => is !== 'outside');
  const tooOld = rows.length - counted.length;
  return (
    <svg className={styles['drawing']} viewBox={`0 0 ${width} ${bottom + 26}`} role="img" aria-label={whyPhrases.counted(looked.count, tooOld, lang)}>
      <rect className={styles['window']} x={x(from)} y={16} width={Math.max(2, x(to) - x(from))} height={bottom - 16} />
      <path className={styles['border']} d={`M${x(from)} 16V${bottom}M${x(to)} 16V${bottom}`} />
      <text className={styles['over']} x={(x(from) + x(to)) / 2} y={9}>{whyPhrases.upToThis(length, event, lang)}</text>
      {(lanes.length === 0 ? [''] : lanes).map((lane, at) => (
        <g key={lane}>
          <text className={styles['lane']} x={0} y={y(at) + 3.5}>{widthOf(lane) > longest ? `${lane.slice(0, longest / 2)}…` : lane}</text>
          <path className={styles['axis']} d={`M${left} ${y(at)}H${width}`} />
        </g>
      ))}
      <path className={styles['way']} d={wayThrough(counted.map(({ time, lane }) => [x(time), y(lane)] as const))} />
      {(lanes.length === 0 ? [0] : lanes.map((_, at) => at)).flatMap((lane) =>
        heaped(rows.filter((row) => row.lane === lane).map(({ time, is }) => ({ at: time, is })), scale, 0.02).map(({ at, is, many }) => (
          <g key={`${lane} ${at} ${is}`} className={styles['dot']} data-is={is}>
            <circle cx={x(at)} cy={y(lane)} r={is === 'row' ? 5 : 4} />
            {many > 1 ? <text x={x(at)} y={y(lane) + 14}>{many}</text> : null}
          </g>
        )),
      )}
      {amountsOf(counted, x).map(({ row, at, end }) => (
        <text key={row.id} className={styles['amount']} x={at} y={y(row.lane) - (end ? 7 : 9)} textAnchor={end ? 'start' : 'middle'}>{row.amount}</text>
      ))}
      {[from, from + length / 2, to].map((at) => (
        <text key={at} className={styles['tick']} x={Math.min(x(at), width - 14)} y={bottom + 16}>{tickLabel(at, length, zone, lang)}</text>
      ))}
      {tooOld > 0 && x(from) - left > 60 ? <text className={styles['before']} x={x(from) - 22} y={bottom + 16}>{say('beforeWindow')}</text> : null}
    </svg>
  );
}

/** From row to row; where the lane changes, by a curve just before the row that changed it. */
function wayThrough(places: readonly (readonly [x: number, y: number])[]): string {
  return places.map(([x, y], at) => {
    const [beforeX, beforeY] = places[at - 1] ?? [x, y];
    if (at === 0) return `M${x} ${y}`;
    if (beforeY === y) return `H${x}`;
    const bend = Math.min(16, (x - beforeX) / 2);
    return `H${x - 2 * bend}C${x - bend} ${beforeY} ${x - bend} ${y} ${x} ${y}`;
  }).join('');
}

/** Those that there is room for, the last one first. */
function amountsOf(rows: readonly LookedRow[], x: (at: number) => number): readonly { readonly row: LookedRow; readonly at: number; readonly end: boolean }[] {
  const shown: { row: LookedRow; at: number; end: boolean }[] = [];
  for (const row of rows.toReversed()) {
    if (row.amount === '') continue;
    const place = x(row.time);
    // Beside the last one there is room, and over it the way comes in.
    const end = row.is === 'row';
    const at = end ? place + 6 : place;
    if (shown.some((other) => other.row.lane === row.lane && Math.abs(other.at - at) < amountWidth)) continue;
    shown.push({ row, at, end });
  }
  return shown;
}
