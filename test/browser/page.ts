import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { test as base } from './kept-contexts.ts';

/** A test's page that fails the test for anything the browser complains of: scripts, files, or the content policy. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
      page.on('requestfailed', (request) => {
        // A page that is left no longer waits for its files.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`);
      });
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
      });
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          // Seen by the console listener above.
          // eslint-disable-next-line no-console
          console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Only a run that took less than a second follows edits by itself; the first one has to start the worker. */
export async function runQuickly(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: /^The last run/ })).toContainText(/0\.\d s$/, { timeout: 5000 });
  }).toPass();
}

/** What axe finds in the page, or in a part of it. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  await expectNothingFound(page, part, []);
}

/** The same in both themes. The other one has the same elements in other colours: only what is about colours is looked at again. */
export async function expectAccessibleInBothThemes(page: Page, part = 'html'): Promise<void> {
  await expectNothingFound(page, part, []);
  await otherTheme(page);
  await expectNothingFound(page, part, ['color-contrast', 'link-in-text-block']);
  await otherTheme(page);
}

const otherTheme = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = dataset['theme'] === 'dark' ? 'light' : 'dark';
  });

/** All of axe's rules, or some. Run in the page itself, which takes a fifth of the time of its package for Playwright. */
async function expectNothingFound(page: Page, part: string, rules: readonly string[]): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async ({ part: within, rules: some }) => {
      const { violations } = await window.axe.run(within, { resultTypes: ['violations'], ...(some.length > 0 && { runOnly: [...some] }) });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    { part, rules },
  );
  expect(found).toEqual([]);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

export const langs = ['en', 'zh'] as const;
export const locales = { en: 'en-GB', zh: 'zh-CN' } as const;
