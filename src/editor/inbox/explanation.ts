import { z } from '../../data/zod.ts';
import type { Lang } from '../../data/text.ts';

/** What the words of an explanation have that is read beside an alert. */

const told = z.object({
  alert: z.object({ facts: z.array(z.string()), unless: z.array(z.string()), held: z.array(z.string()) }).optional(),
  summary: z.array(z.string()),
});
const explanation = z.object({ words: z.object({ en: told, zh: told }) });

export type Told = Readonly<Record<Lang, { readonly facts: readonly string[]; readonly unless: readonly string[] }>>;

/** Undefined where there is nothing that could be told. */
export function toldIn(explanations: readonly unknown[]): Told | undefined {
  const found = explanation.safeParse(explanations[0]).data?.words;
  if (found === undefined) return undefined;
  const one = ({ alert, summary }: z.infer<typeof told>): Told[Lang] => (alert === undefined ? { facts: summary, unless: [] } : { facts: [...alert.facts, ...alert.held], unless: alert.unless });
  return { en: one(found.en), zh: one(found.zh) };
}
