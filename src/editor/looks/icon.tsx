import type { ReactNode } from 'react';

/** Icons for general actions: 1.75 stroke on 24. */
const drawings = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'M5 12.5l4.5 4.5L19 7.500',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  moon: 'M20 14.500A8.500 8.500 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500z',
  warning: 'M12 4L2.800 20h18.400zM12 10v4.500M12 17.200v.1',
  error: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500v5.500M12 16.300v.1',
  hint: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.500M12 7.700v.1',
} as const;

export type IconName = keyof typeof drawings;

/** Decoration: a control that shows only an icon carries its own label. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  );
}

/** An icon as an image for style sheets, in a colour of its own. */
export const iconImage = (name: IconName, colour: string): string => svgImage('0 0 24 24', 1.75, `<path d="${drawings[name]}"/>`, colour);

export function svgImage(viewBox: string, stroke: number, drawing: string, colour: string): string {
  const attributes = `xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" fill="none" stroke="${colour}" stroke-width="${stroke}" stroke-linecap="round" stroke-linejoin="round"`;
  return `url("data:image/svg+xml,${encodeURIComponent(`<svg ${attributes}>${drawing.replaceAll('currentColor', colour)}</svg>`)}")`;
}

/** The product's mark: three upright threads and one that turns at the edge. */
export function Mark({ size = 24 }: { readonly size?: number }): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="none" strokeWidth="2.4" aria-hidden="true">
      <path stroke="var(--ink)" d="M5 2v4.400M5 10.600v11.400M11 2v11.400M11 17.600v4.400M17 2v4.400M17 10.600v11.400" />
      <path stroke="var(--accent)" d="M1.500 8.500h7.600M12.900 8.500h5.600a3.500 3.500 0 0 1 .6 6.950M15.100 15.500h-8.200M3.100 15.500h-1.600" />
    </svg>
  );
}
