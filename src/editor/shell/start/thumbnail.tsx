import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { RuleDocument } from '../../../graph/document.ts';
import { cardSize, mapOf } from '../../examples/map.ts';
import { familyOf } from '../../looks/families.ts';
import styles from './thumbnail.module.css';

/** A graph so small that only its shape can be told. */
export function Thumbnail({ document }: { readonly document: RuleDocument }): ReactNode {
  const { box, cards, threads } = useMemo(() => mapOf(document), [document]);
  const { width, height } = cardSize;
  return (
    <span className={styles['thumbnail']}>
      <svg viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`} aria-hidden="true">
        {threads.map(({ path }) => <path key={path} className={styles['thread']} d={path} />)}
        {cards.map(({ id, kind, x, y }) => (
          <g key={id} data-family={familyOf(kind)} transform={`translate(${x} ${y})`}>
            <rect className={styles['face']} width={width} height={height} rx={7} />
            <rect className={styles['rail']} width={9} height={height} rx={4} />
            <path className={styles['words']} d={`M24 ${height * 0.36}H${width * 0.62}`} />
            <path className={styles['words']} data-faint d={`M24 ${height * 0.66}H${width * 0.86}`} />
          </g>
        ))}
      </svg>
    </span>
  );
}
