import { useSyncExternalStore } from 'react';

/** The part of the address after `#`: which example is open. Going back and forward works, and so do links. */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, () => decodedHash(location.hash));
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function decodedHash(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}
