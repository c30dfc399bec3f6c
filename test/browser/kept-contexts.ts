import { test as base } from '@playwright/test';
import type { BrowserContext } from '@playwright/test';

/**
 * Contexts that outlive their tests. A new one has nothing in its cache, and to read and compile the scripts of the app
 * is most of what opening it takes. What pages have kept and what they may do goes before the next test; the scripts stay.
 */
export const test = base.extend<object, { kept: Map<string, BrowserContext> }>({
  kept: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const kept = new Map<string, BrowserContext>();
      await use(kept);
      await Promise.all([...kept.values()].map((context) => context.close()));
    },
    { scope: 'worker' },
  ],

  context: async ({ kept, browser, locale, hasTouch, permissions }, use) => {
    const key = JSON.stringify([locale, hasTouch]);
    const context = kept.get(key) ?? (await browser.newContext({ locale: locale ?? 'en-GB', hasTouch, permissions: [], colorScheme: 'light' }));
    kept.set(key, context);
    if (permissions !== undefined) await context.grantPermissions(permissions);
    await use(context);
    await Promise.all(context.pages().map((page) => page.close()));
    await context.clearPermissions();
  },

  page: async ({ context, baseURL, viewport, colorScheme, contextOptions }, use) => {
    const page = await context.newPage();
    const browser = await context.newCDPSession(page);
    await browser.send('Storage.clearDataForOrigin', { origin: new URL(baseURL ?? '').origin, storageTypes: 'all' });
    await browser.detach();
    await page.emulateMedia({ colorScheme, reducedMotion: contextOptions.reducedMotion ?? null });
    if (viewport !== null) await page.setViewportSize(viewport);
    await use(page);
  },
});
