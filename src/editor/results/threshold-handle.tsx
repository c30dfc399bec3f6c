import { useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import type { FlowField } from '../../data/field.ts';
import { signOf, thresholdInWords } from '../../lab/suggest/threshold-words.ts';
import { nameOfThreshold, withThreshold } from '../../lab/suggest/thresholds.ts';
import type { Threshold } from '../../lab/suggest/thresholds.ts';
import type { Binned } from '../expressions/distribution/bars.ts';
import { placeOfValue, valueAtPlace } from '../expressions/distribution/bars.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { useFollow } from './use-follow.ts';
import styles from './values.module.css';

interface Props {
  readonly threshold: Threshold;
  readonly binned: Binned;
  readonly field: FlowField;
}

/**
 * A threshold of a rule, drawn where it cuts. It is dragged, or moved with the arrow keys. Counts follow while it is
 * dragged; where it is let go it becomes the rule, in one step.
 */
export function ThresholdHandle({ threshold, binned, field }: Props): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const compilation = useDocument((state) => state.compilation);
  const editable = useDocument((state) => state.editable);
  const follow = useFollow();
  const [tried, setTried] = useState<number>();
  const { node } = threshold;
  const value = tried ?? threshold.value;
  const [first, last] = [binned.bins[0], binned.bins.at(-1)];
  const place = placeOfValue(binned, value) ?? (first !== undefined && value < first.from ? 0 : 100);
  const decimals = field.decimals ?? 6;
  const step = stepOf(binned, decimals);
  const words = `${signOf(threshold)} ${numberInWords(value, field, lang)}`;

  const settle = (to: number, coalesce?: string): void => {
    if (to === threshold.value) return follow.end(false);
    const { document, apply } = editor.document.getState();
    const next = withThreshold(document, threshold, to).nodes.find(({ id }) => id === node);
    if (next === undefined) return undefined;
    const { problem } = apply({ edit: 'configureNode', args: { node, config: next.config } }, { coalesce });
    follow.end(problem === undefined);
    if (problem !== undefined) return editor.session.getState().tell(problem.message);
    // What takes longer than a moment does not run again by itself: here it was asked for.
    const { state, again, run } = editor.run.getState();
    if (state === 'stale' && again) run();
    return undefined;
  };

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const handle = event.currentTarget;
    const box = handle.parentElement?.getBoundingClientRect();
    if (event.button !== 0 || box === undefined || !editable) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    const listen = new AbortController();
    let now: number | undefined;
    const over = (): void => {
      listen.abort();
      setTried(undefined);
    };
    const on = <Name extends 'pointermove' | 'pointerup' | 'pointercancel' | 'keydown'>(name: Name, told: (event: HTMLElementEventMap[Name]) => void): void => handle.addEventListener(name, told, { signal: listen.signal });
    on('pointermove', ({ clientX }) => {
      const next = valueAtPlace(binned, (clientX - box.left) / box.width, decimals);
      if (next === undefined || next === now) return;
      now = next;
      setTried(next);
      follow.show(threshold, next);
    });
    on('pointerup', () => {
      over();
      if (now !== undefined) settle(now);
    });
    on('pointercancel', () => {
      over();
      follow.end(false);
    });
    on('keydown', (press) => {
      if (press.key !== 'Escape') return;
      press.stopPropagation();
      over();
      follow.end(false);
    });
  };

  const press = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (by === undefined || !editable) return;
    event.preventDefault();
    event.stopPropagation();
    settle(Number((threshold.value + by * step).toFixed(decimals)), `threshold ${nameOfThreshold(threshold)}`);
  };

  return (
    <div
      className={styles['threshold']}
      style={{ left: `${place}%` }}
      data-end={place > 82 || undefined}
      data-tried={tried === undefined ? undefined : ''}
      role="slider"
      tabIndex={0}
      aria-label={thresholdInWords(threshold, compilation)[lang]}
      aria-valuemin={first?.from ?? 0}
      aria-valuemax={last?.to ?? 0}
      aria-valuenow={value}
      aria-valuetext={words}
      aria-disabled={!editable || undefined}
      title={say('dragThreshold')}
      onPointerEnter={() => follow.ready(threshold)}
      onPointerDown={drag}
      onKeyDown={press}
    >
      <span className={styles['cut']}>{words}</span>
    </div>
  );
}

/** As fine as the bars show it. */
function stepOf({ bins }: Binned, decimals: number): number {
  const bin = bins[Math.floor(bins.length / 2)];
  const width = bin === undefined || bin.to <= bin.from ? 1 : bin.to - bin.from;
  return Math.max(10 ** Math.floor(Math.log10(width)), 10 ** -decimals);
}
