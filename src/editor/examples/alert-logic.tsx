import type { ReactNode } from 'react';
import type { ExportedAlert } from '../../compile/export.ts';
import { KindIcon } from '../looks/kind-icon.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import styles from './alert-logic.module.css';
import { CodeBlock } from './code-block.tsx';

interface Props {
  readonly alert: ExportedAlert;
  readonly name: string;
  readonly baseName: string;
}

/** One alert as JsonLogic: whose rows it is asked of, what it needs to know of them, and the expression. */
export function AlertLogic({ alert, name, baseName }: Props): ReactNode {
  const { lang, say } = useWords();
  return (
    <section className={styles['alert']} data-alert={alert.node}>
      <h4 data-family="alert">
        <KindIcon kind="alert" />
        {name}
      </h4>
      <p className={styles['base']}>
        {phrases.askedOf(baseName, lang)}
      </p>
      <CodeBlock label={`${name}: ${say('condition')}`} title={say('condition')} value={alert.logic} mark="logic" />
      {alert.features.length === 0 ? null : (
        <CodeBlock label={`${name}: ${say('features')}`} title={say('features')} value={alert.features} mark="features" />
      )}
      {alert.needs.length === 0 ? null : (
        <p className={styles['needs']}>
          {phrases.needs(alert.needs, lang)}
        </p>
      )}
    </section>
  );
}
