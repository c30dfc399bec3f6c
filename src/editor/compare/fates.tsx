import type { ReactNode } from 'react';
import { terms } from '../../lab/report/words.ts';
import { fates } from '../simulate/studies/compared-alerts.ts';
import type { Fate } from '../simulate/studies/compared-alerts.ts';
import type { ComparisonTold } from '../simulate/studies/compare.ts';
import { useWords } from '../state/context.tsx';
import type { OpenBehind } from './behind.ts';
import styles from './differences.module.css';
import { OpenNumber } from './number.tsx';

interface Props {
  readonly told: ComparisonTold;
  readonly onOpen: OpenBehind;
}

/** What became of the alerts: each of either is counted once. */
export function Fates({ told, onOpen }: Props): ReactNode {
  const { lang } = useWords();
  const counts: Readonly<Record<Fate, number>> = {
    onlyBefore: told.only.before.length,
    moved: told.moved.before.length,
    changed: told.changed.length,
    same: told.shared.before.length - told.changed.length,
    onlyAfter: told.only.after.length,
  };
  const most = Math.max(1, ...Object.values(counts));
  const title = terms.becameOf[lang];
  return (
    <section className={styles['part']}>
      <h3>{title}</h3>
      <table className={styles['fates']} aria-label={title}>
        <tbody>
          {fates.map((fate) => (
            <tr key={fate}>
              <th scope="row">{terms[fate][lang]}</th>
              <td><OpenNumber value={counts[fate]} behind={{ type: 'alerts', fate, title: terms[fate][lang] }} onOpen={onOpen} /></td>
              <td aria-hidden="true"><span data-fate={fate} style={{ width: `${(counts[fate] / most) * 100}%` }} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
