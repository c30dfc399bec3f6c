import { createHash, randomBytes } from 'node:crypto';
import type { Store } from '../store/database.ts';

/** Who is logged in. Only a hash of what the browser holds is stored: who reads the file can’t be anybody. */
export interface Sessions {
  readonly begin: (name: string) => string;
  readonly nameOf: (token: string) => string | undefined;
  readonly end: (token: string) => void;
}

export const sessionCookie = 'ruleloom_session';
export const sessionSeconds = 12 * 60 * 60;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export function sessionsIn(store: Store, now: () => number): Sessions {
  return {
    begin: (name) => {
      const token = randomBytes(32).toString('base64url');
      store.prepare('delete from sessions where until <= ?').run(now());
      store.prepare('insert into sessions (hash, name, until) values (?, ?, ?)').run(hashOf(token), name, now() + sessionSeconds * 1000);
      return token;
    },
    nameOf: (token) => {
      const found = store.prepare('select name from sessions where hash = ? and until > ?').pluck().all(hashOf(token), now())[0];
      return typeof found === 'string' ? found : undefined;
    },
    end: (token) => void store.prepare('delete from sessions where hash = ?').run(hashOf(token)),
  };
}
