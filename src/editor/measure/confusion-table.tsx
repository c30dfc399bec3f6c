import type { ReactNode } from 'react';
import { countInWords, eventWords, numberInWords } from '../../data/words.ts';
import type { Asked } from '../../lab/measure/measure.ts';
import type { Cell } from '../../lab/measure/model.ts';
import { nameOfCatcher } from '../../lab/measure/words.ts';
import type { Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import { measurePhrases } from '../words.ts';
import { measuredOf } from './about.ts';
import type { OpenCell } from './cell-rows.tsx';
import { cellWords, outcomesOf } from './cell-words.ts';
import styles from './confusion-table.module.css';

interface Props {
  readonly measuring: Measuring;
  readonly about: Asked;
  readonly onOpen: (cell: OpenCell) => void;
}

const rows = [
  ['caught', ['caughtYes', 'caughtNo', 'caughtUnknown']],
  ['notCaught', ['missedYes', 'passedNo', 'passedUnknown']],
] as const satisfies readonly (readonly [string, readonly Cell[]])[];

/** What was caught against what is known, always by event: each count opens its rows. */
export function ConfusionTable({ measuring, about, onOpen }: Props): ReactNode {
  const { lang, say } = useWords();
  const { measures: { basis }, cells } = measuring;
  const own = measuredOf(measuring.measures, about);
  const outcomes = outcomesOf(measuring, lang);
  const countOf = (cell: Cell): number => cells[cell].reduce((sum, each) => sum + each.rows, 0);
  const shown = [0, 1, 2].filter((column) => column < 2 || rows.some(([, ofRow]) => countOf(ofRow[column] ?? 'caughtYes') > 0));
  return (
    <section className={styles['confusion']}>
      <h3>
        {measurePhrases.caughtAndKnown(eventWords(basis.event, lang).many, lang)}
        <span>{'node' in own ? nameOfCatcher(own, lang) : say('theWholeGraph')}</span>
      </h3>
      <table>
        <thead>
          <tr>
            <td />
            {shown.map((column) => <th key={column} scope="col">{outcomes[column]}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(([word, ofRow]) => (
            <tr key={word}>
              <th scope="row">{say(word)}</th>
              {shown.map((column) => {
                const cell = ofRow[column] ?? 'caughtYes';
                const count = countOf(cell);
                return (
                  <td key={cell} data-cell={cell}>
                    <button type="button" disabled={count === 0} aria-label={measurePhrases.cellRows(cellWords(cell, measuring, lang), countInWords(count, basis.event, lang), lang)} onClick={() => onOpen({ cell, node: cells[cell].find((each) => each.rows > 0)?.node ?? '' })}>
                      <strong>{numberInWords(count, undefined, lang)}</strong>
                      <span>{say(cellSays[cell])}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const cellSays = {
  caughtYes: 'cellRight', caughtNo: 'cellFalse', caughtUnknown: 'cellOpen', missedYes: 'cellMissed', passedNo: 'cellLeft', passedUnknown: 'cellOpen',
} as const satisfies Record<Cell, string>;
