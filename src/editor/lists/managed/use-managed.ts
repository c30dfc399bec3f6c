import { useEffect, useState } from 'react';
import type { ListEntry, ListView } from '../../../api/lists.ts';
import { hasServer } from '../../remote/base.ts';
import { server } from '../../remote/this-server.ts';

/** The lists of the server, as they are now and as others change them. */

const lookEvery = 4000;

export interface ManagedLists {
  /** Undefined until they were heard of; none where there is no server. */
  readonly lists: readonly ListView[] | undefined;
  readonly refresh: () => void;
}

export function useManagedLists(): ManagedLists {
  const [lists, setLists] = useState<readonly ListView[] | undefined>(hasServer ? undefined : []);
  const [again, setAgain] = useState(0);
  useEffect(() => {
    if (!hasServer) return undefined;
    let left = false;
    const look = (): void => {
      if (document.visibilityState === 'hidden') return;
      server.ask('lists').then(({ value }) => {
        if (!left) setLists(value.lists);
      }, () => undefined);
    };
    look();
    const timer = setInterval(look, lookEvery);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [again]);
  return { lists, refresh: () => setAgain((before) => before + 1) };
}

export interface Entries {
  readonly total: number;
  /** Undefined until it was fetched. */
  readonly at: (index: number) => ListEntry | undefined;
  /** These are looked at. */
  readonly show: (from: number, to: number) => void;
}

const pageLength = 200;

interface Pages {
  readonly of: string;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly ListEntry[]>;
}

/** The entries of a list that hold a text, fetched as they are looked at; all anew once the list has changed. */
export function useEntries({ name, changed }: ListView, search: string): Entries {
  const of = JSON.stringify([name, search]);
  const [known, setKnown] = useState<Pages>({ of, total: 0, pages: new Map() });
  const [shown, setShown] = useState<readonly [first: number, last: number]>([0, 0]);
  const present = known.of === of ? known : { of, total: 0, pages: new Map<number, readonly ListEntry[]>() };
  const [first, last] = shown;
  useEffect(() => {
    const left = new AbortController();
    const fetchPages = async (): Promise<void> => {
      const pages = new Map<number, readonly ListEntry[]>();
      let total = 0;
      for (let page = first; page <= last; page += 1) {
        const { value } = await server.ask('listEntries', { params: { list: name }, query: { search, offset: page * pageLength, limit: pageLength }, signal: left.signal });
        pages.set(page, value.entries);
        total = value.total;
      }
      setKnown({ of, total, pages });
    };
    fetchPages().catch(() => undefined);
    return () => left.abort();
  }, [of, name, search, changed, first, last]);
  return {
    total: present.total,
    at: (index) => present.pages.get(Math.floor(index / pageLength))?.[index % pageLength],
    show: (from, to) => {
      const next = [Math.floor(from / pageLength), Math.floor(to / pageLength)] as const;
      if (next[0] !== first || next[1] !== last) setShown(next);
    },
  };
}
