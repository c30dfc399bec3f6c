import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { meaning } from '../../compile/meaning.ts';
import { lookAt } from '../../data/read/look.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { edit } from '../../graph/edits/edits.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { likelyEvent } from '../../lab/starter/event-name.ts';
import type { Draft } from './draft.ts';
import { draftFields } from './draft.ts';
import { proposeMapping, remapped } from './mapping.ts';
import { brokenBy, replacementOf, sourceConfig } from './replacement.ts';

function template(id: string): RuleDocument {
  const { document } = parseDocument(readFileSync(new URL(`../../../rules-examples/${id}/${id}.rules.json`, import.meta.url), 'utf8'));
  if (document === undefined) throw new Error(`${id} is no graph`);
  return document;
}

async function draftOf(name: string, text: string): Promise<Draft> {
  const look = await lookAt(new Blob([text]));
  return { look, event: likelyEvent(name, look.fields.map(({ field }) => field)), changes: {} };
}

const heads = '订单号,下单时间,卡号,会员号,金额,门店,类别,国家,所在国家,渠道,设备,状态,是否欺诈';
const line = (at: number): string => `o${at},2026-03-01 10:0${at},c${at},m${at},${at}.5,s${at},g${at},CN,CN,线上,d${at},成功,${at === 3 ? '是' : '否'}`;
const mine = `${heads}\n${Array.from({ length: 9 }, (_, at) => line(at)).join('\n')}\n`;

test('a template speaks of one’s own fields from then on, and nothing breaks where all of them are there', async () => {
  const document = template('card-fraud');
  const before = sourceConfig(document, 'payments');
  const draft = await draftOf('订单.csv', mine);
  if (before === undefined) throw new Error('The template has no source.');
  const proposed = proposeMapping(before.fields, draftFields(draft).map(({ field }) => field));
  const mapping = remapped(remapped(remapped(proposed, 'merchant_group', '类别'), 'home_country', '所在国家'), 'is_fraud', '是否欺诈');
  expect(mapping).toMatchObject({ payment_id: '订单号', time: '下单时间', card: '卡号', customer: '会员号', amount: '金额', merchant: '门店', country: '国家', device: '设备', status: '状态' });
  const args = replacementOf('payments', before, draft, '订单.csv', mapping);
  expect(brokenBy(compile(document), args, 'en')).toEqual([]);
  const edited = edit(document, 'replaceSourceData', args, meaning);
  const after = edited.problem === undefined ? edited.document : document;
  expect(sourceConfig(after, 'payments')).toMatchObject({ time: '下单时间', id: '订单号', event: { one: { zh: '订单' } }, lateness: '30s', sample: { type: 'file', path: '订单.csv' } });
  expect(sourceConfig(after, 'payments')?.fields.find(({ name }) => name === '会员号')).toMatchObject({ roles: ['key', 'sensitive'], measure: '位' });
  expect(compile(after).analysis.nodes.get('habits')?.outputs['rows']?.fields.map(({ name }) => name)).toContain('卡号');
});

test('what is lacking is told by the nodes that need it', async () => {
  const document = template('card-fraud');
  const before = sourceConfig(document, 'payments');
  const draft = await draftOf('orders.csv', 'order_id,time,card,amount\na,2026-03-01 10:00,c1,5\nb,2026-03-01 11:00,c2,6\n');
  if (before === undefined) throw new Error('The template has no source.');
  const broken = brokenBy(compile(document), replacementOf('payments', before, draft, 'orders.csv', proposeMapping(before.fields, draftFields(draft).map(({ field }) => field))), 'en');
  expect(broken).toContain('Block list');
  expect(broken).not.toContain('Unusual amount');
});
