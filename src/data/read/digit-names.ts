import type { Words } from '../text.ts';

/** Digits that are the name of something, such as an order or a card: nobody adds them up, so they are texts. */

const named = /(?:^|[_\s.-])(?:id|no|nr|number|uuid|ref|code|phone|mobile|zip|postcode|imei|sku|ean|isbn)$|[a-z](?:Id|ID|No|Code)$|(?:编|单|卡|账|帐|户|会员|客户|用户|流水|订单|设备|手机|电话|批次|证件|身份证|商户|门店)号码?$|编码|代码$|邮编|账户$|手机$|电话$/i;
/** What is counted or paid may have an id's name in it, or as many digits. */
const counted = /amount|price|total|value|sum|count|qty|quantity|balance|limit|score|points|income|salary|金额|价格|总额|余额|数量|次数|件数|笔数|人数|个数|分数|评分|积分|额度|收入/i;

export const namesThings = (name: string): boolean => named.test(name) && !counted.test(name);

/** From so many rows on, values of which no two are the same tell something. */
const enough = 20;

/** Why a column of digits is taken as names; undefined where it is numbers. */
export function digitsAreNames(texts: readonly string[], column: string): Words | undefined {
  if (counted.test(column) || !texts.every((text) => /^\d+$/.test(text))) return undefined;
  if (namesThings(column)) return { en: 'Text, as its name says that these digits are the name of something', zh: '文本：列名说明这些数字是编号' };
  const [first = ''] = texts;
  if (texts.every(({ length }) => length >= 12)) return { en: `Text, as “${first}” is as long as an id`, zh: `文本：“${first}”长得像编号` };
  const isFixed = first.length >= 6 && texts.every(({ length }) => length === first.length);
  if (isFixed && texts.length >= enough && new Set(texts).size === texts.length) {
    return { en: `Text, as all have ${first.length} digits and no two are the same`, zh: `文本：都是 ${first.length} 位数字，且各不相同` };
  }
  return undefined;
}
