import type { ChannelKind } from './channel.ts';
import { aliyunSms } from './kinds/aliyun-sms.ts';
import { dingtalk } from './kinds/dingtalk.ts';
import { email } from './kinds/email.ts';
import { feishu } from './kinds/feishu.ts';
import { inbox } from './kinds/inbox.ts';
import { slack } from './kinds/slack.ts';
import { tencentSms } from './kinds/tencent-sms.ts';
import { webhook } from './kinds/webhook.ts';
import { wecom } from './kinds/wecom.ts';

/** The ways for alerts to reach people, by the type that the configuration names. */
export const channelKinds = { inbox, dingtalk, wecom, feishu, slack, email, 'aliyun-sms': aliyunSms, 'tencent-sms': tencentSms, webhook } satisfies Record<string, ChannelKind>;

export type ChannelType = keyof typeof channelKinds;

export const kindOf = (type: string): ChannelKind | undefined => Object.entries<ChannelKind>(channelKinds).find(([each]) => each === type)?.[1];
