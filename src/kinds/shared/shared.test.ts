import { describe, expect, test } from 'vitest';
import { around, payments } from '../testing.ts';
import { checkNewNames, freeName } from './fields.ts';
import { eachKey, sameKey } from './keys.ts';
import { checkPath } from './paths.ts';
import { checkSecrets } from './secrets.ts';

const here = around({ in: payments });

describe('names of new fields', () => {
  const codes = (names: readonly string[], existing: readonly string[] = []) =>
    checkNewNames(names.map((name) => ({ name, at: ['name'] })), existing, here).map((each) => each.code);

  test('must be usable', () => {
    expect(codes(['', 'a..b', 'constructor', 'x'.repeat(201), 'fine', '金额'])).toEqual(Array(4).fill('bad-field-name'));
  });

  test('must be free, and neither hold nor stand in another', () => {
    expect(codes(['a', 'a', 'b.c', 'b', 'd.e'], ['d'])).toEqual(['name-taken', 'name-clash', 'name-clash']);
  });

  test('are made free by a number', () => {
    expect(freeName('a', new Set(['a', 'a_2']))).toBe('a_3');
    expect(freeName('a.b', new Set(['a']))).toBe('a_b');
    expect(freeName('b', new Set(['a']))).toBe('b');
  });
});

describe('keys in words', () => {
  test('use the measure word of what they stand for', () => {
    expect(eachKey(['card', 'country'], payments, 'en')).toBe('each card and country');
    expect(eachKey(['card', 'country'], payments, 'zh')).toBe('每张卡、每个国家');
    expect(sameKey(['card'], payments, 'zh')).toBe('同一张卡');
    expect(eachKey([], payments, 'en')).toBeUndefined();
  });
});

describe('secrets', () => {
  const found = (settings: unknown) => checkSecrets(settings, here, ['live']).map((each) => each.at?.join('.'));

  test('are refused wherever they stand, and never repeated', () => {
    expect(found({ password: 'hunter2', sasl: { clientSecret: 'x' }, apiKey: 'y', list: [{ token: 'z' }] })).toEqual([
      'live.password', 'live.sasl.clientSecret', 'live.apiKey', 'live.list.0.token',
    ]);
    expect(JSON.stringify(checkSecrets({ password: 'hunter2' }, here, []))).not.toContain('hunter2');
    expect(found({ url: 'postgres://me:hunter2@db/x' })).toEqual(['live.url']);
  });

  test.each<[object, string]>([
    [{ headers: { Authorization: 'Bearer abc' } }, 'live.headers.Authorization'],
    [{ request: { headers: [{ 'Proxy-Authorization': 'Basic abc' }] } }, 'live.request.headers.0.Proxy-Authorization'],
    [{ auth: 'me:hunter2' }, 'live.auth'],
    [{ pass: 'x' }, 'live.pass'],
    [{ PWD: 'x' }, 'live.PWD'],
    [{ connectionString: 'Server=db;User Id=me;Password=hunter2;' }, 'live.connectionString'],
    [{ dsn: 'host=db password=hunter2' }, 'live.dsn'],
    ...['access_token', 'sign', 'key', 'secret', 'token', 'sig', 'apiKey'].map((name): [object, string] => [{ url: `https://x.org/hook?a=1&${name}=abc` }, 'live.url']),
  ])('%j is one', (settings, at) => {
    expect(found(settings)).toEqual([at]);
  });

  test('named in a part of a text are fine', () => {
    expect(found({ headers: { Authorization: 'Bearer ${API_TOKEN}' }, url: 'https://x.org/hook?access_token=${TOKEN}&design=1&monkey_id=2' })).toEqual([]);
    expect(found({ connectionString: 'Server=db;Password=${DB_PASSWORD};', author: 'me', passenger: 'x', keyboard: 'y' })).toEqual([]);
  });

  test('may be named', () => {
    expect(found({ password: '${DB_PASSWORD}', api_key: '', key: 'card', partitionKey: 'card', url: 'postgres://me:${PW}@db/x' })).toEqual([]);
  });

  test('get a name that fits', () => {
    expect(checkSecrets({ apiKey: 'x' }, here, ['live'])[0]?.fix?.value).toBe('${API_KEY}');
  });
});

describe('files', () => {
  test.each(['/etc/passwd', '../x.csv', 'a/../../x', 'C:/x.csv', 'https://x.org/a.csv', '~/x.csv', 'a\\b.csv', ''])('%s is refused', (path) => {
    expect(checkPath(path, here, ['path'])).toHaveLength(1);
  });
  test.each(['payments.csv', 'data/三月.csv', 'a..b/x.csv', './x.csv'])('%s is fine', (path) => {
    expect(checkPath(path, here, ['path'])).toEqual([]);
  });
});
