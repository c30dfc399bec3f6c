import type { ReactNode } from 'react';
import { familyOf } from './families.ts';
import { svgImage } from './icon.tsx';
import styles from './kind-icon.module.css';

const files = import.meta.glob<string>('./icons/*.svg', { query: '?raw', import: 'default', eager: true });

/** The drawing inside each icon file, by kind. */
const drawings = new Map(
  Object.entries(files).map(([path, svg]) => [path.slice('./icons/'.length, -'.svg'.length), /<svg[^>]*>(.*)<\/svg>/s.exec(svg)?.[1] ?? '']),
);

/** The shapes of a kind's icon, on 16 by 16. */
export const kindDrawing = (kind: string): string => drawings.get(kind) ?? '';

/** A node kind's icon, in the text colour around it. Decoration: its kind is always said in words too. */
export function KindIcon({ kind, size = 16 }: { readonly kind: string; readonly size?: number }): ReactNode {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: drawings.get(kind) ?? '' }}
    />
  );
}

/** The icon on a tile in the tint of its family. */
export function KindTile({ kind }: { readonly kind: string }): ReactNode {
  return (
    <span className={styles['tile']} data-family={familyOf(kind)}>
      <KindIcon kind={kind} />
    </span>
  );
}

/** The icon as an image for style sheets, in a colour of its own. */
export const kindImage = (kind: string, colour: string): string => svgImage('0 0 16 16', 1.3, drawings.get(kind) ?? '', colour);
