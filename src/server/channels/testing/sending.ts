import { channelSchema } from '../configured.ts';
import type { ConfiguredChannel } from '../configured.ts';
import type { Answer, Rendered } from '../channel.ts';
import type { AlertMessage, DigestMessage, Message } from '../message.ts';

/** What tests of channels share. */

export const channelOf = (settings: object): ConfiguredChannel => channelSchema.parse(settings);

export const rendered = ({ kind, settings, lang }: ConfiguredChannel, message: Message): Rendered => kind.render(message, settings, lang);

export const sent = (channel: ConfiguredChannel, message: Message, now = Date.now()): Promise<Answer> =>
  channel.kind.send(rendered(channel, message), channel.settings, { id: 'ruleloom-1', now: () => now, signal: new AbortController().signal });

export const alertOf = (more: Partial<AlertMessage['alert']> = {}): AlertMessage => ({
  form: 'alert',
  alert: {
    id: 'a1', severity: 'critical', graph: 'Cards', rule: 'Too often', title: 'Card 9031 used 4 times', message: '4 payments in 10 minutes.\nCall the customer.',
    at: 1_760_000_000_000, time: '9 October 2025 08:53:20 UTC', key: '9031', facts: [{ label: 'Card', value: '9031' }, { label: 'Amount', value: '€ 612.40' }], link: 'https://rules.bank.example/#/live/cards',
    ...more,
  },
});

export const digest: DigestMessage = {
  form: 'digest', count: 9981,
  groups: [{ graph: 'Cards', rule: 'Too often', severity: 'critical', count: 81 }, { graph: 'Cards', rule: 'Abroad', severity: 'low', count: 9900 }],
  worst: [alertOf().alert], link: 'https://rules.bank.example/#/live',
};

/** Names that others chose, to see what comes of them. */
export const hostile = ['@all', '<@all>', '<at id=all></at>', '<!channel>', '[pay here](https://evil.example)', '![x](https://evil.example/x.png)', '# Heading', '> quote', '**bold**', '<font color="warning">x</font>', 'a\u202egnp.exe', '<script>alert(1)</script>'];
