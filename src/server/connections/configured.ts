import { words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import { Trouble } from './trouble.ts';
import type { Connection, Connections } from './connection.ts';

const headers = z.record(z.string(), z.string());

export const connectionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('http'), base: z.url({ protocol: /^https?$/ }), headers: headers.optional(), secret: z.string().min(1).optional() }),
  z.strictObject({
    type: z.literal('postgresql'),
    host: z.string().default('localhost'),
    port: z.int().min(1).max(65_535).default(5432),
    database: z.string(),
    user: z.string(),
    password: z.string().optional(),
    tls: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('kafka'),
    brokers: z.array(z.string().refine((text) => /^[^\s/]+:\d+$/.test(text), { error: 'host:port', params: { zh: '主机:端口' } })).min(1),
    tls: z.boolean().optional(),
    user: z.string().optional(),
    password: z.string().optional(),
    mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  }),
  z.strictObject({ type: z.literal('mqtt'), url: z.url({ protocol: /^(mqtts?|wss?)$/ }), user: z.string().optional(), password: z.string().optional() }),
  z.strictObject({ type: z.literal('files'), folder: z.string().min(1) }),
]) satisfies z.ZodType<Connection>;

export type ConnectionsByName = Readonly<Record<string, Connection>>;

/** The connections of the configuration, as connectors and outputs ask for them. */
export function connectionsOf(byName: ConnectionsByName): Connections {
  const isOf = <T extends Connection['type']>(connection: Connection | undefined, type: T): connection is Extract<Connection, { readonly type: T }> => connection?.type === type;
  return {
    named: (name, type) => {
      if (name !== undefined) {
        const found = Object.hasOwn(byName, name) ? byName[name] : undefined;
        if (isOf(found, type)) return found;
        throw new Trouble(words((lang) => (lang === 'zh' ? `配置文件中没有类型为 ${type} 的连接“${name}”。请在 ruleloom.config.json 的 connections 中添加。` : `The configuration has no connection “${name}” of the type ${type}. Add it to the connections of ruleloom.config.json.`)));
      }
      const all = Object.values(byName).filter((each): each is Extract<Connection, { readonly type: typeof type }> => isOf(each, type));
      const [only] = all;
      if (all.length === 1 && only !== undefined) return only;
      throw new Trouble(
        words((lang) => {
          if (all.length === 0) return lang === 'zh' ? `配置文件中没有类型为 ${type} 的连接。请在 ruleloom.config.json 的 connections 中添加。` : `The configuration has no connection of the type ${type}. Add one to the connections of ruleloom.config.json.`;
          return lang === 'zh' ? `有多个类型为 ${type} 的连接，请指定其中一个。` : `There are several connections of the type ${type}: name the one that is meant.`;
        }),
      );
    },
    http: (url) => {
      const found = Object.values(byName).filter((each) => isOf(each, 'http')).find(({ base }) => liesUnder(url, base));
      if (found !== undefined) return found;
      throw new Trouble(words((lang) => (lang === 'zh' ? `不允许访问 ${url}：配置文件中没有包含它的连接。` : `${url} may not be called: no connection of the configuration covers it. Add one of the type http whose base it begins with.`)));
    },
  };
}

/** The same origin, and the path of the base or one below it. */
export function liesUnder(url: string, base: string): boolean {
  if (!URL.canParse(url)) return false;
  const [asked, allowed] = [new URL(url), new URL(base)];
  if (asked.username !== '' || asked.password !== '' || asked.origin !== allowed.origin) return false;
  const folder = allowed.pathname.endsWith('/') ? allowed.pathname : `${allowed.pathname}/`;
  return asked.pathname === allowed.pathname || asked.pathname.startsWith(folder);
}
