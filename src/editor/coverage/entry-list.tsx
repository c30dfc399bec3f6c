import type { ReactNode } from 'react';
import { kindNamed } from '../../kinds/registry.ts';
import { KindIcon } from '../looks/kind-icon.tsx';
import styles from './coverage-bar.module.css';
import type { Entry } from './entries.ts';

interface Props {
  readonly entries: readonly Entry[];
  readonly at: number | undefined;
  readonly onGo: (place: number) => void;
}

/** What no row came to, each leading there. */
export function EntryList({ entries, at, onGo }: Props): ReactNode {
  return (
    <ul className={styles['entries']}>
      {entries.map(({ node, kind, said }, place) => (
        <li key={`${node} ${said}`}>
          <button type="button" data-family={kindNamed(kind)?.family} aria-current={place === at || undefined} onClick={() => onGo(place)}>
            <KindIcon kind={kind} />
            <span>{said}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
