import { describe, expect, test } from 'vitest';
import { runRow } from '../testing-run.ts';
import { around, payments, wiring } from '../testing.ts';
import { switchKind } from './kind.ts';

const here = around({ in: payments }, { name: { en: 'Route', zh: '分派' } });
const settings = {
  branches: [
    { id: 'large', name: { en: 'large', zh: '大额' }, when: { logic: { '>': [{ var: 'amount' }, 500] } } },
    { id: 'abroad', name: { en: 'abroad', zh: '境外' }, when: { logic: { '!==': [{ var: 'country' }, 'CN'] } }, reason: 'in {country}' },
  ],
};

describe('switch', () => {
  test('says its branches', () => {
    expect(switchKind.describe(settings, here, 'en')).toBe('Splits payments into large, abroad and the rest');
    expect(switchKind.describe(settings, here, 'zh')).toBe('把付款分为大额、境外和其余');
  });

  test('an output for each branch, in order, and the rest last', () => {
    expect(switchKind.ports(settings).outputs.map(({ id, role }) => [id, role])).toEqual([['large', 'main'], ['abroad', 'main'], ['rest', 'rest']]);
  });

  test('the first branch that holds takes the row', () => {
    const { steps, outputs } = switchKind.steps(settings, here, wiring);
    expect(outputs).toEqual({ large: 'here.large', abroad: 'here.abroad', rest: 'here.rest' });
    expect(runRow(steps, { amount: 600, country: 'FR' }, payments)).toMatchObject({ port: 'large', reasons: ['Route: large'] });
    expect(runRow(steps, { amount: 5, country: 'FR' }, payments)).toMatchObject({ port: 'abroad', reasons: ['in FR'] });
    expect(runRow(steps, { amount: 5, country: null }, payments)).toMatchObject({ port: 'rest', reasons: [] });
  });

  test('reports what is wrong in a branch, where it is', () => {
    const [large, abroad] = settings.branches;
    const broken = { branches: [{ ...large, id: 'rest', name: '', when: { logic: { '>': [{ var: 'card' }, 500] } } }, { id: 'abroad', name: 'x' }, { ...abroad, id: 'abroad', name: 'y' }] };
    const parsed = switchKind.config.parse(broken);
    const found = switchKind.check(parsed, here);
    expect(found.map(({ code, at }) => [code, at])).toEqual([
      ['port-taken', ['branches', 0, 'id']],
      ['port-taken', ['branches', 2, 'id']],
      [expect.any(String), ['branches', 0, 'when']],
      ['no-condition', ['branches', 1, 'when']],
    ]);
    expect(found[1]?.fix?.value).toBe('abroad-2');
    expect(switchKind.check({ branches: [] }, here)).toMatchObject([{ code: 'no-branches', severity: 'warning' }]);
  });
});
