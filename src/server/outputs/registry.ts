import type { Words } from '../../data/text.ts';
import { settingFault } from '../../kinds/shared/setting-faults.ts';
import type { aboutTargets } from '../../kinds/output/targets/registry.ts';
import { file } from './file.ts';
import { list } from './list.ts';
import type { OutputKind } from './output.ts';
import { table } from './table.ts';
import { topic } from './topic.ts';
import { webhook } from './webhook.ts';

/** The ways for rows to leave, by the type of the target that graphs name. */
export const outputKinds = { file, webhook, topic, list, table } satisfies Record<keyof typeof aboutTargets, OutputKind>;

export type ChosenOutput = { readonly kind: OutputKind; readonly settings: unknown } | { readonly why: Words };

/** What a graph asks for as `target`, or why there is no such thing. */
export function chosenOutput(target: { readonly type: string; readonly settings: unknown }): ChosenOutput {
  const kind = Object.entries<OutputKind>(outputKinds).find(([type]) => type === target.type)?.[1];
  if (kind === undefined) return { why: { en: `There is no output “${target.type}”`, zh: `没有输出类型“${target.type}”` } };
  const parsed = kind.settings.safeParse(target.settings);
  return parsed.success ? { kind, settings: parsed.data } : { why: settingFault(kind, target.settings) };
}
