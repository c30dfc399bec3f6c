import type { Json } from '../../data/json.ts';
import type { Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import { durationSchema } from './schema.ts';

/** What a graph names with settings of its own: where events come from, where rows go. Forms, pages and checks are made from it. */
export interface Described<Settings = unknown> {
  /** What a graph calls it. */
  readonly type: string;
  readonly title: Words;
  /** What it does, in a sentence or two. */
  readonly summary: Words;
  /** What a graph may say of it. Addresses and secrets stand in the server's configuration. */
  readonly settings: z.ZodType<Settings>;
  /** The type of the connection that it takes; undefined where it needs none. */
  readonly connection?: ConnectionType | undefined;
  /** Settings that are of use, and a connection that they go with. */
  readonly example: { readonly settings: Readonly<Record<string, Json>>; readonly connection?: ExampleConnection | undefined };
}

/** What a server can be connected to. */
export const connectionTypes = ['http', 'postgresql', 'kafka', 'mqtt', 'files'] as const;
export type ConnectionType = (typeof connectionTypes)[number];

export type ExampleConnection = Readonly<Record<string, Json>> & { readonly type: ConnectionType };

/** What a form needs to know of a setting beyond what its schema tells. */
export interface SettingForm {
  /** What it is where it is left out, as it would be written. */
  readonly usual?: string | number | undefined;
  /** What its values are called. */
  readonly choices?: Readonly<Record<string, Words>> | undefined;
  /** How it is typed, where its type does not tell. */
  readonly form?: 'duration' | 'lines' | 'code' | undefined;
}

/** A setting as forms and pages show it: what it is called, and what it is for. */
export const setting = <S extends z.ZodType>(schema: S, label: Words, help: Words, form: SettingForm = {}): S =>
  schema.meta({ label, help, description: help.en, ...form });

export const duration = (label: Words, help: Words, usual?: string): z.ZodOptional<typeof durationSchema> =>
  setting(durationSchema.optional(), label, help, { form: 'duration', ...(usual === undefined ? {} : { usual }) });

export const connectionName = setting(
  z.string().min(1).max(100).optional(),
  { en: 'Connection', zh: '连接' },
  { en: 'The name of a connection in the server’s configuration; not needed where there is only one of its type.', zh: '服务器配置中的连接名；该类型只有一个连接时可不填。' },
);

export const rowsPath = setting(
  z.string().max(500).optional(),
  { en: 'Path to the rows', zh: '行所在路径' },
  { en: 'Where the rows stand in what comes, such as `data.items`; all of it where left out.', zh: '行在内容中的位置，如 `data.items`；不填则整个内容就是行。' },
  { form: 'code' },
);

/** What is wrong with settings that do not go together, as a schema is told. */
export const amiss = (en: string, zh: string, at: string): { readonly message: string; readonly params: object; readonly path: string[] } => ({
  message: en,
  params: { zh, whole: true },
  path: [at],
});
