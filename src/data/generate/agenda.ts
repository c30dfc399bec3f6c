/** What is going to happen, soonest first; what is planned for one moment happens in the order it was planned. */
export interface Agenda {
  readonly items: Item[];
  planned: number;
}

interface Item {
  readonly at: number;
  readonly order: number;
  /** Returns the stream it wrote an event to, or `nothing`. */
  readonly run: (at: number) => number;
}

export const nothing = -1;

export const newAgenda = (): Agenda => ({ items: [], planned: 0 });

export const nextAt = ({ items }: Agenda): number => items[0]?.at ?? Infinity;

export function plan(agenda: Agenda, at: number, run: (at: number) => number): void {
  const { items } = agenda;
  const item = { at, order: (agenda.planned += 1), run };
  let place = items.length;
  items.push(item);
  while (place > 0) {
    const up = (place - 1) >> 1;
    const parent = items[up];
    if (parent === undefined || before(parent, item)) break;
    items[place] = parent;
    place = up;
  }
  items[place] = item;
}

/** Takes the next item and runs it. */
export function runNext(agenda: Agenda): number {
  const { items } = agenda;
  const [first] = items;
  const last = items.pop();
  if (first === undefined || last === undefined) return nothing;
  if (items.length > 0) sink(items, last);
  return first.run(first.at);
}

function sink(items: Item[], item: Item): void {
  let place = 0;
  for (;;) {
    let down = place * 2 + 1;
    let child = items[down];
    const right = items[down + 1];
    if (child !== undefined && right !== undefined && before(right, child)) {
      child = right;
      down += 1;
    }
    if (child === undefined || before(item, child)) break;
    items[place] = child;
    place = down;
  }
  items[place] = item;
}

const before = (a: Item, b: Item): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
