import type { Lang } from '../../../data/text.ts';

/** The kinds of text on the canvas, and how they are set. */
export type TextStyle = 'name' | 'say' | 'port' | 'label';

export interface Measure {
  readonly width: (text: string, style: TextStyle) => number;
  readonly line: { readonly name: number; readonly say: number };
  /** The least and the most a card is wide. */
  readonly card: { readonly least: number; readonly most: number };
}

/** Measures with the fonts of the page; made anew when they have loaded or the language changes. */
export function measureFrom(root: Element): Measure {
  const styles = getComputedStyle(root);
  const value = (name: string): string => styles.getPropertyValue(name).trim();
  const pixels = (name: string): number => Number.parseFloat(value(name));
  const font = (weight: string, size: string): string => `${value(weight)} ${pixels(size)}px ${value('--font')}`;
  const fonts: Readonly<Record<TextStyle, string>> = {
    name: font('--w-title', '--t-md'),
    say: font('--w-body', '--t-card'),
    port: font('--w-body', '--t-card'),
    label: font('--w-strong', '--t-2xs'),
  };
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return {
    width(text, style) {
      const key = `${style} ${text}`;
      const before = known.get(key);
      if (before !== undefined || context === null) return before ?? 0;
      context.font = fonts[style];
      const { width } = context.measureText(text);
      known.set(key, width);
      return width;
    },
    line: { name: pixels('--lh-md'), say: pixels('--lh-card') },
    card: { least: pixels('--w-node'), most: pixels('--w-node-max') },
  };
}

/** A measure for places without a page: every letter is as wide as the next. */
export function plainMeasure(lang: Lang): Measure {
  const sizes: Readonly<Record<TextStyle, number>> = { name: 7, say: 6, port: 6, label: 5.5 };
  return {
    width: (text, style) => Array.from(text).reduce((sum, char) => sum + sizes[style] * (char > '\u2e80' ? 2 : 1), 0),
    line: lang === 'zh' ? { name: 22, say: 18 } : { name: 20, say: 15.5 },
    card: { least: lang === 'zh' ? 184 : 172, most: 240 },
  };
}
