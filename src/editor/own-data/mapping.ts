import type { Field } from '../../data/field.ts';
import { nameInData } from '../../data/field.ts';
import { inLanguage, languages } from '../../data/text.ts';
import { nameInWords } from '../../data/words.ts';

/** Which column of a person's file stands for which field of a source. By the field's name; left out where none does. */
export type Mapping = Readonly<Record<string, string>>;

/** Words that mean the same to who names columns, in both languages. */
const meanings: readonly RegExp[] = [
  /amount|price|total|value|sum|money|金额|价格|总额|总价/,
  /time|date|timestamp|when|时间|日期|时刻/,
  /card|卡/,
  /customer|client|member|user|account|buyer|consumer|客户|会员|用户|账户|账号|顾客|消费者/,
  /merchant|shop|store|seller|vendor|商户|门店|商家|店铺/,
  /device|terminal|machine|设备|终端|机器/,
  /country|region|nation|国家|地区/,
  /city|town|城市/,
  /status|state|状态/,
  /category|group|class|kind|类别|分类|类目|品类/,
  /channel|渠道/,
  /product|item|sku|goods|商品|产品/,
  /fraud|label|outcome|欺诈|标签|结果/,
  /score|分数|评分|得分/,
  /income|收入/,
  /discount|coupon|优惠|折扣|券/,
];

const spoken = (field: Field): readonly string[] => [nameInData(field), field.name, ...(field.label === undefined ? [] : languages.map((lang) => inLanguage(field.label ?? '', lang)))];

const plain = (text: string): string => nameInWords(text).toLowerCase();
const withoutId = (text: string): string => text.replace(/(?:\s|^)(?:id|no|number|code|key)$/, '').replace(/(?:编号|号码|代码|号|名称|id)$/, '').trim();

/** From 0 to 1: how likely a column is what a field means. */
export function likeness(field: Field, column: Field): number {
  const [ours, theirs] = [spoken(field).map(plain), spoken(column).map(plain)];
  const roles = field.roles?.filter((role) => role !== 'sensitive') ?? [];
  const sameRole = roles.some((role) => column.roles?.includes(role));
  const named = Math.max(...ours.flatMap((one) => theirs.map((other) => nameLikeness(one, other))));
  // A time is the time whatever it is called; a key is one of many.
  const alone = sameRole && roles.some((role) => role === 'time' || role === 'id' || role === 'label' || role === 'amount') ? 0.55 : 0;
  const typed = field.type === column.type ? 0.1 : -0.3;
  const score = Math.max(named, alone);
  return score === 0 ? 0 : Math.max(0, Math.min(1, score * 0.8 + typed + (sameRole ? 0.1 : 0)));
}

function nameLikeness(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  const [short, its] = [withoutId(one), withoutId(other)];
  if (short !== '' && short === its) return 0.9;
  const [words, more] = [new Set(short.split(' ')), its.split(' ')];
  const shared = more.filter((word) => word.length > 1 && words.has(word)).length;
  const overlap = shared === 0 ? 0 : (2 * shared) / (words.size + more.length);
  const same = meanings.filter((meaning) => meaning.test(one) && meaning.test(other)).length;
  const different = meanings.some((meaning) => meaning.test(one) !== meaning.test(other));
  return Math.max(overlap * 0.85, same === 0 ? 0 : different ? 0.5 : 0.7);
}

const likelyEnough = 0.35;

/** The likeliest pairs first; a column stands for one field at most. */
export function proposeMapping(fields: readonly Field[], columns: readonly Field[]): Mapping {
  const pairs = fields
    .flatMap((field, at) => columns.map((column, index) => ({ field: field.name, column: nameInData(column), likeness: likeness(field, column), order: at * columns.length + index })))
    .filter((pair) => pair.likeness >= likelyEnough)
    .sort((a, b) => b.likeness - a.likeness || a.order - b.order);
  const mapping = new Map<string, string>();
  const taken = new Set<string>();
  for (const { field, column } of pairs) {
    if (mapping.has(field) || taken.has(column)) continue;
    mapping.set(field, column);
    taken.add(column);
  }
  return Object.fromEntries(mapping);
}

/** The mapping with one field on another column, which no other field has then. */
export function remapped(mapping: Mapping, field: string, column: string | undefined): Mapping {
  const others = Object.entries(mapping).filter(([name, taken]) => name !== field && taken !== column);
  return Object.fromEntries(column === undefined ? others : [...others, [field, column]]);
}
