import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './page.ts';
import type { Serving } from './serving.ts';
import { serveFolder } from './serving.ts';

/** Alerts of a live run, from the list to the closed case. */

let serving: Serving;

test.beforeAll(async () => {
  serving = await serveFolder();
});
test.afterAll(() => serving.stop());

const graph = {
  format: 'ruleloom/graph',
  version: 1,
  id: 'cards',
  name: 'Cards',
  nodes: [
    {
      id: 'payments', kind: 'source', name: 'Payments', at: [0, 0],
      config: {
        event: { one: 'payment' },
        fields: [{ name: 'id', type: 'text', roles: ['id'], required: true }, { name: 'at', type: 'time', roles: ['time'], required: true }, { name: 'card', type: 'text', roles: ['key'] }, { name: 'amount', type: 'number', decimals: 2 }],
        time: 'at', id: 'id', lateness: '0s',
      },
    },
    { id: 'rule', kind: 'condition', name: 'Large', at: [1, 0], config: { when: { logic: { '>': [{ var: 'amount' }, 1000] } } } },
    {
      id: 'warn', kind: 'alert', name: 'Large payment', at: [2, 0],
      config: { severity: 'high', key: ['card'], title: 'Card {card} paid {amount}', message: 'Call the customer', channels: [], handling: { steps: [{ id: 'call', name: 'Call the customer' }] } },
    },
  ],
  edges: [{ from: 'payments', to: 'rule' }, { from: 'rule.match', to: 'warn' }],
};

test('alerts come into the list, are dealt with by mouse and by keys, and leave a trail', async ({ page, request }) => {
  const deployed = await request.post(`${serving.address}/api/runs/cards/deployments`, { data: { document: graph } });
  expect(deployed.status()).toBe(201);
  const start = Date.now() - 600_000;
  const send = async (rows: readonly (readonly [id: number, card: string])[]): Promise<void> => {
    const data = rows.map(([id, card]) => ({ id: `p-${id}`, at: new Date(start + id * 1000).toISOString(), card, amount: 2000 + id }));
    expect((await request.post(`${serving.address}/api/ingest/cards/payments`, { data })).status()).toBe(200);
  };
  await send([[1, 'c-1'], [2, 'c-2'], [3, 'c-1'], [4, 'c-3']]);

  await page.goto(`${serving.address}/#/inbox`);
  const list = page.getByRole('listbox', { name: 'Cases' });
  await expect(list.getByRole('option')).toHaveCount(3);
  await expect(page.getByRole('tab', { name: 'Open 3' })).toBeVisible();
  await expectAccessible(page);

  await list.getByRole('option', { name: /c-1/ }).click();
  await expect(page).toHaveURL(/#\/inbox\/\d+$/);
  const view = page.getByRole('main', { name: 'Card c-1 paid 2003.00' });
  await expect(view.getByText(/^Alert: Card c-1/)).toHaveCount(2);
  await view.getByRole('button', { name: 'Why this alert' }).last().click();
  await expect(view.getByText('amount is more than 1,000')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(view.getByText('You took the case')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Call the customer' }).click();
  await expect(view.getByText('You did “Call the customer”')).toBeVisible();
  await view.getByRole('textbox', { name: 'Add a note' }).fill('She knows nothing of it');
  await page.keyboard.press('Enter');
  await expect(view.getByText('You: She knows nothing of it')).toBeVisible();
  await expectAccessibleInBothThemes(page);

  // Nothing is chosen beforehand, and nothing is closed without a choice.
  const close = view.getByRole('button', { name: 'Close the case' });
  await expect(close).toHaveAttribute('aria-disabled', 'true');
  await view.getByRole('radio', { name: /Confirmed/ }).check();
  await view.getByRole('textbox', { name: /^Why, in a line/ }).fill('Card was stolen');
  await close.click();
  await expect(view.getByText('You closed it: Confirmed')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Open 2' })).toBeVisible();

  // The rest by keys: down the list, one marked, closed with a number.
  await list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toContainText('c-2');
  await page.keyboard.press('2');
  await expect(page.getByRole('radio', { name: /False alarm/ })).toBeChecked();
  await page.getByRole('button', { name: 'Close the case' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Closed today 2' })).toBeVisible();

  // What comes meanwhile joins the open case of its key, or begins one.
  await send([[5, 'c-3'], [6, 'c-2']]);
  await expect(page.getByRole('tab', { name: 'Open 2' })).toBeVisible();
  await expect(list.getByRole('option', { name: /c-3.*2005/ })).toBeVisible();
  await page.getByRole('searchbox').fill('c-2');
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.getByRole('searchbox').fill('');
  await expect(list.getByRole('option')).toHaveCount(2);

  // Many at once.
  await list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Selected' });
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Close as' }).click();
  await page.getByRole('menuitem', { name: 'False alarm' }).click();
  await expect(page.getByText('Nothing to deal with')).toBeVisible();

  await page.getByRole('link', { name: 'Report' }).click();
  const rules = page.getByRole('region', { name: 'By rule' });
  await expect(rules.getByRole('row').nth(1)).toContainText('Large payment');
  await expect(page.getByRole('region', { name: 'Noisiest keys' }).getByRole('row')).toHaveCount(4);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await page.getByRole('link', { name: 'Trail' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'case.close' })).toHaveCount(4);
  await page.getByRole('button', { name: 'Deployments' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectAccessible(page);
});

test('a rule is put aside with a reason, in Chinese', async ({ page, request }) => {
  await request.post(`${serving.address}/api/runs/cards/deployments`, { data: { document: graph } });
  const data = [{ id: 'q-1', at: new Date().toISOString(), card: 'c-9', amount: 5000 }];
  await request.post(`${serving.address}/api/ingest/cards/payments`, { data });
  await page.goto(`${serving.address}/#/inbox`);
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('listbox', { name: '案件' }).getByRole('option', { name: /c-9/ }).click();
  await page.getByRole('button', { name: '暂缓…' }).click();
  const dialog = page.getByRole('dialog', { name: '暂缓到' });
  await dialog.getByRole('button', { name: '1 周' }).click();
  await dialog.getByRole('radio', { name: /整条规则/ }).check();
  await expect(dialog.getByRole('button', { name: '暂缓', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('textbox', { name: '原因' }).fill('客户出差');
  await expectAccessible(page, '[role="dialog"]');
  await dialog.getByRole('button', { name: '暂缓', exact: true }).click();
  await expect(page.getByRole('option', { name: /c-9/ })).toHaveCount(0);
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^暂缓到 /)).toBeVisible();
  await page.getByRole('button', { name: '筛选' }).click();
  await page.getByRole('menuitemcheckbox', { name: '包括已暂缓的' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option', { name: /c-9/ })).toBeVisible();
});
