import type { ReactNode } from 'react';
import type { Compilation } from '../../../compile/compile.ts';
import type { Lang } from '../../../data/text.ts';
import { fieldLabel, numberInWords } from '../../../data/words.ts';
import { useWords } from '../../state/context.tsx';
import { useDocument, useRun } from '../../state/editor-context.tsx';
import { phrases, whyPhrases } from '../../words.ts';
import styles from './results.module.css';

const shown = 5;

/** The keys with most alerts: cards, customers, or what else the alerts are once per. A click lists those of one. */
export function TopKeys({ onKey }: { readonly onKey: (key: string) => void }): ReactNode {
  const { lang, say } = useWords();
  const { topKeys } = useRun(({ alerts }) => alerts);
  const label = useDocument(({ compilation }) => keyLabel(compilation, lang));
  const most = topKeys[0]?.alerts ?? 1;
  if (topKeys.length === 0) return null;
  return (
    <section className={styles['keys']}>
      <div className={styles['title']}>
        <h3>{label === undefined ? say('mostAlerts') : phrases.mostAlertsBy(label, lang)}</h3>
      </div>
      <ol>
        {topKeys.slice(0, shown).map(({ key, alerts }) => (
          <li key={key}>
            <button type="button" className={styles['key']} title={key} aria-label={whyPhrases.alertsOf(key, alerts, lang)} onClick={() => onKey(key)}>{key}</button>
            <span className={styles['number']}>{numberInWords(alerts, undefined, lang)}</span>
            <span className={styles['bar']} aria-hidden="true"><span style={{ width: `${(alerts / most) * 100}%` }} /></span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the keys are called, where all alerts have the same. */
function keyLabel({ analysis, plan }: Compilation, lang: Lang): string | undefined {
  const labels = plan.steps.flatMap((step) => {
    if (step.op !== 'alert' || step.key.length === 0) return [];
    const fields = Object.values(analysis.nodes.get(step.node)?.around.inputs ?? {})[0]?.fields ?? [];
    return [step.key.map((name) => {
      const field = fields.find((each) => each.name === name);
      return field === undefined ? name : fieldLabel(field, lang);
    }).join(lang === 'zh' ? '、' : ', ')];
  });
  const [label, other] = new Set(labels);
  return other === undefined ? label : undefined;
}
