import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { closest } from '../data/closest.ts';
import { parseDuration } from '../data/duration.ts';
import { words } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { z } from '../data/zod.ts';
import { issueWithoutValue } from '../graph/issues.ts';
import { roles } from '../api/route.ts';
import { channelSchema, routingFaults } from './channels/configured.ts';
import { routingSchema } from './channels/routing.ts';
import { casesConfigSchema } from './cases/settings.ts';
import { connectionSchema } from './connections/configured.ts';
import { Trouble } from './connections/trouble.ts';

/** What stands in `ruleloom.config.json`, beside the graphs. */

export const configName = 'ruleloom.config.json';

const duration = z.string().transform((text, context) => {
  const read = parseDuration(text);
  if (read === undefined) context.addIssue({ code: 'custom', message: 'a duration such as 30s, 10m, 24h or 7d', params: { zh: '时长，如 30s、10m、24h、7d' } });
  return read ?? 0;
});

export const configSchema = z.strictObject({
  host: z.string().default('127.0.0.1').describe('The address to listen at. Anything but this computer needs users or tokens.'),
  port: z.int().min(0).max(65_535).optional().describe('The port; 0 takes any that is free. Left out: 4173, or the next one that is free.'),
  names: z.array(z.string()).default([]).describe('The host names that it is called by, where that is not this computer.'),
  connections: z.record(z.string(), connectionSchema).default({}).describe('Where events may come from and go to, by name.'),
  channels: z.record(z.string().min(1), channelSchema).default({}).describe('Ways for alerts to reach people, by name (channels.md).'),
  routing: routingSchema.prefault({}).describe('Which alerts go to which of them.'),
  address: z.url({ protocol: /^https?$/ }).optional().describe('Where people open the app: links in messages lead there.'),
  users: z
    .array(z.strictObject({ name: z.string().min(1), role: z.enum(roles).exclude(['sender']), password: z.string().refine((text) => text.startsWith('scrypt:'), { error: 'what `ruleloom password` makes', params: { zh: ' `ruleloom password` 生成的内容' } }) }))
    .default([])
    .describe('People who may log in.'),
  tokens: z.array(z.strictObject({ name: z.string().min(1), role: z.enum(roles), token: z.string().refine((text) => /^\S{16,}$/.test(text), { error: '16 characters or more, without spaces', params: { zh: '不含空格的 16 个以上字符' } }) })).default([]).describe('Machines: each sends its token as `Authorization: Bearer`.'),
  sensitive: z.enum(roles).exclude(['sender']).default('operator').describe('The least role that sees the values of fields that are marked as sensitive.'),
  journal: z
    .strictObject({ keep: duration.prefault('1h').describe('How far back one can simulate on what came in.') })
    .prefault({})
    .describe('What is kept of what came in.'),
  cases: casesConfigSchema.prefault({}).describe('How alerts are dealt with.'),
  ahead: duration.prefault('5m').describe('Events of a time so far past the clock are rejected.'),
  body: z.int().min(1024).max(256 * 1024 * 1024).default(8 * 1024 * 1024).describe('The longest delivery, in bytes.'),
});
export type Config = z.infer<typeof configSchema>;

/** What the command line says instead. */
export type Overrides = Partial<Pick<Config, 'host' | 'port'>>;

export async function readConfig(folder: string, environment: Readonly<Record<string, string | undefined>>, instead: Overrides = {}): Promise<Config> {
  const path = join(folder, configName);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return parseConfig(text, { path, folder, environment, instead });
}

export interface ConfigPlace {
  readonly path: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly instead?: Overrides | undefined;
}

export function parseConfig(text: string, { path, folder, environment, instead = {} }: ConfigPlace): Config {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw told(`${path} is not JSON: ${String(error instanceof Error ? error.message : error)}`, `${path} 不是有效的 JSON：${String(error instanceof Error ? error.message : error)}`);
  }
  const given = filled(raw, environment, path);
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) throw told(`${path} does not hold: ${issues(parsed.error, given, 'en')}`, `${path} 有误：${issues(parsed.error, given, 'zh')}`);
  const config = { ...parsed.data, ...instead };
  const [fault] = routingFaults(config.routing, config.channels);
  if (fault !== undefined) throw told(`${path} does not hold: ${fault.en}`, `${path} 有误：${fault.zh}`);
  const connections = Object.fromEntries(Object.entries(config.connections).map(([name, each]) => [name, each.type === 'files' ? { ...each, folder: resolve(folder, each.folder) } : each]));
  if (!isLoopback(config.host) && config.users.length + config.tokens.length === 0) {
    throw told(
      `${config.host} can be reached from elsewhere, and nobody would have to log in. Configure users or tokens in ${path}, or listen at 127.0.0.1.`,
      `其他机器可以访问 ${config.host}，但没有配置登录。请在 ${path} 中配置 users 或 tokens，或只监听 127.0.0.1。`,
    );
  }
  return { ...config, connections };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

const told = (en: string, zh: string): Trouble => new Trouble({ en, zh });

/** `${NAME}` in any text becomes what the environment says; nothing else of the environment is looked at. */
function filled(value: unknown, environment: Readonly<Record<string, string | undefined>>, path: string): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => {
      const found = environment[name];
      if (found === undefined) throw told(`${path} names \${${name}}, which the environment does not have. Set it before the server is started.`, `${path} 使用了 \${${name}}，但环境变量中没有它。请在启动服务器之前设置。`);
      return found;
    });
  }
  if (Array.isArray(value)) return value.map((each) => filled(each, environment, path));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, environment, path)]));
  return value;
}

/** What does not hold, by place; never with the value, which may be a secret. */
function issues(error: z.ZodError, given: unknown, lang: Lang): string {
  return error.issues
    .map((issue) => {
      const at = issue.path.join('.');
      if (issue.code !== 'unrecognized_keys') return `${at}${lang === 'en' && at !== '' ? ' ' : ''}${issueWithoutValue(issue, given)[lang]}`;
      return issue.keys
        .map((key) => {
          const near = closest(key, Object.keys(configSchema.shape));
          const where = at === '' ? key : `${at}.${key}`;
          return words((each) => (each === 'zh' ? `不认识 ${where}${near === undefined ? '' : `，是不是 ${near}？`}` : `${where} is not known${near === undefined ? '' : `; did you mean ${near}?`}`))[lang];
        })
        .join(lang === 'zh' ? '；' : '; ');
    })
    .join(lang === 'zh' ? '；' : '; ');
}
