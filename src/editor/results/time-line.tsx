import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import { ticksUpTo } from '../shell/dock/bars.ts';
import type { TimeCuts } from '../simulate/time-bars.ts';
import { useWords } from '../state/context.tsx';
import { useZone } from '../state/editor-context.tsx';
import { resultPhrases } from '../words.ts';
import styles from './time-line.module.css';
import { spanInWords, tickInWords } from './time-words.ts';
import { panned, zoomed } from './time-zoom.ts';
import type { Span } from './time-zoom.ts';

export interface TimeSeries {
  readonly name: string;
  /** A severity, or undefined for what has none. */
  readonly look: string | undefined;
  /** One for each stretch. */
  readonly counts: readonly number[];
}

interface Props {
  readonly title: string;
  readonly label: string;
  readonly cuts: TimeCuts;
  /** The topmost first. */
  readonly series: readonly TimeSeries[];
  /** The time that is looked at, undefined where that is the whole of it. */
  readonly span: Span | undefined;
  readonly whole: Span;
  /** Undefined where nothing can be looked at more closely. */
  readonly onSpan: ((span: Span | undefined) => void) | undefined;
}

/** Of the stretches, those from one to another. */
interface Brush {
  readonly from: number;
  readonly to: number;
}

/**
 * Counts over time as stacked bars. A stretch of it is chosen by a drag, or with Shift and the arrow keys, and is then all
 * that is looked at; the wheel, plus and minus come closer and go back. What is counted where a pointer or the keys are stands above.
 */
export function TimeLine({ title, label, cuts, series, span, whole, onSpan }: Props): ReactNode {
  const { lang } = useWords();
  const zone = useZone();
  const id = useId();
  const plot = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<number>();
  const [brush, setBrush] = useState<Brush>();
  const [focused, setFocused] = useState(false);
  const [last, setLast] = useState(cuts.edges);
  if (last !== cuts.edges) {
    setLast(cuts.edges);
    setOver(undefined);
    setBrush(undefined);
  }
  const { edges } = cuts;
  const bars = edges.length - 1;
  const shown: Span = span ?? whole;
  const at = over === undefined ? undefined : Math.min(over, bars - 1);
  const told = brush === undefined ? at === undefined ? undefined : { from: at, to: at } : ordered(brush);
  const totals = Array.from({ length: bars }, (_, bar) => series.reduce((sum, { counts }) => sum + (counts[bar] ?? 0), 0));
  const ticks = ticksUpTo(Math.max(1, ...totals));
  const top = ticks.at(-1) ?? 1;
  const said = (count: number): string => numberInWords(count, undefined, lang);
  const spanOf = ({ from, to }: Brush): Span => [edges[from] ?? 0, edges[to + 1] ?? 0];
  const dates = datesUnder(cuts, zone, lang);

  const look = (chosen: Brush): void => {
    setBrush(undefined);
    onSpan?.(spanOf(ordered(chosen)));
  };
  const zoom = (factor: number, about: number): void => onSpan?.(zoomed(shown, whole, about, factor, zone));
  const middleOf = (bar: number): number => ((edges[bar] ?? 0) + (edges[bar + 1] ?? 0)) / 2;

  useWheel(plot, onSpan === undefined ? undefined : ({ closer, along, part }) => {
    if (along !== 0 && span !== undefined) onSpan(panned(span, whole, along * 0.2));
    else if (closer !== 0) zoom(closer > 0 ? 0.5 : 2, (edges[0] ?? 0) + part * ((edges.at(-1) ?? 0) - (edges[0] ?? 0)));
  });

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    if (event.button !== 0 || onSpan === undefined || bars === 0) return;
    const barAt = (x: number): number => Math.min(bars - 1, Math.max(0, Math.floor(((x - box.left) / box.width) * bars)));
    const handle: HTMLElement = event.currentTarget;
    const listen = new AbortController();
    const from = barAt(event.clientX);
    let chosen: Brush = { from, to: from };
    setBrush(chosen);
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', ({ clientX }) => setBrush((chosen = { from, to: barAt(clientX) })), { signal: listen.signal });
    handle.addEventListener('pointerup', () => {
      listen.abort();
      look(chosen);
    }, { signal: listen.signal });
    const leave = (): void => {
      listen.abort();
      setBrush(undefined);
    };
    handle.addEventListener('pointercancel', leave, { signal: listen.signal });
    handle.addEventListener('keydown', ({ key }) => (key === 'Escape' ? leave() : undefined), { signal: listen.signal });
  };

  const press = (event: KeyboardEvent): void => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent } = event;
    if (ctrlKey || metaKey || altKey || nativeEvent.isComposing || bars === 0) return;
    const now = at ?? 0;
    const go = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: bars - 1 }[key];
    if (go !== undefined) {
      const next = Math.min(bars - 1, Math.max(0, at === undefined && key !== 'End' ? 0 : go));
      setOver(next);
      setBrush(shiftKey && onSpan !== undefined ? { from: brush?.from ?? now, to: next } : undefined);
    } else if (onSpan === undefined) return;
    else if (key === 'Enter' || key === ' ') look(brush ?? { from: now, to: now });
    else if (key === '+' || key === '=') zoom(0.5, middleOf(now));
    else if (key === '-') zoom(2, middleOf(now));
    else if ((key === 'PageUp' || key === 'PageDown') && span !== undefined) onSpan(panned(span, whole, key === 'PageUp' ? -1 : 1));
    else if (key === 'Escape' && brush !== undefined) setBrush(undefined);
    else if (key === 'Escape' && span !== undefined) onSpan(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={styles['line']}>
      <div className={styles['title']}>
        <h3>{title}</h3>
        <span className={styles['over']}>{told === undefined ? null : spanInWords(spanOf(told), zone, lang)}</span>
        <ul>
          {series.map(({ name, look: severity, counts }) => (
            <li key={name} data-sev={severity}>
              {name}
              <strong>{said(sumOf(counts, told))}</strong>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles['chart']}>
        <div className={styles['ticks']} aria-hidden="true">{ticks.map((tick) => <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}>{said(tick)}</span>)}</div>
        <div className={styles['plot']}>
          <div className={styles['grid']} aria-hidden="true">{ticks.map((tick) => <i key={tick} style={{ bottom: `${(tick / top) * 100}%` }} />)}</div>
          <div
            ref={plot}
            className={styles['bars']}
            data-still={onSpan === undefined || undefined}
            role="listbox"
            aria-label={label}
            aria-orientation="horizontal"
            aria-multiselectable="true"
            tabIndex={0}
            aria-activedescendant={focused && at !== undefined ? `${id}${at}` : undefined}
            onFocus={() => {
              setFocused(true);
              setOver((before) => before ?? 0);
            }}
            onBlur={() => {
              setFocused(false);
              setOver(undefined);
              setBrush(undefined);
            }}
            onKeyDown={press}
            onPointerDown={drag}
            onPointerLeave={() => (brush === undefined && !focused ? setOver(undefined) : undefined)}
          >
            {totals.map((total, bar) => (
              // The list has the focus and its keys.
              // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
              <div
                key={edges[bar]}
                id={`${id}${bar}`}
                role="option"
                aria-selected={brush !== undefined && told !== undefined && bar >= told.from && bar <= told.to}
                aria-label={resultPhrases.barOf(spanInWords(spanOf({ from: bar, to: bar }), zone, lang), said(total), series.flatMap(({ name, look: severity, counts }) => (severity === undefined || !((counts[bar] ?? 0) > 0) ? [] : [`${name} ${said(counts[bar] ?? 0)}`])), lang)}
                className={styles['column']}
                data-over={(told !== undefined && bar >= told.from && bar <= told.to) || undefined}
                data-off={(brush !== undefined && told !== undefined && (bar < told.from || bar > told.to)) || undefined}
                onPointerEnter={() => setOver(bar)}
              >
                {series.map(({ name, look: severity, counts }) => ((counts[bar] ?? 0) === 0 ? null : <span key={name} data-sev={severity} style={{ height: `${((counts[bar] ?? 0) / top) * 100}%` }} />))}
              </div>
            ))}
          </div>
        </div>
        <div className={styles['dates']} aria-hidden="true">{dates.map(({ bar, text }) => <span key={bar} style={{ left: `${(bar / bars) * 100}%` }}>{text}</span>)}</div>
      </div>
    </section>
  );
}

