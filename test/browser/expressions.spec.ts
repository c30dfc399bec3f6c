import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, langs, locales, test } from './page.ts';

/** Conditions and formulas, written with a real mouse and real keys. */

const names = { en: 'When the rule matches', zh: '规则何时命中' } as const;

async function open(page: Page, node: string, lang: 'en' | 'zh' = 'en', graph = 'credit-decision'): Promise<Locator> {
  await page.goto(`/#/graph/${graph}`);
  await page.locator(`.react-flow__node[data-id="${node}"]`).click();
  const expression = page.getByRole('group', { name: names[lang], exact: true });
  await expect(expression).toBeVisible();
  return expression;
}

const row = (expression: Locator, says: string): Locator => expression.getByRole('group', { name: says, exact: true });
const face = (expression: Locator, name: string): Locator => expression.getByRole('button', { name, exact: true });
const matches = (expression: Locator): Locator => expression.getByText(/rows in the sample match/);
const option = (page: Page, name: string | RegExp): Locator => page.getByRole('option', { name });
const undo = (page: Page): Locator => page.getByRole('button', { name: /^Undo/ });

test('a condition is a sentence with blanks; typing in one is one step, and says at once how many rows match', async ({ page }) => {
  const expression = await open(page, 'large');
  await expect(matches(expression)).toHaveText(/^\d+ of \d+ rows/);
  const before = await matches(expression).textContent();
  await row(expression, 'Amount is at least € 15,000').getByRole('textbox', { name: 'Value' }).fill('20000');
  await expect(row(expression, 'Amount is at least € 20,000')).toBeVisible();
  await expect(matches(expression)).not.toHaveText(before ?? '');
  await row(expression, 'Amount is at least € 20,000').getByRole('combobox', { name: 'Comparison' }).click();
  await option(page, 'is less than').click();
  await expect(row(expression, 'Amount is less than € 20,000')).toBeVisible();
  await undo(page).click();
  await undo(page).click();
  await expect(row(expression, 'Amount is at least € 15,000')).toBeVisible();
});

test('beside a number stands how the sample lies, and pointing at it takes a value', async ({ page }) => {
  const expression = await open(page, 'large');
  const value = expression.getByRole('textbox', { name: 'Value' });
  await value.click();
  const chart = page.getByRole('img', { name: /^Values in the sample: from € / });
  await expect(chart).toBeVisible();
  await expect(page.getByText(/^\d+ of \d+ match$/)).toBeVisible();
  const box = await chart.boundingBox();
  if (box === null) throw new Error('There is no chart.');
  await page.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
  await expect(value).not.toHaveValue('15,000');
  await expect(value).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(chart).toBeHidden();
});

