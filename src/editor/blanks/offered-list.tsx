import { Combobox } from '@base-ui/react/combobox';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import styles from './blanks.module.css';

interface Props {
  readonly label: string;
  /** Said where nothing is listed. */
  readonly none: string;
  /** Stands above the list: the box to search in, where it is not the blank itself. */
  readonly head?: ReactNode | undefined;
  readonly children: (item: string) => ReactNode;
}

/** What a blank that is typed into offers, in a list below it. */
export function OfferedList({ label, none, head, children }: Props): ReactNode {
  const search = head === undefined ? '' : (styles['search'] ?? '');
  return (
    <Combobox.Portal>
      <Combobox.Positioner className={styles['float']} sideOffset={4} align="start">
        <Combobox.Popup
          className={`${controls['popup'] ?? ''} ${styles['popup'] ?? ''} ${search}`}
          aria-label={label}
        >
          {head}
          <Combobox.Empty className={styles['none']}>{none}</Combobox.Empty>
          <Combobox.List className={styles['list']}>
            {(item: string) => (
              <Combobox.Item key={item} value={item} className={styles['item']}>
                {children(item)}
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}