const ordered = ({ from, to }: Brush): Brush => (from <= to ? { from, to } : { from: to, to: from });

const sumOf = (counts: readonly number[], told: Brush | undefined): number => counts.slice(told?.from, told === undefined ? undefined : told.to + 1).reduce((sum, count) => sum + count, 0);

/** So many dates at most stand under the bars. */
const mostDates = 5;

function datesUnder(cuts: TimeCuts, zone: string, lang: 'en' | 'zh'): readonly { readonly bar: number; readonly text: string }[] {
  const bars = cuts.edges.length - 1;
  const every = Math.max(1, Math.ceil(bars / mostDates));
  return Array.from({ length: Math.ceil(bars / every) }, (_, nth) => nth * every)
    // One at the very end would stand out over it.
    .filter((bar) => bar === 0 || bar / bars < 0.85)
    .map((bar) => ({ bar, text: tickInWords(cuts, bar, bar === 0 ? undefined : bar - every, zone, lang) }));
}

interface Wheel {
  /** Above nought to come closer. */
  readonly closer: number;
  /** Above nought to go on in time. */
  readonly along: number;
  /** Where the pointer is, from 0 to 1. */
  readonly part: number;
}

/** So far a wheel turns for one step; a trackpad tells of much smaller turns. */
const notch = 80;

function useWheel(place: { readonly current: HTMLElement | null }, turned: ((wheel: Wheel) => void) | undefined): void {
  const latest = useRef(turned);
  useEffect(() => {
    latest.current = turned;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let [across, down] = [0, 0];
    const turn = (event: WheelEvent): void => {
      if (latest.current === undefined || event.ctrlKey) return;
      // A page or panel that scrolled meanwhile would take the chart away from under the pointer.
      event.preventDefault();
      across += event.shiftKey ? event.deltaY : event.deltaX;
      down += event.shiftKey ? 0 : event.deltaY;
      const box = element.getBoundingClientRect();
      const part = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      const [along, away] = [Math.trunc(across / notch), Math.trunc(down / notch)];
      if (along === 0 && away === 0) return;
      [across, down] = [0, 0];
      latest.current({ closer: -Math.sign(away), along: Math.sign(along), part });
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [place]);
}
