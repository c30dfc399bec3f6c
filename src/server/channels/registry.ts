import type { ChannelKind } from './channel.ts';
import { dingtalk } from './kinds/dingtalk.ts';
import { inbox } from './kinds/inbox.ts';

/** The ways for alerts to reach people, by the type that the configuration names. */
export const channelKinds = { inbox, dingtalk } satisfies Record<string, ChannelKind>;

export type ChannelType = keyof typeof channelKinds;

export const kindOf = (type: string): ChannelKind | undefined => Object.entries<ChannelKind>(channelKinds).find(([each]) => each === type)?.[1];
