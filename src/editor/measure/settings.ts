import { z } from '../../data/zod.ts';
import { parseDuration } from '../../data/duration.ts';
import { units } from '../../lab/measure/model.ts';
import type { MeasureOptions } from '../../lab/measure/model.ts';

/** How a person measures a graph: kept in this browser for each graph, as it is about their team and not about the rules. */

const cost = z.number().min(0).optional().catch(undefined);

export const drawable = ['shares', 'f1', 'falsePerTrue', 'alerts', 'amounts', 'cost'] as const;
export type Drawable = (typeof drawable)[number];

const settingsSchema = z.object({
  unit: z.enum(units).catch('event'),
  /** Names of the fields that keys are of; those of the first alert where left out. */
  key: z.array(z.string()).optional().catch(undefined),
  catching: z.enum(['lineage', 'key']).catch('lineage'),
  maturity: z.string().refine((text) => parseDuration(text) !== undefined).catch('0d'),
  /** `longest` is the longest window that the graph looks back over. */
  warmUp: z.string().refine((text) => text === 'longest' || parseDuration(text) !== undefined).catch('longest'),
  period: z.enum(['day', 'week']).catch('day'),
  /** The measure that is drawn over time. */
  drawn: z.enum(drawable).catch('shares'),
  review: cost,
  falseAlarm: cost,
  /** Percent of an amount that was missed. */
  missed: cost,
});

export type MeasureSettings = z.infer<typeof settingsSchema>;

export type ChangeSettings = (change: Partial<MeasureSettings>) => void;

/** What was kept, as far as it still makes sense. */
export function readSettings(text: string | null): MeasureSettings {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    return settingsSchema.catch(settingsSchema.parse({})).parse(kept);
  } catch {
    return settingsSchema.parse({});
  }
}

export function optionsOf({ unit, key, catching, maturity, warmUp, period, review, falseAlarm, missed }: MeasureSettings): MeasureOptions {
  return {
    unit,
    key,
    catching,
    maturity: parseDuration(maturity),
    warmUp: warmUp === 'longest' ? undefined : parseDuration(warmUp),
    period,
    costs: { review, falseAlarm, missed: missed === undefined ? undefined : missed / 100 },
  };
}
