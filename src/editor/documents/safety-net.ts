import { meaning } from '../../compile/meaning.ts';
import { equalJson } from '../../data/json.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';
import type { Keeper } from './keeper.ts';
import type { Kept, Shelf } from './shelf.ts';
import { freshKey } from './shelf.ts';
import type { Drawer } from './unwritten.ts';
import { leaveInDrawer, placeInDrawer } from './unwritten.ts';

/**
 * A page that ends has no time to write to the database. What is not yet written then goes to a place that is written
 * at once, and is found there when the graph is opened again.
 */

export function catchUnwritten(keeper: Pick<Keeper, 'unwritten'>, drawer: Drawer): void {
  const unwritten = keeper.unwritten();
  if (unwritten === undefined) return;
  try {
    leaveInDrawer(unwritten, drawer);
  } catch {
    // Too large for it, or no storage is allowed: the database was asked as well.
  }
}

/** What the page that last had the graph could not write, if it still goes before what is kept. */
export async function recover(key: string, kept: Kept | undefined, shelf: Shelf, drawer: Drawer): Promise<RuleDocument | undefined> {
  const found = read(key, drawer);
  drawer.removeItem(placeInDrawer(key));
  if (found === undefined || (kept !== undefined && equalJson(found.document, kept.document))) return undefined;
  if (found.revision === (kept?.revision ?? 0)) return found.document;
  // Somebody went on with the graph meanwhile: both are kept.
  const { document } = found;
  const copy = freshKey((await shelf.list()).map((each) => each.key), key);
  await shelf.write({ key: copy, name: document.name, nodes: document.nodes.length, changed: Date.now(), revision: 1, example: kept?.example ?? found.example, document });
  return undefined;
}

/** A graph that was never written at all, as it was left. */
export function neverWritten(key: string, drawer: Drawer): Kept | undefined {
  const found = read(key, drawer);
  if (found?.revision !== 0) return undefined;
  const { document, example } = found;
  return { key, name: document.name, nodes: document.nodes.length, changed: 0, revision: 0, ...(example === undefined ? {} : { example }), document };
}

interface Unwritten {
  readonly revision: number;
  readonly example: string | undefined;
  readonly document: RuleDocument;
}

function read(key: string, drawer: Drawer): Unwritten | undefined {
  try {
    const text = drawer.getItem(placeInDrawer(key));
    const found: unknown = text === null ? undefined : JSON.parse(text);
    if (typeof found !== 'object' || found === null) return undefined;
    const { document } = parseDocument(Reflect.get(found, 'document'), meaning);
    const revision: unknown = Reflect.get(found, 'revision');
    const example: unknown = Reflect.get(found, 'example');
    return document === undefined || typeof revision !== 'number' ? undefined : { revision, example: typeof example === 'string' ? example : undefined, document };
  } catch {
    return undefined;
  }
}
