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
  const zoom = useStore((state) => state.transform[2]);
  return zoom < leastZoom ? null : <Moved tile={2 * grid * zoom} zoom={zoom} />;
}

/** Drawn once for each zoom, a tile larger than the canvas, and only moved when the canvas is. */
function Moved({ tile, zoom }: { readonly tile: number; readonly zoom: number }): ReactNode {
  const id = useId();
  const x = useStore((state) => Math.round(rest(state.transform[0], tile)));
  const y = useStore((state) => Math.round(rest(state.transform[1], tile)));
  const [half, middle] = [dash / 2, grid / 2 + 0.5];
  return (
    <svg className={styles['weave']} style={{ left: -tile, top: -tile, width: `calc(100% + ${2 * tile}px)`, height: `calc(100% + ${2 * tile}px)`, transform: `translate(${x}px, ${y}px)` }} aria-hidden="true">
      <pattern id={id} width={tile} height={tile} patternUnits="userSpaceOnUse" viewBox={`0 0 ${2 * grid} ${2 * grid}`}>
        <path
          strokeWidth={1 / zoom}
          d={`M${middle - half} ${middle}h${dash}M${grid + middle} ${middle - half}v${dash}M${middle} ${grid + middle - half}v${dash}M${grid + middle - half} ${grid + middle}h${dash}`}
        />
      </pattern>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}

/** What is left of a length after whole tiles, never negative. */
const rest = (length: number, tile: number): number => ((length % tile) + tile) % tile;
