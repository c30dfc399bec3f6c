import { z } from '../../data/zod.ts';
import { documentSchema } from '../document.ts';
import { defineEdit, done } from './edit.ts';

/** The graph as it was in a version, in place of what it is now. It stays the same graph: its id is its own. */
export const returnTo = defineEdit({
  args: z.object({ version: z.int().min(1), document: documentSchema }),
  words: ({ version }) => ({ en: `Return to version ${version}`, zh: `恢复到版本 ${version}` }),
  apply: (before, { document }) => done({ ...document, id: before.id }),
});
