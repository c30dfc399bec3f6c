import { closest } from '../../data/closest.ts';
import { words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import { issueInWords } from '../../graph/issues.ts';
import type { Described, SettingForm } from './settings.ts';

/** What is wrong with the settings of a connector or a target, and which one it is about. */
export interface SettingFault {
  readonly name: string;
  readonly words: Words;
  /** There is no such setting: it can only be taken away. */
  readonly unknown?: true;
}

/** Each setting at most once. */
export function settingFaults({ settings: schema }: Pick<Described, 'settings'>, settings: unknown): readonly SettingFault[] {
  const { error } = schema.safeParse(settings);
  const labels = labelsOf(schema);
  const faults = (error?.issues ?? []).flatMap((issue): readonly SettingFault[] => {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return issue.keys.map((name) => ({ name, words: noSuchSetting(name, [...labels.keys()]), unknown: true }));
    const name = String(issue.path[0] ?? '');
    const label = labels.get(name) ?? { en: name, zh: name };
    const what = issueInWords(issue, settings);
    return [{ name, words: { en: `“${label.en}” ${what.en}`, zh: `“${label.zh}”${what.zh}` } }];
  });
  return faults.filter(({ name }, at) => faults.findIndex((each) => each.name === name) === at);
}

/** The first of them, where there is any. */
export const settingFault = (described: Pick<Described, 'settings'>, settings: unknown): Words =>
  settingFaults(described, settings)[0]?.words ?? { en: 'The settings will not do', zh: '设置不可用' };

function noSuchSetting(name: string, known: readonly string[]): Words {
  const near = closest(name, known);
  return words((lang) => {
    if (lang === 'zh') return `没有设置项“${name}”${near === undefined ? '' : `，是不是“${near}”？`}`;
    return `There is no setting “${name}”${near === undefined ? '' : `: is it “${near}”?`}`;
  });
}

/** What a setting says of itself, as its JSON Schema has it. */
export type DescribedProperty = z.core.JSONSchema.BaseSchema & SettingForm & { readonly label?: Words | undefined; readonly help?: Words | undefined };

export interface SettingsShape {
  readonly properties: Readonly<Record<string, DescribedProperty>>;
  readonly required: readonly string[];
}

export function shapeOf(schema: z.ZodType): SettingsShape {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { properties: properties as Readonly<Record<string, DescribedProperty>>, required };
}

const labelsOf = (schema: z.ZodType): ReadonlyMap<string, Words> =>
  new Map(Object.entries(shapeOf(schema).properties).map(([name, { label }]) => [name, label ?? { en: name, zh: name }]));
