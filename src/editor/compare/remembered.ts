import { z } from '../../data/zod.ts';
import type { Comparing } from '../state/contract/session.ts';

/** What a graph is compared with, and for how many alerts a day: kept in this browser for each graph. A file is not. */

const rememberedSchema = z.object({
  to: z
    .union([z.object({ type: z.literal('version'), number: z.number().int() }), z.object({ type: z.literal('graph'), key: z.string() })])
    .optional()
    .catch(undefined),
  capacity: z.number().int().min(0).optional().catch(undefined),
});

export const placeOfComparing = (graph: string): string => `ruleloom.compare.${graph}`;

/** What was kept, as far as it still makes sense. */
export function readComparing(text: string | null): Comparing {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    const { to, capacity } = rememberedSchema.catch({}).parse(kept);
    return { to, capacity };
  } catch {
    return { to: undefined, capacity: undefined };
  }
}

export const writtenComparing = ({ to, capacity }: Comparing): string => JSON.stringify({ to: to?.type === 'file' ? undefined : to, capacity });
