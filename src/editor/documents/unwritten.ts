import type { Kept } from './shelf.ts';

/** Where a page that ends leaves what it had no time to write: a place that is written at once. */
export type Drawer = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & {
  /** All that is in it. */
  readonly keys: () => readonly string[];
};

const place = 'ruleloom.unwritten.';

export const placeInDrawer = (key: string): string => `${place}${key}`;

/** Whether there is something to recover. */
export const hasUnwritten = (key: string, drawer: Drawer): boolean => drawer.getItem(placeInDrawer(key)) !== null;

/** The graphs of which there is something. */
export const unwrittenKeys = (drawer: Drawer): readonly string[] => [...new Set(drawer.keys().flatMap((each) => (each.startsWith(place) ? [each.slice(place.length)] : [])))];

/** A graph as it is, or `not` there any more. */
export function leaveInDrawer({ key, revision, example, document }: Pick<Kept, 'key' | 'revision' | 'example' | 'document'>, drawer: Drawer, there: 'there' | 'not' = 'there'): void {
  if (there === 'not') drawer.removeItem(placeInDrawer(key));
  else drawer.setItem(placeInDrawer(key), JSON.stringify({ revision, example, document }));
}
