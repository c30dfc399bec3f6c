import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import { beginWith } from '../../documents/put-away.ts';
import { shelf } from '../../documents/this-browser.ts';
import type { Example } from '../../examples/examples.ts';
import { familyOf, KindTile } from '../../looks/kind-icon.tsx';
import { examplesAddress, graphAddress } from '../../state/address.ts';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import styles from './start-page.module.css';

/** The examples to begin with. One that somebody went on with is opened as it came. */
export function Templates({ examples }: { readonly examples: readonly Example[] }): ReactNode {
  const { lang, say } = useWords();
  return (
    <section className={styles['section']} aria-label={say('templates')}>
      <header>
        <h2>{say('templates')}</h2>
        <p>{say('templatesAbout')}</p>
        <a className={styles['read']} href={examplesAddress}>{say('readThem')}</a>
      </header>
      <ul className={styles['templates']}>
        {examples.map(({ id, document }) =>
          document === undefined ? null : (
            <li key={id}>
              <a
                href={graphAddress(id)}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  void beginWith(shelf, id, document).then((key) => {
                    location.hash = graphAddress(key);
                  });
                }}
              >
                <KindTile kind={tellingKind(document)} />
                <span>
                  <strong>{inLanguage(document.name, lang)}</strong>
                  <span className={styles['description']}>{inLanguage(document.description ?? '', lang)}</span>
                  <span className={styles['about']}>{phrases.nodes(document.nodes.length, lang)}</span>
                </span>
              </a>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

/** The kind of node that says most of what a graph is about: its last rule, or else its last transform. */
function tellingKind({ nodes }: RuleDocument): string {
  const last = (family: string): string | undefined => nodes.findLast(({ kind }) => familyOf(kind) === family)?.kind;
  return last('rule') ?? last('transform') ?? 'source';
}
