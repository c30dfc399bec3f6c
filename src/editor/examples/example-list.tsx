import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import styles from './example-list.module.css';
import type { Example } from './examples.ts';

interface Props {
  readonly examples: readonly Example[];
  readonly chosen: string | undefined;
}

export function ExampleList({ examples, chosen }: Props): ReactNode {
  const { say } = useWords();
  return (
    <nav className={styles['list']} aria-label={say('examples')}>
      <header className={styles['head']}>
        <h2>{say('examples')}</h2>
        <p>{examples.length === 0 ? say('noExamples') : say('examplesAbout')}</p>
      </header>
      <ul>
        {examples.map((example) => (
          <li key={example.id}>
            <ExampleLink example={example} chosen={example.id === chosen} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ExampleLink({ example: { id, document }, chosen }: { readonly example: Example; readonly chosen: boolean }): ReactNode {
  const { lang } = useWords();
  const name = document === undefined ? id : inLanguage(document.name, lang);
  const about = document?.description === undefined ? '' : inLanguage(document.description, lang);
  const alerts = document?.nodes.filter((node) => node.kind === 'alert').length ?? 0;
  return (
    <a className={styles['link']} href={`#${id}`} aria-current={chosen ? 'page' : undefined}>
      <span className={styles['name']}>{name}</span>
      {about === '' ? null : <span className={styles['about']}>{about}</span>}
      {document === undefined ? null : (
        <span className={styles['size']}>
          {phrases.nodes(document.nodes.length, lang)}
          {alerts === 0 ? null : <> · {phrases.alerts(alerts, lang)}</>}
        </span>
      )}
    </a>
  );
}
