import { languages } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';

/** What a person chose for this browser: kept there, and guessed from its settings before the first choice. */
export interface Preferences {
  readonly lang: Lang;
  readonly theme: Theme;
}

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface PreferenceStore {
  readonly get: () => Preferences;
  readonly set: (change: Partial<Preferences>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface Browser {
  readonly languages: readonly string[];
  readonly prefersDark: boolean;
  read(key: string): string | null;
  write(key: string, value: string): void;
}

const keys = { lang: 'ruleloom.language', theme: 'ruleloom.theme' } as const;

export function createPreferences(browser: Browser): PreferenceStore {
  let now: Preferences = {
    lang: languages.find((each) => each === browser.read(keys.lang)) ?? spoken(browser.languages),
    theme: themes.find((each) => each === browser.read(keys.theme)) ?? (browser.prefersDark ? 'dark' : 'light'),
  };
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set(change) {
      now = { ...now, ...change };
      if (change.lang !== undefined) browser.write(keys.lang, change.lang);
      if (change.theme !== undefined) browser.write(keys.theme, change.theme);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The first of the browser's languages that the product speaks; English where it speaks none. */
function spoken(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const found = languages.find((lang) => tag.toLowerCase().split('-')[0] === lang);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** The browser this page is in. One that refuses storage only forgets. */
export function thisBrowser(): Browser {
  return {
    languages: navigator.languages,
    prefersDark: matchMedia('(prefers-color-scheme: dark)').matches,
    read: (key) => attempt(() => localStorage.getItem(key)) ?? null,
    write: (key, value) => {
      attempt(() => localStorage.setItem(key, value));
    },
  };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
