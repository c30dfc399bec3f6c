import type { ReactNode } from 'react';
import type { Compilation } from '../../../compile/compile.ts';
import type { Lang } from '../../../data/text.ts';
import { fieldLabel, numberInWords } from '../../../data/words.ts';
import type { Narrowing } from '../../simulate/studies/narrow.ts';
import { useWords } from '../../state/context.tsx';
import type { KeyOfAlerts } from '../../state/contract/run.ts';
import { useDocument } from '../../state/editor-context.tsx';
import { phrases, resultPhrases } from '../../words.ts';
import styles from './results.module.css';

const shown = 5;

interface Props {
  readonly keys: readonly KeyOfAlerts[];
  /** The one that is looked at. */
  readonly only: Narrowing['key'];
  /** Undefined while nothing can be looked at more closely. */
  readonly onKey: ((key: Narrowing['key']) => void) | undefined;
}

/** The keys with most alerts: cards, customers, or what else the alerts are once per. A click looks at those of one. */
export function TopKeys({ keys, only, onKey }: Props): ReactNode {
  const { lang, say } = useWords();
  const compilation = useDocument((state) => state.compilation);
  const most = keys[0]?.alerts ?? 1;
  const labels = new Set(keys.map(({ of }) => labelOf(compilation, of, lang)));
  const [label, other] = labels;
  // The one that is looked at stays in sight.
  const first = keys.slice(0, shown);
  const listed = only === undefined || first.some((each) => isSame(each, only)) ? first : [...first.slice(0, -1), ...keys.filter((each) => isSame(each, only))];
  if (label === undefined) return null;
  return (
    <section className={styles['keys']}>
      <div className={styles['title']}>
        <h3>{other === undefined ? phrases.mostAlertsBy(label, lang) : say('mostAlerts')}</h3>
      </div>
      <ol>
        {listed.map((each) => {
          const { key, of, alerts } = each;
          const isOnly = only !== undefined && isSame(each, only);
          const face = <>{key}{other === undefined ? null : <small>{labelOf(compilation, of, lang)}</small>}</>;
          return (
            <li key={`${of.join('\n')} ${key}`}>
              {onKey === undefined ? <span className={styles['key']}>{face}</span> : (
                <button type="button" className={styles['key']} title={key} aria-label={resultPhrases.onlyKey(key, alerts, lang)} aria-pressed={isOnly} onClick={() => onKey(isOnly ? undefined : { key, of })}>{face}</button>
              )}
              <span className={styles['number']}>{numberInWords(alerts, undefined, lang)}</span>
              <span className={styles['bar']} aria-hidden="true"><span style={{ width: `${(alerts / most) * 100}%` }} /></span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const isSame = (one: Pick<KeyOfAlerts, 'key' | 'of'>, other: Pick<KeyOfAlerts, 'key' | 'of'>): boolean => one.key === other.key && one.of.join('\n') === other.of.join('\n');

/** What keys are called, by the fields that they are of. */
export function labelOf({ analysis, plan }: Compilation, of: readonly string[], lang: Lang): string {
  const step = plan.steps.find((each) => each.op === 'alert' && each.key.join('\n') === of.join('\n'));
  const fields = Object.values(analysis.nodes.get(step?.node ?? '')?.around.inputs ?? {})[0]?.fields ?? [];
  return of.map((name) => {
    const field = fields.find((each) => each.name === name);
    return field === undefined ? name : fieldLabel(field, lang);
  }).join(lang === 'zh' ? '、' : ', ');
}
