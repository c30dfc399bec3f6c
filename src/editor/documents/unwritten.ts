/** Where a page that ends leaves what it had no time to write: a place that is written at once. */
export type Drawer = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const placeInDrawer = (key: string): string => `ruleloom.unwritten.${key}`;

/** Whether there is something to recover. */
export const hasUnwritten = (key: string, drawer: Drawer): boolean => drawer.getItem(placeInDrawer(key)) !== null;
