import type { ReactNode } from 'react';
import { KindIcon } from '../looks/kind-icon.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import styles from './alert-logic.module.css';
import { CodeBlock } from './code-block.tsx';
import type { AlertLogic as Alert } from './inspect.ts';

interface Props {
  readonly alert: Alert;
  readonly name: string;
  readonly baseName: string;
}

/** One alert as JsonLogic: whose rows it is asked of, what it needs to know of them, and the expression. */
export function AlertLogic({ alert, name, baseName }: Props): ReactNode {
  const { lang, say } = useWords();
  return (
    <section className={styles['alert']} data-alert={alert.node}>
      <h3 data-family="alert">
        <KindIcon kind="alert" />
        {name}
      </h3>
      <p className={styles['base']}>
        {say('askedOf')} {phrases.rowsOf(baseName, lang)}
      </p>
      <CodeBlock label={`${name}: ${say('condition')}`} title={say('condition')} value={alert.logic} mark="logic" />
      {alert.features.length === 0 ? null : (
        <CodeBlock label={`${name}: ${say('features')}`} title={say('features')} value={alert.features} mark="features" />
      )}
      {alert.needs.length === 0 ? null : (
        <p className={styles['needs']}>
          {say('needs')} {phrases.pack(alert.needs, lang)}
        </p>
      )}
    </section>
  );
}