test('rows and groups are added, filled in and taken away with the keyboard alone', async ({ page }) => {
  const expression = await open(page, 'large');
  await expression.getByRole('combobox', { name: 'Condition', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('purpose');
  await page.keyboard.press('Enter');
  // The focus waits in the blank; the sample's own values are offered, with how often they come.
  const value = expression.getByRole('combobox', { name: 'Value' });
  await expect(value).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(option(page, /\d/).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(value).not.toHaveValue('');
  await expect(expression.getByRole('group', { name: /^Purpose is / })).toBeVisible();
  await expect(expression.getByRole('combobox', { name: 'How they hold together' })).toHaveText('All of these hold');

  await page.keyboard.press('Alt+ArrowUp');
  await expect(expression.getByRole('group', { name: / is / }).first()).toHaveAccessibleName(/^Purpose/);
  const more = expression.getByRole('group', { name: /^Purpose/ }).getByRole('button', { name: 'More for this condition' });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Put “not” before it' }).press('Enter');
  await expect(expression.getByRole('button', { name: 'not', exact: true })).toBeVisible();
  await more.focus();
  await page.keyboard.press('Delete');
  await expect(expression.getByRole('group', { name: /Purpose/i })).toHaveCount(0);
  await expect(row(expression, 'Amount is at least € 15,000')).toBeVisible();
});

test('a group of its own, dragged rows, and how they hold together', async ({ page }) => {
  const expression = await open(page, 'shopping');
  const first = row(expression, 'At least 3 applications in 30 days');
  const second = row(expression, 'Asked for in 30 days is more than € 20,000');
  await expect(first).toBeVisible();
  const grip = first.locator('[data-grip]');
  await first.hover();
  const from = await grip.boundingBox();
  const to = await second.boundingBox();
  if (from === null || to === null) throw new Error('There are no rows.');
  await page.mouse.move(from.x + 5, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 5, to.y + 10, { steps: 4 });
  await page.mouse.move(from.x + 5, to.y + to.height, { steps: 2 });
  await page.mouse.up();
  await expect(expression.locator('[data-place="0"]')).toHaveAccessibleName('Asked for in 30 days is more than € 20,000');

  await second.getByRole('button', { name: 'More for this condition' }).click();
  await page.getByRole('menuitem', { name: 'Put into a group of its own' }).click();
  await expect(expression.getByRole('group', { name: 'At least one of these holds' })).toBeVisible();
  await expression.getByRole('combobox', { name: 'Group', exact: true }).last().click();
  await option(page, 'age').first().click();
  await expect(expression.getByRole('group', { name: 'At least one of these holds' })).toHaveCount(2);
  await page.keyboard.type('25');
  await expect(row(expression, 'Age is more than 25')).toBeVisible();
});

test('a value can be another field, many times over', async ({ page }) => {
  const expression = await open(page, 'large');
  await row(expression, 'Amount is at least € 15,000').hover();
  await expression.getByRole('button', { name: 'Compare with something else: Value' }).click();
  await page.getByRole('menuitemradio', { name: 'So many times another field' }).click();
  await expression.getByRole('textbox', { name: 'How many times' }).fill('3');
  await expression.getByRole('combobox', { name: /^Value/ }).click();
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('monthly income');
  await page.keyboard.press('Enter');
  await expect(row(expression, 'Amount is at least 3 times the monthly income')).toBeVisible();
});

test('a formula is completed, explained, marked where it is wrong, and mended with a click', async ({ page }) => {
  const expression = await open(page, 'large');
  await face(expression, 'Formula').click();
  const box = expression.getByRole('textbox', { name: names.en });
  await expect(box).toHaveText('amount >= 15000');
  await box.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('amount > mont');
  await expect(option(page, /^monthly income.*income · number · €/)).toBeVisible();
  await option(page, /^monthly income/).click();
  await expect(box).toHaveText('amount > income');
  await expect(expression.getByText('Amount is more than monthly income')).toBeVisible();
  await expect(expression.getByRole('table', { name: /^What it gives/ })).toContainText(/yes|no/);

  await page.keyboard.type(' * roun');
  await option(page, /^round/).click();
  await expect(page.getByText('round(number, [digits])', { exact: true }).last()).toBeVisible();
  await page.keyboard.type('1.26, 1');
  await expect(expression.getByText(/Amount is more than monthly income times/)).toBeVisible();

  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('amount > 5 AND amuont < 9');
  await page.keyboard.press('Escape');
  const wrong = expression.locator('.cm-lintRange-error');
  await expect(wrong).toHaveText('amuont');
  // Once the graph has it, the panel says it at the box, and not above it as well.
  await expect(page.getByRole('tab', { name: /^Problems/ })).toContainText('1');
  await expect(page.getByRole('complementary').getByRole('listitem').filter({ hasText: '“amuont”' })).toHaveCount(1);
  await expression.getByRole('button', { name: 'Use “amount”' }).click();
  await expect(box).toHaveText('amount > 5 AND amount < 9');
  await expect(wrong).toHaveCount(0);
});

test('what cannot be read yet stays in the box, and what is still in use is said', async ({ page }) => {
  const expression = await open(page, 'large');
  await face(expression, 'Formula').click();
  const box = expression.getByRole('textbox', { name: names.en });
  await box.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' AND AND age');
  await expect(expression.getByText('This can’t be read yet. In use is still: amount >= 15000')).toBeVisible();
  // Away and back: it waits.
  await page.keyboard.press('Escape');
  await page.mouse.click(330, 120);
  await expect(expression).toBeHidden();
  await page.locator('.react-flow__node[data-id="large"]').click();
  await face(expression, 'Formula').click();
  await expect(box).toHaveText('amount >= 15000 AND AND age');
  await expression.getByRole('button', { name: 'Go back to it' }).click();
  await expect(box).toHaveText('amount >= 15000');
});

test('faces turn into each other, and what one cannot show it keeps as a formula', async ({ page }) => {
  const expression = await open(page, 'large');
  await face(expression, 'Formula').click();
  const box = expression.getByRole('textbox', { name: names.en });
  const formula = 'amount > 3 * instalment AND (purpose IN ("car", "home") OR age + 5 > 30)';
  await box.fill(formula);
  await page.keyboard.press('Escape');
  await face(expression, 'Conditions').click();
  await expect(row(expression, 'Amount is more than 3 times the instalment a month')).toBeVisible();
  await expect(expression.getByRole('textbox', { name: 'Formula 2.2' })).toHaveText('age + 5 > 30');
  await face(expression, 'JsonLogic').click();
  await expect(expression.getByRole('region', { name: 'JsonLogic' })).toContainText('"in": [');
  await face(expression, 'Formula').click();
  await expect(box).toHaveText(formula);
});

test('JsonLogic from elsewhere says what it becomes, and converts only when asked', async ({ page }) => {
  const expression = await open(page, 'large');
  await face(expression, 'JsonLogic').click();
  await expression.getByRole('button', { name: 'Paste JsonLogic…' }).click();
  const paste = expression.getByRole('textbox', { name: 'JsonLogic from elsewhere' });
  await paste.fill('{">": [{"var": "amount"}, 500]');
  await expect(expression.getByText('This is no JSON yet')).toBeVisible();
  await paste.fill('{">": [{"var": "amount"}, 500]}');
  await expect(expression.getByText('Amount is more than € 500')).toBeVisible();
  await paste.fill('{"==": [{"var": "purpose"}, 0]}');
  await expect(expression.getByText('It would stay as it is, and run just as written.')).toBeVisible();
  await expression.getByRole('button', { name: 'Use it as it is' }).click();
  await expect(expression.getByText('Written elsewhere: it is kept as it is')).toBeVisible();
  await expression.getByRole('button', { name: 'Paste JsonLogic…' }).click();
  await paste.fill('{">": [{"var": "amount"}, 500]}');
  await expression.getByRole('button', { name: 'Use it', exact: true }).click();
  await face(expression, 'Conditions').click();
  await expect(row(expression, 'Amount is more than € 500')).toBeVisible();
});

test('nothing is taken while an input method composes', async ({ page }) => {
  const expression = await open(page, 'large');
  await face(expression, 'Formula').click();
  const box = expression.getByRole('textbox', { name: names.en });
  await box.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' AND ');
  const input = await page.context().newCDPSession(page);
  await input.send('Input.imeSetComposition', { text: 'nian', selectionStart: 4, selectionEnd: 4 });
  await expect(box).toHaveText('amount >= 15000 AND nian');
  await expect(expression.getByText(/There is no field “nian”/)).toHaveCount(0);
  await input.send('Input.insertText', { text: '年龄 > 30' });
  await expect(box).toHaveText('amount >= 15000 AND 年龄 > 30');
  await face(expression, 'Conditions').click();
  await expect(row(expression, 'Age is more than 30')).toBeVisible();
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('formulas take Chinese names and full-width signs, and rows read in Chinese', async ({ page }) => {
    const expression = await open(page, 'large', 'zh');
    await face(expression, '公式').click();
    const box = expression.getByRole('textbox', { name: names.zh });
    await box.fill('申请金额 ＞ ３０００ 且 用途 属于 （“car”，“home”）');
    await page.keyboard.press('Escape');
    await expect(expression.getByText('申请金额大于 € 3,000，且用途是 car 或 home')).toBeVisible();
    await face(expression, '条件列表').click();
    await expect(row(expression, '申请金额大于 € 3,000')).toBeVisible();
    await expect(expression.getByText(/^样本 \d+ 行中，/)).toBeVisible();
  });
});

for (const lang of langs) {
  test.describe(`in ${lang}, light or dark`, () => {
    test.use({ locale: locales[lang] });

    test('axe finds nothing in any face', async ({ page }) => {
      const expression = await open(page, 'shopping', lang);
      const look = async (): Promise<void> => {
        await expectAccessibleInBothThemes(page, `[role="group"][aria-label="${names[lang]}"]`);
      };
      await look();
      await face(expression, lang === 'zh' ? '公式' : 'Formula').click();
      await expect(expression.getByRole('table')).toBeVisible();
      await look();
      await face(expression, 'JsonLogic').click();
      await expression.getByRole('button', { name: /JsonLogic…/ }).click();
      await look();
    });
  });
}
