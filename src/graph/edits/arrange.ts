import type { Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import { pointSchema } from '../document.ts';
import { defineEdit } from './edit.ts';
import { move } from './nodes.ts';

/** Moves that are worked out for a person, not made by hand. */

export const alignments = {
  left: { en: 'Align left', zh: '靠左对齐' },
  centre: { en: 'Align centres', zh: '水平居中对齐' },
  right: { en: 'Align right', zh: '靠右对齐' },
  top: { en: 'Align tops', zh: '靠上对齐' },
  middle: { en: 'Align middles', zh: '垂直居中对齐' },
  bottom: { en: 'Align bottoms', zh: '靠下对齐' },
  across: { en: 'Spread evenly across', zh: '横向均匀分布' },
  down: { en: 'Spread evenly down', zh: '纵向均匀分布' },
} as const satisfies Record<string, Words>;

export type Alignment = keyof typeof alignments;

const positions = z.record(z.string(), pointSchema);
const how = z.enum(['left', 'centre', 'right', 'top', 'middle', 'bottom', 'across', 'down'] satisfies Alignment[]);

export const align = defineEdit({
  args: z.object({ how, nodes: positions.default({}), notes: positions.default({}) }),
  words: (args) => alignments[args.how],
  apply: (before, places) => move(before, places),
});

export const tidy = defineEdit({
  args: z.object({ nodes: positions, notes: positions.default({}) }),
  words: () => ({ en: 'Tidy up', zh: '整理布局' }),
  apply: (before, places) => move(before, places),
});
