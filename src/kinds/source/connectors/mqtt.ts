import { z } from '../../../data/zod.ts';
import { connectionName, duration, setting } from '../../shared/settings.ts';
import type { AboutConnector } from './about.ts';

const settings = z.strictObject({
  connection: connectionName,
  topic: setting(z.string().min(1).max(1000), { en: 'Topic', zh: '主题' }, { en: 'Which topics: `+` stands for one level, `#` for all that follow.', zh: '订阅哪些主题：`+` 代表一级，`#` 代表其后的所有级。' }, { form: 'code' }),
  qos: setting(z.union([z.literal(0), z.literal(1)]).optional(), { en: 'Quality of service', zh: '服务质量' }, { en: '1 where left out: the broker keeps each message until it is stored here. With 0 it keeps none.', zh: '默认为 1：消息在此处存好之前由代理保留；为 0 时代理不保留。' }, { usual: 1, choices: { 0: { en: '0: not kept', zh: '0：不保留' }, 1: { en: '1: kept until it is stored', zh: '1：存好之前保留' } } }),
  client: setting(z.string().min(1).max(200).optional(), { en: 'Client id', zh: '客户端标识' }, { en: 'Whom the broker keeps messages for; by the graph and the source where left out. No two may have the same at once.', zh: '代理为谁保留消息；不填则由规则图和数据源得出。同一时间不能有两个相同的标识。' }, { form: 'code' }),
  keep: duration({ en: 'Kept for', zh: '保留时长' }, { en: 'How long the broker keeps messages while the run is away; `7d` where left out.', zh: '运行不在线时代理保留消息的时长，默认 `7d`。' }, '7d'),
});

export const mqtt: AboutConnector<z.infer<typeof settings>> = {
  type: 'mqtt',
  title: { en: 'MQTT', zh: 'MQTT' },
  summary: {
    en: 'Listens to topics of an MQTT 5 broker. A message is acknowledged once it is stored, and one that is sent again after a crash is known.',
    zh: '订阅 MQTT 5 代理的主题。消息存好之后才确认；崩溃之后重发的消息能够识别。',
  },
  settings,
  connection: 'mqtt',
  rewinds: {
    en: 'Nothing that was acknowledged. The broker keeps what comes while the run is away, as long and as many as it and `keep` allow; with quality of service 0 it keeps nothing.',
    zh: '已确认的消息无法再取。运行不在线时，代理在其自身限制和 `keep` 允许的范围内保留消息；服务质量为 0 时不保留。',
  },
  example: {
    settings: { topic: 'sensors/+/readings', qos: 1 },
    connection: { type: 'mqtt', url: 'mqtts://broker.internal:8883', user: 'ruleloom', password: '${MQTT_PASSWORD}' },
  },
};
