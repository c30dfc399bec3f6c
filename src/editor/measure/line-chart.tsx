import { useState } from 'react';
import type { ReactNode } from 'react';
import { linePath } from './line-path.ts';
import styles from './line-chart.module.css';

export interface Series {
  readonly name: string;
  /** One for each place along the chart; undefined where there is nothing to tell. */
  readonly values: readonly (number | undefined)[];
  /** The second one is drawn in dashes: never by colour alone. */
  readonly look: 'main' | 'other';
}

interface Props {
  readonly title: string;
  /** What stands below, and heads the rows of its table for those who can't see it. */
  readonly places: readonly string[];
  readonly along: string;
  readonly series: readonly Series[];
  /** From nought up to the last of them. */
  readonly ticks: readonly number[];
  readonly say: (value: number | undefined) => string;
  readonly sayTick: (tick: number) => string;
  /** Places that stand out, with a word each. */
  readonly marks?: readonly Mark[] | undefined;
  /** Where it has the width of the page to itself, and what it shows is said above it. */
  readonly tall?: boolean | undefined;
  readonly children?: ReactNode | undefined;
}

export interface Mark {
  readonly at: number;
  readonly label: string;
  /** What is proposed, against what is there. */
  readonly proposed: boolean;
}

/** A few lines over time. The figures of a place stand above while a pointer is over it; to a screen reader it is a table. */
export function LineChart({ title, places, along, series, ticks, say, sayTick, marks = [], tall = false, children }: Props): ReactNode {
  const [over, setOver] = useState<number>();
  const top = ticks.at(-1) ?? 1;
  const at = over !== undefined && over < places.length ? over : undefined;
  const labels = labelled(places.length, tall ? 10 : 5);
  const middle = (place: number): number => ((place + 0.5) / places.length) * 100;
  return (
    <figure className={styles['chart']}>
      <figcaption>
        <span className={tall ? 'unseen' : styles['title']}>{title}</span>
        {children}
        <span className={styles['over']}>{at === undefined ? null : places[at]}</span>
        <ul>
          {series.map(({ name, values, look }) => (
            <li key={name} data-look={look}>
              {name}
              {at === undefined ? null : <strong>{say(values[at])}</strong>}
            </li>
          ))}
        </ul>
      </figcaption>
      <div className={styles['plot']} data-tall={tall || undefined} aria-hidden="true">
        <div className={styles['ticks']}>
          {ticks.map((tick) => <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}>{sayTick(tick)}</span>)}
        </div>
        <div className={styles['lines']} onPointerLeave={() => setOver(undefined)}>
          {ticks.map((tick) => <hr key={tick} style={{ bottom: `${(tick / top) * 100}%` }} />)}
          {marks.map((mark) => <em key={mark.label} data-proposed={mark.proposed || undefined} data-end={mark.at > places.length / 2 || undefined} style={{ left: `${middle(mark.at)}%` }}><span>{mark.label}</span></em>)}
          {at === undefined ? null : <i style={{ left: `${middle(at)}%` }} />}
          <svg viewBox="0 0 100 100" preserveAspectRatio="none">
            {series.toReversed().map(({ name, values, look }) => (
              <path key={name} data-look={look} d={linePath(values.map((value) => (value === undefined ? undefined : value / top)))} vectorEffect="non-scaling-stroke" />
            ))}
          </svg>
          {series.map(({ name, values, look }) =>
            values.map((value, place) =>
              value === undefined || (place !== at && !isAlone(values, place)) ? null : <b key={`${name} ${place}`} data-look={look} style={{ left: `${middle(place)}%`, bottom: `${(value / top) * 100}%` }} />,
            ),
          )}
          <div className={styles['places']}>
            {places.map((place, index) => <span key={place} onPointerEnter={() => setOver(index)} />)}
          </div>
        </div>
        <div className={styles['dates']}>{places.map((place, index) => <span key={place}>{labels.has(index) ? place : null}</span>)}</div>
      </div>
      <table className="unseen">
        <caption>{title}</caption>
        <thead><tr><th scope="col">{along}</th>{series.map(({ name }) => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          {places.map((place, index) => (
            <tr key={place}><th scope="row">{place}</th>{series.map(({ name, values }) => <td key={name}>{say(values[index])}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** A place with nothing on either side makes no line. */
const isAlone = (values: readonly (number | undefined)[], place: number): boolean => values[place - 1] === undefined && values[place + 1] === undefined;

/** So many of them at most. */
function labelled(count: number, most: number): ReadonlySet<number> {
  const step = Math.max(1, Math.ceil(count / most));
  return new Set(Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step));
}
