import type { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { workbookOf } from '../../data/read/zip-testing.ts';
import { compile } from '../../compile/compile.ts';
import { starterGraph } from '../../lab/starter/graph.ts';
import { ordersCsv, ordersXlsx } from '../../../test/support/orders.ts';
import { createDraft } from './draft-store.ts';
import type { DraftStore } from './draft-store.ts';
import { configOf, draftFields, hasOpenTimes } from './draft.ts';
import { nameOfAll } from './join-files.ts';
import { readingHere } from './testing.ts';

const file = (name: string, content: string | Buffer): File => new File([typeof content === 'string' ? content : new Uint8Array(content)], name);

/** The store, once it is as asked for. */
async function until(store: StoreApi<DraftStore>, holds: (state: DraftStore) => boolean): Promise<DraftStore> {
  if (!holds(store.getState())) {
    await new Promise<void>((resolve) => {
      const unsubscribe = store.subscribe((state) => {
        if (!holds(state)) return;
        unsubscribe();
        resolve();
      });
    });
  }
  return store.getState();
}

const settled = ({ stage, starters }: DraftStore): boolean => stage === 'failed' || starters !== undefined;
const opened = async (...files: readonly File[]): Promise<readonly [StoreApi<DraftStore>, DraftStore]> => {
  const store = createDraft(files, readingHere());
  return [store, await until(store, settled)];
};
const asked = (state: DraftStore): readonly (readonly [string, string])[] => (state.draft === undefined ? [] : draftFields(state.draft).map(({ column, as }) => [column, as]));

describe('a file becomes a source', () => {
  test('as it was understood, and the source reads it without a problem', async () => {
    const [, state] = await opened(file('订单.csv', ordersCsv(4000, 'zh')));
    expect(asked(state)).toEqual([
      ['付款时间', 'time'], ['会员号', 'key'], ['订单号', 'id'], ['金额', 'amount'], ['优惠金额', 'number'], ['门店', 'text'], ['城市', 'text'], ['设备', 'key'], ['支付方式', 'text'],
    ]);
    expect(state.whole?.facts).toMatchObject({ rows: 4000, rejected: 0 });
    expect(state.draft?.event).toMatchObject({ one: { zh: '订单' }, measure: '笔' });
    if (state.draft === undefined) return;
    const config = configOf(state.draft, '订单.csv');
    expect(config).toMatchObject({ time: '付款时间', id: '订单号', sample: { type: 'file', path: '订单.csv', format: 'csv' } });
    const { problems } = compile(starterGraph({ id: 'mine', name: '订单', lang: 'zh', sourceName: '订单', config, rules: (state.starters ?? []).map(({ rule }) => rule) }));
    expect(problems.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  test('of a workbook as of a CSV file', async () => {
    const [, csv] = await opened(file('orders.csv', ordersCsv(300, 'en')));
    const [, xlsx] = await opened(file('orders.xlsx', ordersXlsx(300, 'en')));
    expect(asked(xlsx)).toEqual(asked(csv));
    expect(xlsx.whole?.first).toEqual(csv.whole?.first);
  });

  test('and every guess can be overruled: there is one time, and what is left out is not read', async () => {
    const [store] = await opened(file('orders.csv', 'at,seen,who,n\n2026-03-01,2026-03-02,a,1\n2026-03-02,2026-03-04,b,2\n'));
    store.getState().change('seen', { as: 'time' });
    await until(store, ({ stage, starters }) => stage === 'ready' && starters !== undefined);
    expect(asked(store.getState())).toEqual([['at', 'date'], ['seen', 'time'], ['who', 'text'], ['n', 'number']]);
    store.getState().change('n', { as: 'none' });
    store.getState().change('who', { as: 'key', sensitive: true });
    const { draft } = await until(store, ({ stage, starters }) => stage === 'ready' && starters !== undefined);
    const config = draft === undefined ? undefined : configOf(draft, 'orders.csv');
    expect(config?.fields.map(({ name, roles }) => [name, roles])).toEqual([['at', undefined], ['seen', ['time']], ['who', ['key', 'sensitive']]]);
    expect(config?.time).toBe('seen');
  });

  test('as it was said last, however quickly one changes one’s mind', async () => {
    const [store] = await opened(file('orders.csv', ordersCsv(3000, 'en')));
    store.getState().change('amount', { as: 'text' });
    store.getState().change('paid at', { as: 'text' });
    store.getState().change('amount', { as: 'amount' });
    const { draft, whole, starters } = await until(store, ({ stage, starters: found }) => stage === 'ready' && found !== undefined);
    expect(draft === undefined ? [] : draftFields(draft).slice(0, 4).map(({ as, field }) => [as, field.type])).toEqual([['text', 'text'], ['key', 'text'], ['id', 'text'], ['amount', 'number']]);
    expect(whole?.facts.fields.find(({ name }) => name === 'amount')?.numbers?.length).toBeGreaterThan(0);
    expect(starters?.map(({ rule }) => rule.kind)).toEqual(['high']);
  });

  test('numbers that turn out to have more decimals than were seen are not rejected for it', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at}-somebody-with-a-long-name,${at < 19_000 ? 5 : 5.25}`);
    const [, state] = await opened(file('long.csv', `who,n\n${rows.join('\n')}\n`));
    expect(state.whole?.facts).toMatchObject({ rows: 20_000, rejected: 0 });
  });

  test('rows that do not fit are counted by the reason', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at}-somebody-with-a-long-name,${at < 19_000 ? 5 : 'five'}`);
    const [, state] = await opened(file('long.csv', `who,n\n${rows.join('\n')}\n`));
    expect(state.whole?.facts).toMatchObject({ rows: 19_000, rejected: 1000, reasons: [{ code: 'wrong-type', field: 'n', rows: 1000 }] });
  });
});

describe('several files', () => {
  test('of one shape are one table in the order of their names; others are left out by name', async () => {
    const [head = '', ...lines] = ordersCsv(500, 'en').trim().split('\n');
    const part = (from: number, to: number): string => [head, ...lines.slice(from, to)].join('\n');
    const [, whole] = await opened(file('orders.csv', ordersCsv(500, 'en')));
    const [, state] = await opened(file('orders-10.csv', part(250, 500)), file('orders-9.csv', part(0, 250)), file('shops.csv', 'shop,city\na,b\n'));
    expect(state.joined).toMatchObject({ files: 2, leftOut: ['shops.csv'] });
    expect(state.joined?.file.name).toBe('orders (2).csv');
    expect(state.whole?.facts).toEqual(whole.whole?.facts);
  });

  test('that hold the very same are one, and that is told', async () => {
    const [, state] = await opened(file('a.csv', 'x,y\n1,2\n'), file('a (1).csv', 'x,y\n1,2\n'), file('b.csv', 'x,y\n1,3\n'));
    expect(state.joined).toMatchObject({ files: 2, leftOut: [], copies: ['a (1).csv'] });
    expect(state.whole?.facts.rows).toBe(2);
  });

  test('keep the rows that are broken, for the whole to reject', async () => {
    const [, state] = await opened(file('a.csv', 'x,y\n1,2\n3\n6,7\n8,9\n'), file('b.csv', 'x,y\n4,5\n'));
    expect(state.whole?.facts).toMatchObject({ rows: 4, rejected: 1 });
  });

  test('are called by what their names share', () => {
    expect(nameOfAll(['payments-2026-01.csv', 'payments-2026-02.csv'])).toBe('payments-2026-0 (2).csv');
    expect(nameOfAll(['a.json', 'b.json'])).toBe('a (2).csv');
  });
});

test('what is no table says why', async () => {
  for (const [name, content, why] of [['a.pdf', '%PDF-1.7', /PDF/], ['a.csv', '', /no columns|empty/i], ['a.xlsx', 'PK\u0003\u0004', /damaged/]] as const) {
    const [, { stage, fault }] = await opened(file(name, content));
    expect(stage).toBe('failed');
    expect(fault?.en).toMatch(why);
  }
});

test('a sheet that holds no table says so, and the other sheets can still be chosen', async () => {
  const row = (line: number, ...cells: readonly string[]): string => `<row r="${line}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
  const book = workbookOf([{ name: 'Data', rows: row(1, 'who', 'n') + row(2, 'a', '1') }, { name: 'Cover', rows: '' }]);
  const [store, first] = await opened(new File([new Uint8Array(book)], 'book.xlsx'));
  expect([first.stage, first.sheet]).toEqual(['ready', 'Data']);
  store.getState().chooseSheet('Cover');
  const failed = await until(store, ({ stage }) => stage === 'failed');
  expect([failed.sheet, failed.sheets, failed.fault?.en]).toEqual(['Cover', ['Data', 'Cover'], expect.stringMatching(/no columns/)]);
  store.getState().chooseSheet('Data');
  expect((await until(store, settled)).whole?.facts.rows).toBe(1);
});

test('times that tell no zone are of the one that is chosen, however the file is written', async () => {
  const given = 'at,n\n2026-03-01 08:30:00,1\n2026-03-02 09:30:00,2\n';
  const store = createDraft([file('times.csv', given)], readingHere(), { zone: 'Asia/Shanghai' });
  const state = await until(store, settled);
  expect(state.whole?.first[0]?.[0]).toBe(Date.UTC(2026, 2, 1, 0, 30));
  const sample = (now: DraftStore): unknown => (now.draft === undefined ? undefined : configOf(now.draft, 'times.csv').sample);
  expect(sample(state)).toMatchObject({ options: { forms: { at: { type: 'time', order: 'iso', zone: 'Asia/Shanghai' } } } });
  store.getState().setZone('UTC');
  const utc = await until(store, settled);
  expect(utc.whole?.first[0]?.[0]).toBe(Date.UTC(2026, 2, 1, 8, 30));
  expect(sample(utc)).not.toMatchObject({ options: { forms: {} } });
  expect(utc.draft === undefined ? false : hasOpenTimes(utc.draft)).toBe(true);
  const [, told] = await opened(file('told.csv', 'at,n\n2026-03-01T08:30:00+08:00,1\n2026-03-02T09:30:00+08:00,2\n'));
  expect(told.draft === undefined ? true : hasOpenTimes(told.draft)).toBe(false);
});

test('a workbook’s times are of that zone, too', async () => {
  const inZoneOf = async (zone: string): Promise<unknown> => (await until(createDraft([file('orders.xlsx', ordersXlsx(50, 'en'))], readingHere(), { zone }), settled)).whole?.first[0]?.find((value) => typeof value === 'number' && value > 1e12);
  expect(Number(await inZoneOf('UTC')) - Number(await inZoneOf('Asia/Shanghai'))).toBe(8 * 3_600_000);
});

test('what was filled into a rule stays when the fields are guessed anew', async () => {
  const [store, before] = await opened(file('orders.csv', ordersCsv(4000, 'en')));
  const rule = before.starters?.find((each) => each.rule.kind === 'often')?.rule;
  if (rule?.kind !== 'often') throw new Error('no such rule');
  store.getState().setRule({ ...rule, more: 5 });
  store.getState().setZone('Asia/Tokyo');
  const after = await until(store, ({ starters }) => starters?.some((each) => each.rule.kind === 'often' && each.tried !== undefined) ?? false);
  expect(after.starters?.find((each) => each.rule.kind === 'often')?.rule).toMatchObject({ more: 5, key: rule.key });
});
