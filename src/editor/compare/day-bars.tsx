import type { KeyboardEvent, ReactNode } from 'react';
import type { Capacity, ComparedDay } from '../../lab/compare/model.ts';
import { sides } from '../../lab/compare/model.ts';
import { count, terms } from '../../lab/report/words.ts';
import { ticksUpTo } from '../shell/dock/bars.ts';
import { dayInWords } from '../shell/figures.ts';
import { useWords } from '../state/context.tsx';
import { comparePhrases } from '../words.ts';
import type { OpenBehind } from './behind.ts';
import styles from './day-bars.module.css';
import { dayGroups } from './day-groups.ts';
import parts from './differences.module.css';

interface Props {
  readonly days: readonly ComparedDay[];
  readonly capacity: Capacity | undefined;
  readonly onOpen: OpenBehind;
}

/** From bar to bar by arrow keys; the first of them is the way in. */
function walk({ key, currentTarget, target }: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const bars = [...currentTarget.querySelectorAll('button')];
  const at = bars.findIndex((bar) => bar === target);
  if (step !== undefined && at >= 0) bars[at + step]?.focus();
}

/** The alerts of each day in both, and the line that the team can't go over. To a screen reader it is a table. */
export function DayBars({ days, capacity, onOpen }: Props): ReactNode {
  const { lang, say } = useWords();
  if (days.length < 2) return null;
  const groups = dayGroups(days);
  const ticks = ticksUpTo(Math.max(1, capacity?.perDay ?? 0, ...groups.flatMap(({ alerts }) => [alerts.before, alerts.after])));
  const top = ticks.at(-1) ?? 1;
  const every = Math.max(1, Math.ceil(groups.length / 6));
  const together = Math.max(1, Math.ceil(days.length / groups.length));
  const heads = { before: terms.before[lang], after: terms.after[lang] };
  const dated = ({ from, to }: (typeof groups)[number]): string => (from === to ? dayInWords(from, lang) : `${dayInWords(from, lang)} – ${dayInWords(to, lang)}`);
  const first = groups.find(({ alerts }) => alerts.before > 0) ?? groups.find(({ alerts }) => alerts.after > 0);
  const overIn = (alerts: number): true | undefined => (capacity !== undefined && alerts > capacity.perDay) || undefined;
  return (
    <section className={parts['part']}>
      <h3 className={styles['title']}>
        {terms.perDay[lang]}
        <span className={styles['legend']}>
          {sides.map((side) => <span key={side} data-side={side}>{heads[side]}</span>)}
          {capacity === undefined ? null : <span data-side="capacity">{terms.capacity[lang]} {count(capacity.perDay, lang)}</span>}
        </span>
      </h3>
      <div className={styles['plot']}>
        <div className={styles['ticks']} aria-hidden="true">{ticks.map((tick) => <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}>{count(tick, lang)}</span>)}</div>
        <div className={styles['bars']} role="toolbar" aria-label={terms.perDay[lang]} onKeyDown={walk}>
          {ticks.map((tick) => <hr key={tick} style={{ bottom: `${(tick / top) * 100}%` }} />)}
          {groups.map((group) => (
            <div key={group.from} className={styles['day']} title={`${dated(group)}: ${heads.before} ${count(group.alerts.before, lang)}, ${heads.after} ${count(group.alerts.after, lang)}`}>
              {sides.map((side) => {
                if (group.alerts[side] === 0) return <span key={side} />;
                const title = comparePhrases.ofNode(heads[side], dayInWords(group.busiest[side], lang), lang);
                return (
                  <button
                    key={side}
                    type="button"
                    tabIndex={group === first && (side === 'before' || group.alerts.before === 0) ? 0 : -1}
                    aria-label={comparePhrases.open(title, count(group.alerts[side], lang), lang)}
                    data-side={side}
                    data-over={overIn(group.alerts[side])}
                    style={{ height: `${(group.alerts[side] / top) * 100}%` }}
                    onClick={() => onOpen({ type: 'alerts', fate: side, days: [group.busiest[side]], title })}
                  />
                );
              })}
            </div>
          ))}
          {capacity === undefined ? null : <i style={{ bottom: `${(capacity.perDay / top) * 100}%` }} />}
        </div>
        <div className={styles['dates']} aria-hidden="true">{groups.map(({ from }, at) => <span key={from}>{at % every === 0 ? dayInWords(from, lang) : null}</span>)}</div>
      </div>
      {together < 2 ? null : <p className={styles['about']}>{comparePhrases.daysTogether(together, lang)}</p>}
      <table className="unseen">
        <caption>{terms.perDay[lang]}</caption>
        <thead><tr><th scope="col">{say('day')}</th>{sides.map((side) => <th key={side} scope="col">{heads[side]}</th>)}</tr></thead>
        <tbody>{groups.map((group) => <tr key={group.from}><th scope="row">{dated(group)}</th>{sides.map((side) => <td key={side}>{count(group.alerts[side], lang)}</td>)}</tr>)}</tbody>
      </table>
    </section>
  );
}
