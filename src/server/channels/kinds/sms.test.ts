import { expect, onTestFinished, test } from 'vitest';
import { serving } from '../../http-testing.ts';
import type { Robot } from '../testing/robots.ts';
import { objectIn } from '../testing/robots.ts';
import { aliyunSecret, aliyunServer, tencentSecret, tencentServer } from '../testing/sms-servers.ts';
import { alertOf, channelOf, digest, rendered, sent } from '../testing/sending.ts';
import { signature } from './aliyun-sms.ts';
import { authorization } from './tencent-sms.ts';

const now = 1_760_000_000_000;
const closing = async (starting: Promise<Robot>): Promise<Robot> => {
  const found = await starting;
  onTestFinished(found.close);
  return found;
};

const aliyun = (more: object = {}) =>
  channelOf({ type: 'aliyun-sms', lang: 'zh', accessKeyId: 'testId', accessKeySecret: aliyunSecret, sign: '某某银行', template: 'SMS_71390007', variables: { level: 'severity', what: 'title', count: 'count', key: 'key' }, to: ['13800000000'], ...more });
const tencent = (more: object = {}) =>
  channelOf({ type: 'tencent-sms', lang: 'zh', secretId: 'AKIDEXAMPLE', secretKey: tencentSecret, app: '1400006666', sign: '某某银行', template: '1234567', variables: ['severity', 'title', 'count'], to: ['13800000000'], ...more });

test('signatures are those of the providers’ own examples', () => {
  const parameters = {
    AccessKeyId: 'testId', Action: 'SendSms', Format: 'XML', OutId: '123', PhoneNumbers: '15300000001', RegionId: 'cn-hangzhou', SignName: '阿里云短信测试专用', SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '45e25e9b-0a6f-4070-8c85-2956eda1b466', SignatureVersion: '1.0', TemplateCode: 'SMS_71390007', TemplateParam: '{"customer":"test"}', Timestamp: '2017-07-12T02:42:19Z', Version: '2017-05-25',
  };
  expect(signature('GET', parameters, 'testSecret')).toBe('zJDF+Lrzhj/ThnlvIToysFRq6t4=');
  const payload = String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`;
  expect(authorization({ secretId: 'AKIDEXAMPLE', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE', host: 'cvm.tencentcloudapi.com', service: 'cvm', timestamp: 1_551_113_065, payload })).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  );
});

test('a template’s variables hold what they may: cut, without addresses, never empty', () => {
  const hostileAlert = alertOf({ title: `【转账】见 https://evil.example/${'长'.repeat(50)}`, key: undefined });
  const { TemplateParam } = rendered(aliyun(), hostileAlert).body as { TemplateParam: string };
  expect(JSON.parse(TemplateParam)).toEqual({ level: '严重', what: expect.stringMatching(/^转账 见 https:evil\.example\/长+…$/), count: '1', key: '-' });
  expect(rendered(tencent(), digest).body).toMatchObject({ PhoneNumberSet: ['+8613800000000'], TemplateParamSet: ['严重', '另有 9,981 条预警', '9981'] });
});

test('both are taken by servers that check them, and what these say is understood', async () => {
  const say = (Code: string, Message = '') => ({ body: { Code, Message, RequestId: 'R-1' } });
  const first = await closing(aliyunServer(() => now, { '13800000001': say('isv.BUSINESS_LIMIT_CONTROL', '触发分钟级流控Permits:1'), '13800000002': say('isv.BUSINESS_LIMIT_CONTROL', '触发天级流控Permits:10'), '13800000003': say('isv.AMOUNT_NOT_ENOUGH', '账户余额不足'), '13800000004': say('isp.SYSTEM_ERROR', 'isp.SYSTEM_ERROR') }));
  expect(await sent(aliyun({ base: first.url }), alertOf(), now)).toEqual({ type: 'accepted' });
  expect(await sent(aliyun({ base: first.url, accessKeySecret: 'wrong' }), alertOf(), now)).toMatchObject({ type: 'never', why: { zh: expect.stringContaining('AccessKey') } });
  expect(await sent(aliyun({ base: first.url }), alertOf(), now - 3_600_000)).toMatchObject({ type: 'never' });
  const outcomes = await Promise.all(['1', '2', '3', '4'].map(async (last) => (await sent(aliyun({ base: first.url, to: [`1380000000${last}`] }), alertOf(), now)).type));
  expect(outcomes).toEqual(['later', 'never', 'never', 'later']);

  const status = (Code: string, PhoneNumber = '+8613800000000') => ({ PhoneNumber, Code, Message: 'x' });
  const answer = (...SendStatusSet: object[]) => ({ body: { Response: { SendStatusSet, RequestId: 'R-1' } } });
  const second = await closing(tencentServer(() => now, { '+8613800000001': answer(status('LimitExceeded.PhoneNumberThirtySecondLimit')), '+8613800000002': answer(status('LimitExceeded.PhoneNumberDailyLimit')), '+8613800000003': answer(status('Ok'), status('InvalidParameterValue.IncorrectPhoneNumber', '+8613800009999')) }));
  expect(await sent(tencent({ base: second.url }), alertOf(), now)).toEqual({ type: 'accepted' });
  expect(await sent(tencent({ base: second.url, secretKey: 'wrong' }), alertOf(), now)).toMatchObject({ type: 'never' });
  const others = await Promise.all(['1', '2', '3'].map((last) => sent(tencent({ base: second.url, to: [`+861380000000${last}`] }), alertOf(), now)));
  expect(others).toMatchObject([{ type: 'later', after: 60_000 }, { type: 'never' }, { type: 'accepted', why: { en: expect.stringContaining('9999') } }]);
  expect(objectIn(JSON.stringify(second.taken[0]?.body))['SessionContext']).toBe('ruleloom-1');
});

test('one that was not answered may have been sent, and is not sent again; one that never left is', async () => {
  const mute = await serving((request) => request.socket.destroy());
  onTestFinished(mute.close);
  const nobody = await serving(() => undefined);
  await nobody.close();
  for (const make of [aliyun, tencent]) {
    expect(await sent(make({ base: mute.url }), alertOf(), now)).toMatchObject({ type: 'never', why: { zh: expect.stringContaining('可能已经发出') } });
    expect(await sent(make({ base: nobody.url }), alertOf(), now)).toMatchObject({ type: 'later' });
    expect(make().kind.sendsAgain).toBe(false);
  }
});
