import { cents } from './people.ts';

/** Things that shops sell, with invented names. */

export interface Product {
  readonly name: string;
  readonly category: string;
  readonly price: number;
}

const shelves: Readonly<Record<string, { readonly things: readonly string[]; readonly from: number; readonly to: number }>> = {
  kitchen: { things: ['kettle', 'pan', 'knife set', 'blender', 'toaster', 'scale'], from: 19, to: 149 },
  garden: { things: ['planter', 'hose', 'lantern', 'bench', 'trowel', 'parasol'], from: 9, to: 219 },
  sports: { things: ['yoga mat', 'dumbbells', 'backpack', 'running shoes', 'bottle', 'tent'], from: 12, to: 260 },
  electronics: { things: ['headphones', 'speaker', 'charger', 'keyboard', 'monitor', 'tablet'], from: 25, to: 480 },
  clothing: { things: ['jacket', 'jeans', 'scarf', 'shirt', 'boots', 'jumper'], from: 15, to: 180 },
  toys: { things: ['puzzle', 'blocks', 'kite', 'train set', 'board game', 'robot'], from: 8, to: 95 },
  beauty: { things: ['face cream', 'shampoo', 'perfume', 'hair dryer', 'brush', 'soap'], from: 5, to: 110 },
  home: { things: ['lamp', 'blanket', 'mirror', 'rug', 'shelf', 'clock'], from: 14, to: 320 },
};

const makers = ['Arlo & Finch', 'Bramblewood', 'Corvana', 'Dunmere', 'Evalund'];

export const categories: readonly string[] = Object.keys(shelves);

/** In an order that mixes neither categories nor things: category by category. */
export const products: readonly Product[] = Object.entries(shelves).flatMap(([category, { things, from, to }]) =>
  makers.flatMap((maker, rank) =>
    things.map((thing, place) => {
      const share = ((place * 5 + rank * 7 + 3) % 30) / 30;
      return { name: `${maker} ${thing}`, category, price: cents(Math.round(from + (to - from) * share * share) - 0.01) };
    }),
  ),
);

export const productsPerCategory = products.length / categories.length;
