import { printDuration } from '../../data/duration.ts';
import { schemaOf, settingsTable } from '../../kinds/reference.ts';
import type { ChannelKind } from './channel.ts';
import { sharedSettings } from './configured.ts';
import { hoursSchema } from './hours.ts';
import { channelKinds } from './registry.ts';
import { routeSchema } from './routing.ts';

/** The page of channels as Markdown, made from what they say of themselves. */
export function channelReference(): string {
  return `${[head, ...Object.values<ChannelKind>(channelKinds).map(section)].join('\n\n')}\n`;
}

const table = (schema: Parameters<typeof schemaOf>[0]): string => settingsTable(schemaOf(schema));

const head = `# Channels

Made from \`src/server/channels\` by \`npm run docs\`; change that, not this page.

How alerts of live runs reach people. An alert node names *who* is told (“fraud desk”); the server’s configuration says
where that leads. So a graph holds no address and no secret, and moves from one server to the next as it is. Every alert
stands in the app’s list, wherever else it goes; an alert node that names no channel tells nobody.

\`\`\`json
{
  "address": "https://rules.bank.example",
  "channels": {
    "fraud-group": { "type": "dingtalk", "webhook": "\${DINGTALK_WEBHOOK}", "secret": "\${DINGTALK_SECRET}", "lang": "zh" },
    "on-duty": { "type": "aliyun-sms", "accessKeyId": "\${ALIYUN_KEY}", "accessKeySecret": "\${ALIYUN_SECRET}", "sign": "某某银行",
      "template": "SMS_123456789", "variables": { "level": "severity", "what": "title" }, "to": ["13800000000"], "lang": "zh",
      "quiet": { "from": "22:00", "to": "07:00", "zone": "Asia/Shanghai", "through": ["critical"] } },
    "mail": { "type": "email", "host": "smtp.bank.example", "user": "alerts", "password": "\${SMTP_PASSWORD}",
      "from": "alerts@bank.example", "to": ["fraud-desk@bank.example"] }
  },
  "routing": {
    "routes": [
      { "channels": ["fraud desk"], "severities": ["critical"], "to": ["on-duty"], "goOn": true },
      { "channels": ["fraud desk"], "to": ["fraud-group"] },
      { "rules": ["Newsletter abuse"], "to": ["inbox"] }
    ],
    "fallback": ["mail"]
  }
}
\`\`\`

\`address\` is where people open the app: with it, messages have a link. \`\${NAME}\` is filled in from the environment. Robots
are called on their own hosts and nowhere else; \`base\` puts a proxy in their place. The server reads all this when it starts.

## Routes

Routes are read from the top, for each channel that the alert node names; the first that fits is taken, and with \`goOn\` the
ones after it are looked at too. What is left out of a route fits anything. Where no route fits, the alert goes to the
channel of that very name, or else to \`fallback\`.

${table(routeSchema)}

Hours are a part of the day by the clocks of a zone:

${table(hoursSchema)}

## What all channels take

${table(sharedSettings)}

Fields that a source calls sensitive are shown as \`•••\`, in titles, messages and facts, unless the channel is \`sensitive\`.
A rule or key that somebody has snoozed tells nobody while that lasts.

## Limits, and what is too much

No channel is sent more than it takes, in any minute whatever; the limit is one of the robot, so all graphs share it, and
it holds over a restart. While there is room alerts go out one by one. Where more wait than there is room for, the worst go
one by one, and with the last message that is allowed all the others go together: *a digest* says how many, by rule and
severity, and names the worst of them. None is left out. What comes in quiet hours is told at their end, in the same way.

## When it fails

A message and its alert are in one database; how far alerts were given to channels is written together with what came of
it, so no crash loses one. What became of a message is told from what the other side *says*: most robots answer 200 to
everything. What may pass is tried again after a second, two, four, up to a minute, or when the other side says so, for an
hour. After that, or where the other side never takes it, it is a dead letter: its alerts go to \`fallback\`, and it can be
sent again.

\`\`\`console
$ curl http://127.0.0.1:4173/api/channels
$ curl -X POST http://127.0.0.1:4173/api/channels/fraud-group/test
$ curl 'http://127.0.0.1:4173/api/channels/fraud-group/preview?graph=cards&alert=ID'
$ curl 'http://127.0.0.1:4173/api/channels/fraud-group/messages?state=dead'
$ curl -X POST http://127.0.0.1:4173/api/channels/fraud-group/messages/17/again
\`\`\`

A test says what became of it, in both languages. A preview is exactly what would be sent, of an alert or of one that is made
up. To look takes a viewer; to test, preview and send again, an operator.

What others wrote into the data does nothing in a message: mentions, links and headings in it are taken apart or escaped.`;

function section({ type, title, summary, setUp, settings, limits, repeats, example }: ChannelKind): string {
  const steps = setUp.map(({ en, zh }, at) => `${at + 1}. ${en}\n   ${zh}`).join('\n');
  const most = limits.map(({ messages, per }) => `${messages} in ${printDuration(per)}`).join(', ');
  return [
    `## \`${type}\` · ${title.en === title.zh ? title.en : `${title.en} · ${title.zh}`}`,
    `${summary.en} ${summary.zh}`,
    steps,
    `${most === '' ? 'No limit.' : `At most ${most}.`} ${repeats.en}`,
    ...(type === 'inbox' ? [] : [table(settings), ['```json', JSON.stringify({ type, ...example }, null, 2), '```'].join('\n')]),
  ].join('\n\n');
}
