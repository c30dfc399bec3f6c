/** The list with one item at another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const order = [...items];
  order.splice(to, 0, ...order.splice(from, 1));
  return order;
}

/** Where an item that is dragged to a height would come to stand, given the middles of all, from the top. */
export function placeAt(height: number, middles: readonly number[], from: number): number {
  const above = middles.filter((middle, index) => index !== from && middle < height).length;
  return Math.min(above, middles.length - 1);
}
