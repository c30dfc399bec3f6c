import { expect, test } from 'vitest';
import { field, call } from '../expr.ts';
import type { Scope } from '../scope.ts';
import { sentence } from '../sentence.ts';

const said = (label: string, lang: 'en' | 'zh'): readonly [string, string] => {
  const scope: Scope = { fields: [{ name: 'f', type: 'boolean', label, origins: [], optional: true, tainted: false }], sets: [] };
  return [sentence(field('f'), scope, lang), sentence(call('not', field('f')), scope, lang)];
};

test.each([
  ['new device', 'new device', 'not new device'],
  ['is new device', 'new device', 'not new device'],
  ['has a coupon', 'has a coupon', 'has no coupon'],
  ['payee is new', 'payee is new', 'payee is not new'],
  ['card was blocked', 'card was blocked', 'card was not blocked'],
])('in English: %s', (label, yes, no) => {
  expect(said(label, 'en')).toEqual([yes, no]);
});

test.each([
  ['新设备', '是新设备', '不是新设备'],
  ['是否新设备', '是新设备', '不是新设备'],
  ['是否已验证', '已验证', '未验证'],
  ['有优惠券', '有优惠券', '没有优惠券'],
  ['可退款', '可退款', '不可退款'],
  ['设备在黑名单中', '设备在黑名单中', '并非设备在黑名单中'],
  ['登录成功', '登录成功', '并非登录成功'],
  ['VIP', '是 VIP', '不是 VIP'],
])('in Chinese: %s', (label, yes, no) => {
  expect(said(label, 'zh')).toEqual([yes, no]);
});
