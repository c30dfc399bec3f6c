import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, langs, locales, test } from './page.ts';
import { exampleFile, exampleIds, ruleloom } from './ruleloom.ts';
import { inLanguage } from '../../src/data/text.ts';
import { documentSchema } from '../../src/graph/document.ts';

const nameOf = (id: string, lang: 'en' | 'zh'): string => inLanguage(documentSchema.parse(exampleFile(id)).name, lang);

const list = (page: Page): Locator => page.getByRole('navigation', { name: /^(Examples|示例)$/ });

for (const lang of langs) {
  test.describe(`in ${lang}`, () => {
    test.use({ locale: locales[lang] });

    test('lists every example and speaks the browser’s language', async ({ page }) => {
      await page.goto('/#/examples');
      await expect(page.locator('html')).toHaveAttribute('lang', lang === 'zh' ? 'zh-CN' : 'en');
      const links = list(page).getByRole('link');
      await expect(links).toHaveCount(exampleIds.length);
      for (const id of exampleIds) await expect(links.filter({ has: page.getByText(nameOf(id, lang), { exact: true }) })).toHaveAttribute('href', `#${id}`);
    });

    for (const id of exampleIds) {
      test(`${id} reads as the command line says it`, async ({ page }) => {
        await page.goto('/#/examples');
        await list(page).getByText(nameOf(id, lang), { exact: true }).click();
        await expect(page.getByRole('heading', { level: 2, name: nameOf(id, lang), exact: true })).toBeVisible();
        await expect(page).toHaveTitle(`${nameOf(id, lang)} · Ruleloom`);

        const said = ruleloom('describe', id, '--json', '--lang', lang) as { sentences: { node: string; name: string; sentence: string }[] };
        const items = page.locator('[data-node]');
        await expect(items).toHaveCount(said.sentences.length);
        for (const [at, { node, name, sentence }] of said.sentences.entries()) {
          await expect(items.nth(at)).toHaveAttribute('data-node', node);
          await expect(items.nth(at)).toContainText(name);
          await expect(items.nth(at)).toContainText(sentence);
        }
        await expect(page.getByText(lang === 'zh' ? '没有问题' : 'No problems', { exact: true })).toBeVisible();
        await expect(page.locator('[data-severity=error], [data-severity=warning]')).toHaveCount(0);
      });
    }
  });
}

test('the language changes at once, and is remembered', async ({ page }) => {
  await page.goto('/#consumer-group');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { level: 2, name: nameOf('consumer-group', 'zh') })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: '中文' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 2, name: nameOf('consumer-group', 'en') })).toBeVisible();
});

test('the theme follows the system, then the choice', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/#/examples');
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Light theme' }).click();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(root).toHaveAttribute('data-theme', 'light');
});

test('the keyboard reaches everything', async ({ page }) => {
  await page.goto('/#/examples');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the example' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#example')).toBeFocused();

  const last = list(page).getByRole('link').last();
  await page.keyboard.press('Shift+Tab');
  await expect(last).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(last).toHaveAttribute('aria-current', 'page');
  await page.goBack();
  await expect(list(page).getByRole('link').first()).toHaveAttribute('aria-current', 'page');
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/#no-such-example');
  await expect(page.getByRole('main')).toContainText('There is no such example');
});

test('a narrow window shows one thing at a time', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/#/examples');
  await expect(page.locator('#example')).toBeHidden();
  await list(page).getByText(nameOf('consumer-group', 'en'), { exact: true }).click();
  await expect(list(page)).toBeHidden();
  await expect(page.getByRole('heading', { level: 2, name: nameOf('consumer-group', 'en') })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  await page.getByRole('link', { name: 'All examples' }).click();
  await expect(list(page)).toBeVisible();
});

// Each two of language, theme and width meet once.
for (const [lang, theme, width] of [['en', 'light', 1440], ['en', 'dark', 390], ['zh', 'dark', 1440], ['zh', 'light', 390]] as const) {
  test(`anyone can use it: ${lang}, ${theme}, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(([chosenLang, chosenTheme]) => {
      localStorage.setItem('ruleloom.language', chosenLang);
      localStorage.setItem('ruleloom.theme', chosenTheme);
    }, [lang, theme] as const);
    await page.goto('/#/examples');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await expectAccessible(page);
    for (const id of exampleIds) {
      await page.goto(`/#${id}`);
      await expect(page.getByRole('heading', { level: 2, name: nameOf(id, lang) })).toBeVisible();
      await expectAccessible(page);
    }
  });
}
