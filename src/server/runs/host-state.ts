import { z } from '../../data/zod.ts';
import { storedDeliveries } from './deliveries.ts';
import type { Snapshot } from './snapshots.ts';

/** What a run's host keeps beside its engine. */
const hostState = z.object({ deployment: z.int(), positions: z.record(z.string(), z.json()), tables: z.record(z.string(), z.int()).default({}), deliveries: storedDeliveries });
export type HostState = z.infer<typeof hostState>;

export const hostStateOf = ({ host }: Snapshot): HostState => hostState.parse(host);
