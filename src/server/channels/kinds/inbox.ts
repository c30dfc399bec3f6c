import { z } from '../../../data/zod.ts';
import type { ChannelKind } from '../channel.ts';
import { accepted } from '../channel.ts';
import { letterOf } from '../letter.ts';

const settings = z.strictObject({});

/** The list of alerts in the app. An alert stands there as soon as it is stored, so nothing has to be sent. */
export const inbox: ChannelKind<z.infer<typeof settings>> = {
  type: 'inbox',
  title: { en: 'Inbox', zh: '收件箱' },
  summary: { en: 'The list of alerts in the app. Every alert stands in it, wherever else it goes; a route that leads here alone rings nobody.', zh: '应用内的预警列表。所有预警都会出现在其中；只指向这里的路由不会打扰任何人。' },
  setUp: [{ en: 'Nothing has to be set up: it is called `inbox` in routes.', zh: '无需设置，在路由中写 `inbox` 即可。' }],
  settings,
  limits: [],
  repeats: { en: 'An alert stands in it once.', zh: '每条预警只出现一次。' },
  sendsAgain: true,
  example: {},
  render: (message, _settings, lang) => {
    const { title, text } = letterOf(message, lang);
    return { text: [title, text].filter((part) => part !== '').join('\n'), format: 'text', body: { title, message: text } };
  },
  send: () => Promise.resolve(accepted),
};
