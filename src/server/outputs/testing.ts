import { idOf } from '../../data/hash.ts';
import type { SentShape } from '../../lab/sent-rows.ts';
import type { Connections } from '../connections/connection.ts';
import type { OpenOutput, OutputKind, SentRow } from './output.ts';

/** What tests of outputs share. */

export const shape: SentShape = {
  fields: [{ name: 'card', type: 'text' }, { name: 'seen', type: 'time' }, { name: 'amount', type: 'number', decimals: 2 }],
  values: [{ name: 'percent', type: 'number' }],
};

export const sentRow = (nth: number, card = `c${nth}`): SentRow => ({
  id: idOf([String(nth)]), time: 1_760_000_000_000 + nth,
  row: { card, seen: 1_760_000_000_000 + nth, amount: nth },
  outcome: { type: 'discount', values: { percent: nth % 10 } },
});

export const noLists = { named: () => undefined, create: () => undefined, changeBy: () => undefined, changed: () => undefined };

export function openedOutput<Settings>(kind: OutputKind<Settings>, settings: unknown, connections: Connections, now: () => number = Date.now): Promise<OpenOutput> {
  return kind.open(kind.settings.parse(settings), { graph: 'offers', node: 'send', shape, connections, lists: noLists, now, signal: new AbortController().signal });
}
