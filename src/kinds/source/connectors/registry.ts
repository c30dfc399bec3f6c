import type { AboutConnector } from './about.ts';
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

/** Every way for events to come, by what graphs call it, in the order in which it is offered. */
export const aboutConnectors = {
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
} satisfies Record<string, AboutConnector>;

export type ConnectorType = keyof typeof aboutConnectors;

export const connectorNamed = (type: string): AboutConnector | undefined => Object.entries<AboutConnector>(aboutConnectors).find(([each]) => each === type)?.[1];
