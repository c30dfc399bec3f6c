import type { Words } from '../../data/text.ts';
import { settingFault } from '../../kinds/shared/setting-faults.ts';
import type { ConnectorType } from '../../kinds/source/connectors/registry.ts';
import type { ConnectorKind } from './connector.ts';
import { generator } from './generator.ts';
import { httpPoll } from './http-poll.ts';
import { kafka } from './kafka.ts';
import { mqtt } from './mqtt.ts';
import { postgresql } from './postgresql.ts';
import { replay } from './replay.ts';
import { sse } from './sse.ts';
import { tail } from './tail.ts';
import { webhook } from './webhook.ts';
import { websocket } from './websocket.ts';

/** Every way for events to come, by what graphs call it. */
export const connectors = {
  webhook,
  'http-poll': httpPoll,
  tail,
  postgresql,
  kafka,
  mqtt,
  sse,
  websocket,
  replay,
  generator,
} satisfies Record<ConnectorType, ConnectorKind>;

export type ChosenConnector = { readonly kind: ConnectorKind; readonly settings: unknown } | { readonly why: Words };

/** What a graph asks for as `live`, or why there is no such thing. */
export function chosenConnector(live: { readonly connector: string; readonly settings: unknown }): ChosenConnector {
  const kind = Object.entries<ConnectorKind>(connectors).find(([type]) => type === live.connector)?.[1];
  if (kind === undefined) {
    const known = Object.keys(connectors).join(', ');
    return { why: { en: `There is no connector “${live.connector}”; there are ${known}`, zh: `没有连接器“${live.connector}”，现有：${known}` } };
  }
  const parsed = kind.settings.safeParse(live.settings);
  return parsed.success ? { kind, settings: parsed.data } : { why: settingFault(kind, live.settings) };
}
