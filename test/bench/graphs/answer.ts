/** What each contender must come to: the alerts, and how many payments fell into each band. */
export interface Answer {
  readonly alerts: readonly FraudAlert[];
  readonly review: number;
  readonly block: number;
}

export interface FraudAlert {
  readonly node: string;
  readonly time: number;
  readonly key: string;
  readonly title: string;
  readonly message: string;
  readonly heldBack: number;
}

/** As one text: how many there are, and a hash of them in their order. */
export function inShort({ alerts, review, block }: Answer): string {
  let hash = 0x811c9dc5;
  for (const { node, time, key, title, message, heldBack } of alerts) {
    const text = `${node}|${time}|${key}|${title}|${message}|${heldBack}\n`;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return `${alerts.length} alerts ${(hash >>> 0).toString(16)}, ${review} to review, ${block} to block`;
}

export const blockedDevices = ['d-vmvyw5ms', 'd-4k7tq2wd', 'd-9x3mhb6f', 'd-z2p8rj5c'];

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What a contender knows of a payment that may be worth an alert. */
export interface Judged {
  readonly time: number;
  readonly card: string;
  readonly amount: string;
  readonly merchant: string;
  readonly country: string;
  readonly small: number;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Alerts once per card and period, which tell of those held back before. */
export interface Desk {
  readonly alerts: FraudAlert[];
  readonly testing: (of: Judged) => void;
  readonly fraud: (of: Judged) => void;
}

export function newDesk(): Desk {
  const alerts: FraudAlert[] = [];
  const once = (period: number): ((card: string, time: number) => number) => {
    const sent = new Map<string, { time: number; held: number }>();
    return (card, time) => {
      const last = sent.get(card);
      if (last !== undefined && last.time > time - period) {
        last.held += 1;
        return -1;
      }
      const held = last?.held ?? 0;
      sent.set(card, { time, held: 0 });
      return held;
    };
  };
  const heldTests = once(hour);
  const heldFrauds = once(day);
  return {
    alerts,
    testing: ({ time, card, small, merchant }) => {
      const heldBack = heldTests(card, time);
      if (heldBack < 0) return;
      const message = `${small} payments under €5 in 10 minutes, the last one at ${merchant}. Block the card before the large ones come.`;
      alerts.push({ node: 'testing-alert', time, key: card, title: `Card testing on ${card}`, message, heldBack });
    },
    fraud: ({ time, card, amount, merchant, country, score, reasons }) => {
      const heldBack = heldFrauds(card, time);
      if (heldBack < 0) return;
      const message = `Score ${score} for ${amount} EUR at ${merchant}, ${country}. Why: ${reasons.join('; ')}`;
      alerts.push({ node: 'fraud-alert', time, key: card, title: `Likely fraud: ${amount} EUR on ${card}`, message, heldBack });
    },
  };
}

/** How far an amount is from what the card usually pays; 0 where that is not known. */
export function timesUsual(amount: number, sumOfCents: number, count: number): number {
  if (count < 10 || sumOfCents <= 0) return 0;
  const ratio = Math.min(amount / (sumOfCents / (100 * count)), 1_000_000);
  return Math.floor(ratio * 1_000_000 + 0.5) / 1_000_000;
}
