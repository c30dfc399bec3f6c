import { parseDuration } from '../../data/duration.ts';
import { languages } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { severities } from '../../kinds/shared/severity.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import { z } from '../../data/zod.ts';
import type { ChannelKind, Limit } from './channel.ts';
import { hoursSchema } from './hours.ts';
import type { Hours } from './hours.ts';
import { channelKinds, kindOf } from './registry.ts';
import type { Routing } from './routing.ts';

/** A channel as the configuration has it. */
export interface ConfiguredChannel {
  readonly kind: ChannelKind;
  readonly settings: unknown;
  readonly lang: Lang;
  /** Whether those who read it may see sensitive values. */
  readonly sensitive: boolean;
  readonly limits: readonly Limit[];
  readonly quiet: Quiet | undefined;
}

/** Hours in which nobody is to be disturbed: what comes then is told at their end. */
export interface Quiet {
  readonly hours: Hours;
  /** But for these. */
  readonly through: readonly AlertSeverity[];
}

const duration = z.string().refine((text) => (parseDuration(text) ?? 0) > 0, { message: 'a duration such as 30s, 10m, 24h or 7d', params: { zh: '时长，例如 30s、10m、24h 或 7d' } });

const shared = z.object({
  lang: z.enum(languages).default('en').describe('The language it speaks.'),
  sensitive: z.boolean().default(false).describe('Whether sensitive values may stand in what it sends.'),
  limits: z
    .array(z.strictObject({ messages: z.int().min(1).max(100_000), per: duration }))
    .min(1)
    .optional()
    .describe('In place of those of its kind: fewer, or more where the other side allows it.'),
  quiet: hoursSchema.extend({ through: z.array(z.enum(severities)).default([]).describe('What is told all the same.') }).optional().describe('Hours in which nothing is sent; what came is told at their end.'),
});
export const sharedSettings = shared;

const types = Object.keys(channelKinds).filter((type) => type !== 'inbox');

/** Each kind takes its own settings, and those that all take. */
export const channelSchema = z.looseObject({ type: z.enum(types) }).transform((given, context): ConfiguredChannel => {
  const kind = kindOf(given.type);
  if (kind === undefined) return z.NEVER;
  const common = Object.keys(shared.shape);
  const { type: _, ...rest } = given;
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => !common.includes(name)));
  const [forAll, settings] = [shared.safeParse(given), kind.settings.safeParse(own)];
  for (const issue of [...(forAll.error?.issues ?? []), ...(settings.error?.issues ?? [])]) {
    context.issues.push({ ...issue, input: given } as z.core.$ZodRawIssue);
  }
  if (!forAll.success || !settings.success) return z.NEVER;
  const { lang, sensitive, limits, quiet } = forAll.data;
  return {
    kind,
    settings: settings.data,
    lang,
    sensitive,
    limits: limits?.map(({ messages, per }) => ({ messages, per: parseDuration(per) ?? 0 })) ?? kind.limits,
    quiet: quiet === undefined ? undefined : quietOf(quiet),
  };
});

const quietOf = ({ through, ...hours }: Hours & { readonly through: readonly AlertSeverity[] }): Quiet => ({ hours, through });

/** It is there without being configured. */
export const inboxName = 'inbox';

/** Channels that routes name and nobody has configured. */
export function routingFaults({ routes, fallback }: Routing, channels: Readonly<Record<string, unknown>>): readonly Words[] {
  const known = new Set([inboxName, ...Object.keys(channels)]);
  const missing = [...new Set([...routes.flatMap(({ to }) => to), ...fallback])].filter((name) => !known.has(name));
  return [
    ...missing.map((name) => ({ en: `routing names the channel “${name}”, which is not among the channels: ${[...known].join(', ')}`, zh: `routing 引用了渠道“${name}”，但 channels 中没有它，已有：${[...known].join('、')}` })),
    ...(Object.hasOwn(channels, inboxName) ? [{ en: 'channels.inbox: the inbox is there anyway; choose another name', zh: 'channels.inbox：收件箱始终存在，请换一个名字' }] : []),
  ];
}
