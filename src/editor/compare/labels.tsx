import type { ReactNode } from 'react';
import { inLanguage, pick } from '../../data/text.ts';
import { eventWords, valueInWords } from '../../data/words.ts';
import { sides } from '../../lab/compare/model.ts';
import type { ComparedLabels } from '../../lab/compare/model.ts';
import { difference, terms } from '../../lab/report/words.ts';
import { useWords } from '../state/context.tsx';
import { comparePhrases } from '../words.ts';
import type { OpenBehind } from './behind.ts';
import styles from './differences.module.css';
import { OpenNumber } from './number.tsx';

interface Props {
  readonly labels: ComparedLabels;
  readonly onOpen: OpenBehind;
}

/** What became of the rows that are known to be what the rules look for. */
export function Labels({ labels, onOpen }: Props): ReactNode {
  const { lang } = useWords();
  const { positive, caught, alarmed, amounts, label, name, nodes, event } = labels;
  const called = label === undefined ? inLanguage(name, lang) : inLanguage(label, lang);
  const title = pick(lang, `Caught and missed: ${called}`, `命中与漏掉：${called}`);
  const rows = [
    { which: 'caught', name: terms.caught[lang], before: caught.before, after: caught.after },
    { which: 'missed', name: terms.missed[lang], before: positive - caught.before, after: positive - caught.after },
    { which: 'alarmed', name: terms.falseAlarms[lang], before: alarmed.before, after: alarmed.after },
  ] as const;
  return (
    <section className={styles['part']}>
      <h3>{title}</h3>
      <div className={styles['beside']}>
        <table className={styles['table']} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{eventWords(event, lang).many}</th>
              {[terms.before, terms.after, terms.change].map((term) => <th key={term.en} scope="col">{term[lang]}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ which, name: of, before, after }) => (
              <tr key={of}>
                <th scope="row">{of}</th>
                {sides.map((side) => (
                  <td key={side}><OpenNumber value={side === 'before' ? before : after} behind={{ type: 'rows', rows: { type: 'known', source: nodes.after, which, side }, title: comparePhrases.ofNode(terms[side][lang], of, lang) }} onOpen={onOpen} /></td>
                ))}
                <td><strong>{difference(before, after, lang)}</strong></td>
              </tr>
            ))}
          </tbody>
        </table>
        <dl className={styles['news']}>
          {(['newlyCaught', 'newlyLost'] as const).map((which) => (
            <div key={which} data-news={which}>
              <dt>{terms[which][lang]}</dt>
              <dd>
                <OpenNumber value={labels[which].length} behind={{ type: 'rows', rows: { type: 'label', source: nodes.after, which }, title: terms[which][lang] }} onOpen={onOpen} />
                {amounts === undefined || labels[which].length === 0 ? null : <span>{valueInWords(amounts[which], amounts.field, lang)}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
