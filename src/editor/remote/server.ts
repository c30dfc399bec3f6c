import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { createClient } from '../../api/client.ts';
import type { AnswerOf, Role } from '../../api/route.ts';
import { roles } from '../../api/route.ts';
import type { Client } from '../../api/client.ts';
import type { routes } from '../../api/routes.ts';
import type { Words } from '../../data/text.ts';
import { isRefusal, troubleWords } from './trouble.ts';

export type AboutServer = AnswerOf<typeof routes.server>;

/** What the page knows of its server, and of who sits before it. */
export interface ServerStore {
  /** Undefined until it has answered once. */
  readonly about: AboutServer | undefined;
  /** Somebody has to say who they are before anything else. */
  readonly asksLogin: boolean;
  readonly look: () => Promise<void>;
  /** Why not, where it did not let them in. */
  readonly login: (name: string, password: string) => Promise<Words | undefined>;
  readonly logout: () => Promise<void>;
}

export interface PageServer extends Client {
  readonly store: StoreApi<ServerStore>;
}

export interface ServerOptions {
  readonly base?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
}

export function openServer({ base = '', fetch: call }: ServerOptions = {}): PageServer {
  // A browser calls its own `fetch` as a method of nothing else.
  const client = createClient({ base, fetch: call ?? ((input, init) => fetch(input, init)) });
  const know = (about: AboutServer): void => store.setState({ about, asksLogin: about.login && about.user === undefined });

  const store = createStore<ServerStore>()(() => ({
    about: undefined,
    asksLogin: false,
    async look() {
      know((await client.ask('server')).value);
    },
    async login(name, password) {
      try {
        await client.ask('login', { body: { name, password } });
        await store.getState().look();
        return undefined;
      } catch (error) {
        return troubleWords(error);
      }
    },
    async logout() {
      await client.ask('logout').catch(() => undefined);
      await store.getState().look().catch(() => undefined);
    },
  }));

  return {
    store,
    ask: async (name, asked) => {
      try {
        return await client.ask(name, asked);
      } catch (error) {
        // A session may end at any moment.
        if (isRefusal(error, 401)) store.setState({ asksLogin: true });
        throw error;
      }
    },
  };
}

/** Whether who is asking may do what takes this role. Each may what those before it may. */
export const mayDo = (about: AboutServer | undefined, role: Role): boolean => about?.user !== undefined && roles.indexOf(about.user.role) >= roles.indexOf(role);
