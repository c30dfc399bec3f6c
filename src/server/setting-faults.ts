import type { Words } from '../data/text.ts';
import type { z } from '../data/zod.ts';

/** What is wrong with the settings of a connector or an output: the first of it. */
export function settingFault({ issues }: z.ZodError): Words {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys') {
    const [name] = issue.keys;
    return { en: `There is no setting “${name}”`, zh: `没有设置项“${name}”` };
  }
  const name = issue?.path.join('.') ?? '';
  const message = issue?.message ?? '';
  return { en: `The setting “${name}” will not do: ${message}`, zh: `设置项“${name}”不可用：${message}` };
}
