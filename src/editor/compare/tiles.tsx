import type { ReactNode } from 'react';
import type { Side } from '../../lab/compare/model.ts';
import { figuresOf } from '../../lab/report/tiles.ts';
import type { Figure } from '../../lab/report/tiles.ts';
import { terms } from '../../lab/report/words.ts';
import type { ComparisonTold } from '../simulate/studies/compare.ts';
import { useWords } from '../state/context.tsx';
import { comparePhrases } from '../words.ts';
import type { Behind, OpenBehind } from './behind.ts';
import { OpenNumber } from './number.tsx';

interface Props {
  readonly told: ComparisonTold;
  readonly onOpen: OpenBehind;
}

/** The figures that people ask for first, as they are and as they were: each opens what it counts. */
export function Tiles({ told, onOpen }: Props): ReactNode {
  const { lang } = useWords();
  const behind = (name: string, of: Figure['of'], side: Side): Behind => {
    const title = comparePhrases.ofNode(terms[side][lang], name, lang);
    if (typeof of === 'object') return { title, type: 'rows', rows: { type: 'known', side, ...of } };
    return { title, type: 'alerts', fate: side, days: of === 'alerts' ? undefined : daysOver(told, side) };
  };
  return (
    <dl>
      {figuresOf(told, lang).map(({ name, now, was, of }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong><OpenNumber value={countOf(told, of, 'after')} said={now} behind={behind(name, of, 'after')} onOpen={onOpen} /></strong>
            <span><OpenNumber value={countOf(told, of, 'before')} said={was} behind={behind(name, of, 'before')} onOpen={onOpen} /></span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const daysOver = ({ days, capacity }: ComparisonTold, side: Side): readonly number[] =>
  days.filter(({ alerts }) => alerts[side] > (capacity?.perDay ?? Infinity)).map(({ day }) => day);

/** So many alerts or rows stand behind it. */
function countOf(told: ComparisonTold, of: Figure['of'], side: Side): number {
  if (of === 'alerts') return told.graphs[side].alerts;
  if (of === 'alertsOver') return told.capacity?.daysOver[side] ?? 0;
  const own = told.labels.find(({ nodes }) => nodes.after === of.source);
  return own?.[of.which][side] ?? 0;
}
