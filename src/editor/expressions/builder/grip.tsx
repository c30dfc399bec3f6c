import { IconGripVertical } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Place } from '../conditions.ts';
import { useBuilder } from './builder-context.ts';
import styles from './builder.module.css';

/** What a row is dragged by. Keys move it as well, and say so in its menu. */
export function Grip({ place }: { readonly place: Place }): ReactNode {
  const { drag, readOnly } = useBuilder();
  if (readOnly) return null;
  return (
    <span className={styles['grip']} aria-hidden="true" data-grip="" onPointerDown={(event) => drag.start(event, place)}>
      <IconGripVertical size={14} stroke={1.75} />
    </span>
  );
}
