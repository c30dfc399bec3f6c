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
  const [tile, half] = [2 * grid, dash / 2];
  return (
    <svg className={styles['weave']} aria-hidden="true">
      <pattern id={id} width={tile} height={tile} patternUnits="userSpaceOnUse" patternTransform={`translate(${x} ${y}) scale(${zoom})`}>
        <path d={`M${grid / 2 - half} ${grid / 2}h${dash}M${grid * 1.5} ${grid / 2 - half}v${dash}M${grid / 2} ${grid * 1.5 - half}v${dash}M${grid * 1.5 - half} ${grid * 1.5}h${dash}`} />
      </pattern>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
