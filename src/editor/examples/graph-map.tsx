import { useMemo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { familyOf } from '../looks/families.ts';
import { KindIcon } from '../looks/kind-icon.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import styles from './graph-map.module.css';
import { cardSize, mapOf } from './map.ts';

interface Props {
  readonly document: RuleDocument;
  /** The node that is pointed at, here or in the sentences. */
  readonly lit: string | undefined;
  readonly onPoint: (node: string | undefined) => void;
}

/** The graph at a glance. All it shows is said in the sentences too, so to a screen reader it is only named. */
export function GraphMap({ document, lit, onPoint }: Props): ReactNode {
  const { lang } = useWords();
  const map = useMemo(() => mapOf(document), [document]);
  const { x, y, width, height } = map.box;
  const label = phrases.mapOf(inLanguage(document.name, lang), document.nodes.length, document.edges.length, lang);
  return (
    <div className={styles['frame']} tabIndex={0} role="region" aria-label={label}>
      <svg
        className={styles['map']}
        viewBox={`${x} ${y} ${width} ${height}`}
        style={{ '--map-width': `${width}px`, '--map-height': height } as CSSProperties}
        aria-hidden="true"
      >
        {map.groups.map((group) => (
          <g key={group.id} className={styles['group']}>
            <rect x={group.x} y={group.y} width={group.width} height={group.height} rx={10} />
            <text x={group.x + 2} y={group.y - 8}>{inLanguage(group.name, lang)}</text>
          </g>
        ))}
        {map.threads.map(({ from, to, path }, at) => (
          <path key={at} className={styles['thread']} data-lit={lit === from || lit === to || undefined} d={path} />
        ))}
        {map.cards.map((card) => (
          <g
            key={card.id}
            className={styles['card']}
            data-family={familyOf(card.kind)}
            data-lit={lit === card.id || undefined}
            transform={`translate(${card.x} ${card.y})`}
            onPointerEnter={() => onPoint(card.id)}
            onPointerLeave={() => onPoint(undefined)}
          >
            <rect className={styles['face']} width={cardSize.width} height={cardSize.height} rx={7} />
            <path className={styles['rail']} d={`M3 0H7A7 7 0 0 0 0 7V${cardSize.height - 7}A7 7 0 0 0 7 ${cardSize.height}H3Z`} />
            <foreignObject x={12} y={0} width={cardSize.width - 18} height={cardSize.height}>
              <div className={styles['head']}>
                <KindIcon kind={card.kind} />
                <span>{inLanguage(card.name, lang)}</span>
              </div>
            </foreignObject>
          </g>
        ))}
      </svg>
    </div>
  );
}
