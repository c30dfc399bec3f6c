import { ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useCanvas } from './canvas-context.tsx';
import styles from './guides.module.css';

/** The lines along which what is dragged stands in line with others. */
export function Guides(): ReactNode {
  const guides = useCanvas((state) => state.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles['layer']} data-guides width="1" height="1" aria-hidden="true">
        {guides.map(({ across, at, from, to }) => (
          <path key={`${across} ${at}`} d={across ? `M${from} ${at}H${to}` : `M${at} ${from}V${to}`} />
        ))}
      </svg>
    </ViewportPortal>
  );
}
