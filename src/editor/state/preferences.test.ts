import { describe, expect, test } from 'vitest';
import { createPreferences } from './preferences.ts';
import type { Browser } from './preferences.ts';

function browser(settings: Partial<Browser> = {}): Browser & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return { languages: ['en-GB'], prefersDark: false, read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value), ...settings, kept };
}

describe('preferences', () => {
  test('start from the browser’s own settings', () => {
    expect(createPreferences(browser()).get()).toEqual({ lang: 'en', theme: 'light' });
    expect(createPreferences(browser({ languages: ['fr-FR', 'zh-Hans-CN', 'en'], prefersDark: true })).get()).toEqual({ lang: 'zh', theme: 'dark' });
    expect(createPreferences(browser({ languages: ['fr'] })).get().lang).toBe('en');
  });

  test('a choice is remembered, and outlives the settings', () => {
    const here = browser();
    createPreferences(here).set({ lang: 'zh', theme: 'dark' });
    expect(createPreferences(here).get()).toEqual({ lang: 'zh', theme: 'dark' });
  });

  test('only what was chosen is kept', () => {
    const here = browser();
    createPreferences(here).set({ theme: 'dark' });
    expect([...here.kept.keys()]).toEqual(['ruleloom.theme']);
  });

  test('what it cannot read is as if nothing was kept', () => {
    expect(createPreferences(browser({ read: () => 'klingon' })).get()).toEqual({ lang: 'en', theme: 'light' });
  });

  test('tells its listeners until they leave', () => {
    const store = createPreferences(browser());
    const heard: string[] = [];
    const leave = store.subscribe(() => heard.push(store.get().theme));
    store.set({ theme: 'dark' });
    leave();
    store.set({ theme: 'light' });
    expect(heard).toEqual(['dark']);
  });
});
