import type { RunLists } from './contract.ts';
import type { Entry } from './entries.ts';
import { listsAsked } from './run-lists.ts';
import type { AtWork } from './at-work.ts';

export interface FollowingLists {
  readonly engine: Pick<AtWork, 'plan'>;
  readonly lists: RunLists | undefined;
  /** How far each of them was told. */
  readonly tables: ReadonlyMap<string, number>;
  readonly append: (entry: Entry) => Promise<unknown>;
  readonly now: () => number;
}

/** Takes what became of the lists that a run asks since it was called last, once at a time. */
export function followLists({ engine, lists, tables, append, now }: FollowingLists): () => Promise<void> {
  const catchUp = async (): Promise<void> => {
    for (const name of listsAsked(engine.plan())) {
      for (let part = lists?.after(name, tables.get(name)); part !== undefined; part = lists?.after(name, tables.get(name))) {
        await append({ type: 'table', at: now(), ...part });
        // Another version, which does not ask it, was quicker.
        if (tables.get(name) !== part.position) break;
      }
    }
  };
  let last: Promise<void> = Promise.resolve();
  return () => {
    const following = last.then(catchUp);
    last = following.catch(() => undefined);
    return following;
  };
}
