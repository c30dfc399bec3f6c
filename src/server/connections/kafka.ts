import { Kafka, logLevel } from 'kafkajs';
import type { SASLOptions } from 'kafkajs';
import type { Words } from '../../data/text.ts';
import type { KafkaConnection } from './connection.ts';
import { Trouble } from './trouble.ts';

/** A client of brokers, that gives up soon: whoever called tries again. */
export function kafkaClient({ brokers, tls, user, password = '', mechanism = 'plain' }: KafkaConnection): Kafka {
  const credentials = { username: user ?? '', password };
  const ways: Readonly<Record<typeof mechanism, SASLOptions>> = {
    plain: { mechanism: 'plain', ...credentials },
    'scram-sha-256': { mechanism: 'scram-sha-256', ...credentials },
    'scram-sha-512': { mechanism: 'scram-sha-512', ...credentials },
  };
  return new Kafka({
    clientId: 'ruleloom',
    brokers: [...brokers],
    ssl: tls ?? false,
    ...(user === undefined ? {} : { sasl: ways[mechanism] }),
    connectionTimeout: 5000,
    requestTimeout: 15_000,
    retry: { retries: 4, initialRetryTime: 200, maxRetryTime: 2000 },
    // What goes wrong is thrown, and told by whoever called.
    logLevel: logLevel.NOTHING,
  });
}

/** In words what people can mend; all else as Kafka tells it. */
export function kafkaTrouble(error: unknown): unknown {
  const type = known[typeOf(error) ?? ''];
  if (type !== undefined) return new Trouble(type, { cause: error });
  for (let each = error; each instanceof Error; each = each.cause) {
    const words = known[each.name];
    if (words !== undefined) return new Trouble(words, { cause: error });
    if (each.name === 'KafkaJSNotImplemented') return codecTrouble(each);
  }
  return error;
}

/** Kafka’s name for what went wrong. */
export function typeOf(error: unknown): string | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('type' in each && typeof each.type === 'string') return each.type;
  }
  return undefined;
}

function codecTrouble(error: Error): Trouble {
  const [codec = ''] = error.message.split(' ');
  return new Trouble({
    en: `There are messages compressed with ${codec}, which can’t be read here. Have their sender, or the topic (compression.type), use gzip or none.`,
    zh: `有消息以 ${codec} 压缩，此处无法读取。请让发送方或主题（compression.type）改用 gzip 或不压缩。`,
  });
}

const notThere: Words = { en: 'No broker answers', zh: '没有代理应答' };
const refusedUser: Words = { en: 'The broker does not accept this user and password', zh: '代理拒绝了这个用户名和密码' };
const notAllowed: Words = { en: 'The broker does not allow this user to do that', zh: '代理不允许这个用户执行该操作' };
const noTopic: Words = { en: 'There is no topic of this name', zh: '没有这个名称的主题' };

/** By the names of kafkajs’s errors, and by Kafka’s. */
const known: Readonly<Record<string, Words>> = {
  KafkaJSConnectionError: notThere,
  KafkaJSConnectionClosedError: notThere,
  KafkaJSBrokerNotFound: notThere,
  KafkaJSNoBrokerAvailableError: notThere,
  KafkaJSRequestTimeoutError: { en: 'The broker takes too long to answer', zh: '代理应答超时' },
  KafkaJSSASLAuthenticationError: refusedUser,
  TOPIC_AUTHORIZATION_FAILED: notAllowed,
  GROUP_AUTHORIZATION_FAILED: notAllowed,
  CLUSTER_AUTHORIZATION_FAILED: notAllowed,
  UNKNOWN_TOPIC_OR_PARTITION: noTopic,
  INVALID_TOPIC_EXCEPTION: noTopic,
  NOT_ENOUGH_REPLICAS: { en: 'Too few brokers have the topic to store a message for good', zh: '可用副本不足，消息无法可靠保存' },
};
