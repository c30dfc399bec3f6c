import type { TargetType } from '../kind.ts';
import type { AboutTarget } from './about.ts';
import { file } from './file.ts';
import { list } from './list.ts';
import { table } from './table.ts';
import { topic } from './topic.ts';
import { webhook } from './webhook.ts';

/** The ways for rows to leave, by the type of the target that graphs name. */
export const aboutTargets = { file, webhook, topic, list, table } satisfies Record<TargetType, AboutTarget>;

export const targetNamed = (type: string): AboutTarget | undefined => Object.entries<AboutTarget>(aboutTargets).find(([each]) => each === type)?.[1];
