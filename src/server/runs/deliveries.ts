import { z } from '../../data/zod.ts';

/** What a sender is told of a delivery. */
export interface Receipt {
  /** Its entry in the journal. */
  readonly number: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** A second delivery of the same name within these bounds is answered as the first was, and not taken again. */
const longest = 24 * 60 * 60 * 1000;
const most = 100_000;

const known = z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()]);
export const storedDeliveries = z.array(known);

/** Deliveries by the names that their senders gave them. */
export interface Deliveries {
  readonly find: (key: string) => Receipt | undefined;
  readonly add: (key: string, at: number, receipt: Receipt) => void;
  readonly stored: () => z.infer<typeof storedDeliveries>;
}

export function knownDeliveries(stored: z.infer<typeof storedDeliveries> = []): Deliveries {
  const byKey = new Map(stored.map(([key, at, number, accepted, rejected]) => [key, { at, receipt: { number, accepted, rejected } }]));
  const forget = (now: number): void => {
    for (const [key, { at }] of byKey) {
      if (byKey.size <= most && at > now - longest) return;
      byKey.delete(key);
    }
  };
  return {
    find: (key) => byKey.get(key)?.receipt,
    add: (key, at, receipt) => {
      byKey.delete(key);
      byKey.set(key, { at, receipt });
      forget(at);
    },
    stored: () => [...byKey].map(([key, { at, receipt: { number, accepted, rejected } }]) => [key, at, number, accepted, rejected]),
  };
}
