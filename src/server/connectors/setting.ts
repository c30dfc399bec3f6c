import type { Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import { durationSchema } from '../../kinds/shared/schema.ts';

/** Settings as panels and pages show them: what they are called, and what they are for, in both languages. */

export const setting = <S extends z.ZodType>(schema: S, label: Words, help: Words): S => schema.meta({ label, help, description: help.en });

export const connectionName = setting(
  z.string().min(1).max(100).optional(),
  { en: 'Connection', zh: '连接' },
  { en: 'The name of a connection in the server’s configuration; not needed where there is only one of its type.', zh: '服务器配置中的连接名；该类型只有一个连接时可不填。' },
);

export const rowsPath = setting(
  z.string().max(500).optional(),
  { en: 'Path to the rows', zh: '行所在路径' },
  { en: 'Where the rows stand in what comes, such as `data.items`; all of it where left out.', zh: '行在内容中的位置，如 `data.items`；不填则整个内容就是行。' },
);

export const duration = (label: Words, help: Words): z.ZodOptional<typeof durationSchema> => setting(durationSchema.optional(), label, help);
