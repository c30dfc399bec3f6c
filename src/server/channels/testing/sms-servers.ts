import { createHash, createHmac } from 'node:crypto';
import { objectIn, robot } from './robots.ts';
import type { Robot, RobotRequest, Said } from './robots.ts';

/** The two providers of text messages, as they check what they are sent. Signatures are made here once more, in another way. */

export const aliyunSecret = 'testSecret';
export const tencentSecret = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE';

/** What it says instead of yes, by the number that a message goes to. */
export type SaidOf = Readonly<Record<string, Said>>;

export function aliyunServer(now: () => number, said: SaidOf = {}): Promise<Robot> {
  const say = (status: number, Code: string, Message: string): Said => ({ status, body: { Code, Message, RequestId: 'R-1' } });
  return robot(
    ({ text, now: at }: RobotRequest) => {
      const given = new URLSearchParams(text);
      const signed = given.get('Signature');
      given.delete('Signature');
      const strict = (value: string): string => encodeURIComponent(value).replaceAll('*', '%2A').replaceAll("'", '%27').replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('!', '%21');
      const sorted = [...given].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${strict(name)}=${strict(value)}`).join('&');
      if (signed !== createHmac('sha1', `${aliyunSecret}&`).update(`POST&${strict('/')}&${strict(sorted)}`).digest('base64')) return say(400, 'SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.');
      if (Math.abs(Date.parse(given.get('Timestamp') ?? '') - at) > 15 * 60_000) return say(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
      const variables = objectIn(given.get('TemplateParam') ?? '');
      if (Object.values(variables).some((value) => value === '')) return say(200, 'isv.TEMPLATE_MISSING_PARAMETERS', '模板变量中存在未赋值变量');
      if (Object.values(variables).some((value) => String(value).length > 35)) return say(200, 'isv.PARAM_LENGTH_LIMIT', '参数超过长度限制');
      return said[given.get('PhoneNumbers') ?? ''];
    },
    { body: { Message: 'OK', RequestId: 'R-1', BizId: 'B-1', Code: 'OK' } },
    now,
  );
}

export function tencentServer(now: () => number, said: SaidOf = {}): Promise<Robot> {
  const error = (Code: string, Message: string): Said => ({ body: { Response: { Error: { Code, Message }, RequestId: 'R-1' } } });
  return robot(
    ({ text, headers, now: at }: RobotRequest) => {
      const timestamp = Number(headers['x-tc-timestamp']);
      if (Math.abs(timestamp * 1000 - at) > 5 * 60_000) return error('AuthFailure.SignatureExpire', 'The timestamp is expired');
      const day = new Date(timestamp * 1000).toISOString().split('T')[0] ?? '';
      const request = `POST\n/\n\ncontent-type:${headers['content-type']}\nhost:${headers.host}\n\ncontent-type;host\n${createHash('sha256').update(text).digest('hex')}`;
      const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${day}/sms/tc3_request\n${createHash('sha256').update(request).digest('hex')}`;
      const key = [day, 'sms', 'tc3_request'].reduce<Buffer>((before, part) => createHmac('sha256', before).update(part).digest(), Buffer.from(`TC3${tencentSecret}`));
      if (!(headers.authorization ?? '').endsWith(`Signature=${createHmac('sha256', key).update(toSign).digest('hex')}`)) return error('AuthFailure.SignatureFailure', 'The provided credentials could not be validated.');
      if (headers['x-tc-action'] !== 'SendSms' || headers['x-tc-version'] !== '2021-01-11') return error('InvalidAction', 'The request action is invalid');
      return said[String(objectIn(text)['PhoneNumberSet'])];
    },
    { body: { Response: { SendStatusSet: [{ SerialNo: '1', PhoneNumber: '+8613800000000', Fee: 1, Code: 'Ok', Message: 'send success' }], RequestId: 'R-1' } } },
    now,
  );
}
