import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Role } from '../../api/route.ts';
import { hasServer } from './base.ts';
import { mayDo, openServer } from './server.ts';
import type { ServerStore } from './server.ts';

/** The one server of this page, which is the one that it came from. */
export const server = openServer();

export const useServer = <Part>(select: (state: ServerStore) => Part): Part => useStore(server.store, select);

/** Whether who is asking may do what takes this role. */
export const useMay = (role: Role): boolean => useServer(({ about }) => mayDo(about, role));

/** Sees to it that the page knows who is asking. */
export function useAbout(): void {
  useEffect(() => {
    const { about, look } = server.store.getState();
    if (about === undefined && hasServer) void look().catch(() => undefined);
  }, []);
}
