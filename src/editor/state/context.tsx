import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Lang } from '../../data/text.ts';
import { glossary, languageTags } from '../words.ts';
import type { Word } from '../words.ts';
import type { Preferences, PreferenceStore } from './preferences.ts';

const Context = createContext<PreferenceStore | undefined>(undefined);

/** Gives what is inside its language and theme, and keeps the document's own in step. */
export function PreferencesProvider({ store, children }: { readonly store: PreferenceStore; readonly children: ReactNode }): ReactNode {
  const { lang, theme } = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => {
    document.documentElement.lang = languageTags[lang];
    document.documentElement.dataset['theme'] = theme;
  }, [lang, theme]);
  return <Context value={store}>{children}</Context>;
}

/** For handlers; what is shown comes through `usePreferences`. */
export function usePreferenceStore(): PreferenceStore {
  const store = use(Context);
  if (store === undefined) throw new Error('Nothing here has preferences: put a PreferencesProvider around it.');
  return store;
}

export function usePreferences(): Preferences & { readonly set: PreferenceStore['set'] } {
  const store = usePreferenceStore();
  return { ...useSyncExternalStore(store.subscribe, store.get), set: store.set };
}

/** The reader's language, and the interface's words in it. */
export function useWords(): { readonly lang: Lang; readonly say: (word: Word) => string } {
  const { lang } = usePreferences();
  return { lang, say: (word) => glossary[word][lang] };
}
