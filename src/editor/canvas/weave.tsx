import { useStore } from '@xyflow/react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './weave.module.css';

const grid = 22;
const dash = 5;
/** Under this zoom the grid would only be noise. */
const leastZoom = 0.5;

/** The canvas as a plain weave: dashes that turn by a quarter from crossing to crossing. */
export function Weave(): ReactNode {
  const id = useId();
  const x = useStore((state) => state.transform[0]);
  const y = useStore((state) => state.transform[1]);
  const zoom = useStore((state) => state.transform[2]);
  if (zoom < leastZoom) return null;
  const [tile, half, middle] = [2 * grid, dash / 2, grid / 2 + 0.5];
  return (
    <svg className={styles['weave']} aria-hidden="true">
      <pattern id={id} width={tile} height={tile} patternUnits="userSpaceOnUse" patternTransform={`translate(${Math.round(x)} ${Math.round(y)}) scale(${zoom})`}>
        <path d={`M${middle - half} ${middle}h${dash}M${grid + middle} ${middle - half}v${dash}M${middle} ${grid + middle - half}v${dash}M${grid + middle - half} ${grid + middle}h${dash}`} />
      </pattern>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
