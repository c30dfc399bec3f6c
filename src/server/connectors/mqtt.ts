import { ErrorWithReasonCode, connect } from 'mqtt';
import type { IPublishPacket, MqttClient } from 'mqtt';
import type { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { mqtt as about } from '../../kinds/source/connectors/mqtt.ts';
import type { MqttConnection } from '../connections/connection.ts';
import { Trouble } from '../connections/trouble.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { mostUnacknowledged, openInbox, storedSchema } from './mqtt-inbox.ts';
import type { Inbox } from './mqtt-inbox.ts';

/** Messages of an MQTT broker, each of which it keeps until it hears that it is stored here. */

type Settings = z.infer<typeof about.settings>;

export const mqtt: ConnectorKind<Settings> = {
  ...about,

  async run(chosen, context) {
    const { connections, graph, source, position, signal } = context;
    const connection = connections.named(chosen.connection, 'mqtt');
    const before = storedSchema.safeParse(position).data;
    const inbox = openInbox(chosen.topic, before);
    const client = clientOf(connection, chosen, chosen.client ?? `ruleloom-${graph}-${source.id}`);
    receive(client, inbox);
    const over = new AbortController();
    const broken = brokenOff(client);
    const ended = aborted(signal);
    const listening = listen(client, { ...chosen, before: before?.topic }, inbox, { ...context, signal: over.signal });
    try {
      await Promise.race([listening, broken, ended]);
    } finally {
      over.abort();
      // The broker keeps its side: the session, and what comes for it.
      await leave(client);
      // What is being stored is to be known of when this is called again.
      await listening.catch(() => undefined);
    }
  },
};

function clientOf({ url, user, password }: MqttConnection, { qos, keep }: Settings, clientId: string): MqttClient {
  const isKept = qos !== 0;
  return connect(url, {
    protocolVersion: 5,
    clientId,
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    clean: !isKept,
    properties: { receiveMaximum: mostUnacknowledged, ...(isKept ? { sessionExpiryInterval: Math.ceil(milliseconds(keep ?? '7d') / 1000) } : {}) },
    connectTimeout: 10_000,
    keepalive: 30,
    // Whoever called tries again.
    reconnectPeriod: 0,
    resubscribe: false,
  });
}

/** The client waits for what it has asked, which may never be answered. */
async function leave(client: MqttClient): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, 1000).unref());
  await Promise.race([client.endAsync(!client.connected).catch(() => undefined), late]);
  client.stream.destroy();
}

/** Rejects with the reason for which the connection ended, or was not to be had. */
function brokenOff(client: MqttClient): Promise<never> {
  const broken = new Promise<never>((_, reject) => {
    client.on('error', (error) => reject(mqttTrouble(error)));
    client.on('disconnect', ({ reasonCode }) => reject(reasonTrouble(reasonCode)));
    client.on('close', () => reject(closed(client.options.clientId ?? '')));
  });
  // Told to whom waits; nobody does once the run is over.
  broken.catch(() => undefined);
  return broken;
}

/** What the client takes for an error keeps it from acknowledging the message by itself. */
const notYet = new Error('To be acknowledged once it is stored');

/** Without acknowledgements only the network holds a broker back: more than these wait there. */
const mostWaiting = 10_000;

function receive(client: MqttClient, inbox: Inbox): void {
  client.handleMessage = ({ messageId, qos, dup, payload }: IPublishPacket, done) => {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const id = qos === 0 ? undefined : messageId;
    const isNew = inbox.put({ id, again: dup, payload: bytes });
    if (id === undefined) return void (inbox.size() < mostWaiting ? done() : setTimeout(done, 50));
    if (!isNew) acknowledge(client, [id]);
    done(notYet);
  };
}

/** PUBACK: the kind of packet, its length, and the identifier of the message. */
function acknowledge(client: MqttClient, ids: readonly number[]): void {
  if (client.connected) client.stream.write(Buffer.from(ids.flatMap((id) => [0x40, 2, id >> 8, id & 0xff])));
}

type Listening = Settings & {
  /** What the session has been subscribed to, as far as is known. */
  readonly before: string | undefined;
};

async function listen(client: MqttClient, { topic, qos = 1, before }: Listening, inbox: Inbox, { deliver, report, signal }: ConnectorContext): Promise<void> {
  const over = aborted(signal);
  await Promise.race([new Promise((resolve) => client.once('connect', resolve)), over]);
  if (signal.aborted) return;
  if (before !== undefined && before !== topic) await Promise.race([client.unsubscribeAsync(before), over]);
  // Handling of retained messages: they are what was so before, no events of now.
  const granted = await Promise.race([client.subscribeAsync(topic, { qos, rh: 2 }), over]);
  if (granted?.some((each) => each.qos >= 128) ?? false) throw reasonTrouble(granted?.[0]?.qos);
  while (!signal.aborted) {
    if (inbox.size() === 0) report({ state: 'current' });
    await Promise.race([inbox.filled(), over]);
    if (inbox.size() === 0) continue;
    const { body, position, ids } = inbox.take();
    await deliver({ body, ...(ids.length === 0 ? {} : { position }) });
    acknowledge(client, ids);
    if (inbox.size() >= mostUnacknowledged) report({ state: 'behind' });
  }
}

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => (signal.aborted ? resolve(undefined) : signal.addEventListener('abort', () => resolve(undefined), { once: true })));

const closed = (clientId: string): Trouble =>
  new Trouble({
    en: `The broker has closed the connection. Where it does so again and again, another process may be running with the same client id, ${clientId}.`,
    zh: `代理关闭了连接。如果反复如此，可能有另一个进程使用了相同的客户端标识 ${clientId}。`,
  });

const mqttTrouble = (error: Error): Error => (error instanceof ErrorWithReasonCode && error.code in reasons ? reasonTrouble(error.code) : error);

function reasonTrouble(code: number | undefined): Trouble {
  const words = reasons[code ?? 0];
  return new Trouble(words ?? { en: `The broker gave the reason ${code ?? 'none'}`, zh: `代理给出的原因代码：${code ?? '无'}` });
}

const refusedUser = { en: 'The broker does not accept this user and password', zh: '代理拒绝了这个用户名和密码' };
const notAllowed = { en: 'The broker does not allow this: it may not know the user and password, or keep the topic from them', zh: '代理不允许：可能用户名或密码不对，或该用户无权订阅此主题' };

/** By MQTT’s codes. */
const reasons: Readonly<Record<number, Trouble['words']>> = {
  4: refusedUser,
  5: refusedUser,
  132: { en: 'The broker does not speak MQTT 5', zh: '代理不支持 MQTT 5' },
  134: refusedUser,
  135: notAllowed,
  139: { en: 'The broker is shutting down', zh: '代理正在关闭' },
  142: {
    en: 'Somebody else has come with the same client id: only one process may run a source. Stop the other one, or give this one a client id of its own.',
    zh: '另一个客户端使用了相同的标识：一个数据源只能由一个进程运行。请停止另一个，或为本数据源设置不同的客户端标识。',
  },
  143: { en: 'The broker does not take this topic', zh: '代理不接受这个主题' },
};
