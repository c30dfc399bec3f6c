import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { verdictOf } from '../../lab/report/verdict.ts';
import { terms } from '../../lab/report/words.ts';
import { isComposing } from '../commands/keys.ts';
import type { ComparedWith, ComparisonTold } from '../simulate/studies/compare.ts';
import { useWords } from '../state/context.tsx';
import type { Behind } from './behind.ts';
import { BehindNumber } from './behind-number.tsx';
import { DayBars } from './day-bars.tsx';
import styles from './differences.module.css';
import { Fates } from './fates.tsx';
import { Labels } from './labels.tsx';
import { RaisedBy, Rules } from './tables.tsx';
import { Tiles } from './tiles.tsx';

interface Props {
  readonly told: ComparisonTold;
  readonly asked: ComparedWith;
  /** What counts as known, and as caught. */
  readonly children: ReactNode;
}

/** In what two graphs differ: in words first, then in figures that open what is behind them. */
export function Differences({ told, asked, children }: Props): ReactNode {
  const { lang, say } = useWords();
  const [behind, setBehind] = useState<Behind>();
  const opener = useRef<Element>(null);
  const open = (next: Behind): void => {
    opener.current = document.activeElement;
    setBehind(next);
  };
  const close = (): void => {
    setBehind(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  // What was opened goes first, wherever the focus is; Escape again leaves the page.
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (behind === undefined || !isInside || event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    close();
  };
  return (
    <div className={styles['split']} data-behind={behind !== undefined || undefined} onKeyDown={press}>
      <div className={styles['scroll']}>
        <section className={styles['verdict']} aria-label={say('compareVerdict')}>
          <p>{verdictOf(told, lang)}</p>
          <Tiles told={told} onOpen={open} />
        </section>
        <div className={styles['pair']} data-alone={told.days.length < 2 || undefined}>
          <Fates told={told} onOpen={open} />
          <DayBars days={told.days} capacity={told.capacity} onOpen={open} />
        </div>
        {children}
        {told.labels.map((labels) => <Labels key={labels.nodes.after} labels={labels} onOpen={open} />)}
        <RaisedBy told={told} onOpen={open} />
        <Rules told={told} onOpen={open} />
        {told.notes.length === 0 ? null : (
          <section className={styles['part']}>
            <h3>{terms.notCompared[lang]}</h3>
            <ul className={styles['notes']}>{told.notes.map((note) => <li key={note.en}>{note[lang]}</li>)}</ul>
          </section>
        )}
      </div>
      {behind === undefined ? null : <BehindNumber key={behind.title} behind={behind} asked={asked} onClose={close} />}
    </div>
  );
}
