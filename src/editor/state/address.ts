import { useSyncExternalStore } from 'react';

/** The part of the address after `#`: what is open. Going back and forward works, and so do links. */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, () => decodedHash(location.hash));
}

/** Where the examples are read; each has an address of its own, its id. */
export const examplesAddress = '#/examples';

const graphs = '/graph/';

/** Where a graph is edited: one that is kept under this key, or else the example of this name. */
export const graphAddress = (key: string): string => `#${graphs}${encodeURIComponent(key)}`;

/** A node of a graph: it is selected as the graph opens. */
export const nodeAddress = (key: string, node: string): string => `${graphAddress(key)}/${encodeURIComponent(node)}`;

/** The key of the graph that an address asks for. */
export const graphAskedFor = (address: string): string | undefined => partOf(address, 0);

/** The node in it that is asked for. */
export const nodeAskedFor = (address: string): string | undefined => partOf(address, 1);

function partOf(address: string, part: number): string | undefined {
  const found = address.startsWith(graphs) ? address.slice(graphs.length).split('/')[part] : undefined;
  return found === '' ? undefined : found;
}

/** Where the lists of all graphs are. */
export const listsAddress = '#/lists';

/** Where the live runs of the server are. */
export const liveAddress = '#/live';

/** Where one of them is. */
export const runAddress = (id: string): string => `${liveAddress}/${encodeURIComponent(id)}`;

/** Whether the live runs are asked for, and which of them. */
export function runAskedFor(address: string): { readonly run: string | undefined } | undefined {
  const [, page, run] = address.split('/');
  if (page !== 'live') return undefined;
  return { run: run === '' ? undefined : run };
}

/** Where alerts are dealt with. */
export const inboxAddress = '#/inbox';

/** Where one case is. */
export const caseAddress = (id: number): string => `${inboxAddress}/${id}`;

/** Where it is told how alerts were dealt with. */
export const caseReportAddress = `${inboxAddress}/report`;

/** Where it is told who did what. */
export const trailAddress = `${inboxAddress}/trail`;

/** Whether the cases are asked for, and which of them. */
export function caseAskedFor(address: string): { readonly id: number | undefined } | undefined {
  const [, page, id] = address.split('/');
  if (page !== 'inbox') return undefined;
  return { id: id === undefined || !/^\d+$/.test(id) ? undefined : Number(id) };
}

const links = '/open/';

/** Where a graph is opened that stands in the address itself. */
export const linkAddress = (packed: string): string => `#${links}${packed}`;

/** The graph that stands in an address. */
export const linkedIn = (address: string): string | undefined => (address.startsWith(links) ? address.slice(links.length) : undefined);

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** What cannot be decoded stays as it came: it leads nowhere, and the page says so. */
function decodedHash(hash: string): string {
  const written = hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
