import type { Connection, Connections } from '../../src/server/connections/connection.ts';
import { z } from '../../src/data/zod.ts';

/** The servers that `run.mjs` has started, and how to have them stopped and started in mid-stream. */

type Service = 'postgresql' | 'mosquitto' | 'kafka';

const env = (name: string): string => {
  const value = process.env[`RULELOOM_TEST_${name}`];
  if (value === undefined) throw new Error('These tests need servers: npm run test:services');
  return value;
};

const postgresql = z.object({ host: z.string(), port: z.number(), database: z.string(), user: z.string() });
const mosquitto = z.object({ url: z.string(), user: z.string(), password: z.string() });
const kafka = z.object({ brokers: z.array(z.string()) });

export const addresses = {
  postgresql: { type: 'postgresql' as const, ...postgresql.parse(JSON.parse(env('POSTGRESQL'))) },
  mqtt: { type: 'mqtt' as const, ...mosquitto.parse(JSON.parse(env('MOSQUITTO'))) },
  kafka: { type: 'kafka' as const, ...kafka.parse(JSON.parse(env('KAFKA'))) },
};

const isOf = <T extends Connection['type']>(type: T) => (each: Connection): each is Extract<Connection, { readonly type: T }> => each.type === type;

export const connections: Connections = {
  named: (_name, type) => {
    const found = Object.values<Connection>(addresses).find(isOf(type));
    if (found === undefined) throw new Error(`no connection of the type ${type}`);
    return found;
  },
  http: () => {
    throw new Error('nothing speaks HTTP here');
  },
};

export async function tell(service: Service, act: 'start' | 'stop' | 'kill'): Promise<void> {
  const answer = await fetch(`${env('SERVICES')}/${service}/${act}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`${service} would not ${act}: ${await answer.text()}`);
}
