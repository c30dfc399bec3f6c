import { pick } from '../../data/text.ts';
import type { ToldAlert } from './message.ts';
import { linkTo } from './told-alert.ts';
import type { Reader } from './told-alert.ts';

/** One that did not happen: to see what alerts look like, and whether they arrive. */
export function sampleAlert({ lang, sensitive, address }: Reader): ToldAlert {
  const at = Date.UTC(2026, 2, 18, 14, 31);
  return {
    id: 'sample',
    severity: 'medium',
    graph: pick(lang, 'Sample graph', '示例图'),
    rule: pick(lang, 'Many payments in ten minutes', '十分钟内多笔付款'),
    title: pick(lang, '4 payments in 10 minutes on one card', '同一张卡 10 分钟内付款 4 笔'),
    message: pick(lang, 'Nothing has happened: somebody is trying out this channel.', '并没有真的发生：有人在测试此渠道。'),
    at,
    time: pick(lang, '18 March 2026 14:31 UTC', '2026 年 3 月 18 日 14:31（UTC）'),
    key: sensitive ? '6222 0210 0012 9031' : '•••',
    facts: [
      { label: pick(lang, 'Card', '卡号'), value: sensitive ? '6222 0210 0012 9031' : '•••' },
      { label: pick(lang, 'Amount', '金额'), value: pick(lang, '€ 612.40', '612.40 元') },
    ],
    ...(address === undefined ? {} : { link: linkTo(address, 'sample') }),
  };
}
