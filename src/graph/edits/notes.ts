import { textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument, RuleNote } from '../document.ts';
import { pointSchema } from '../document.ts';
import type { Outcome } from './edit.ts';
import { changeItem, defineEdit, done, missingId, parts, unknown, wholePoint } from './edit.ts';
import { checkNewId, freshId } from './ids.ts';

export const addNote = defineEdit({
  args: z.object({ text: textSchema, at: pointSchema, size: pointSchema, id: z.string().optional() }),
  words: () => ({ en: 'Add a note', zh: '添加便签' }),
  apply(before, { text, at, size, id: wanted }) {
    const fault = wanted === undefined ? undefined : checkNewId(wanted, before.notes);
    if (fault !== undefined) return fault;
    const id = wanted ?? freshId(before.notes.map((note) => note.id), '', 'note');
    return done({ ...before, notes: [...before.notes, { id, text, at: wholePoint(at), size: wholePoint(size) }] }, [id]);
  },
});

export const editNote = defineEdit({
  args: z.object({ note: z.string(), text: textSchema }),
  words: () => ({ en: 'Edit a note', zh: '编辑便签' }),
  apply: (before, { note, text }) => change(before, note, (each) => ({ ...each, text })),
});

export const moveNote = defineEdit({
  args: z.object({ note: z.string(), at: pointSchema }),
  words: () => ({ en: 'Move a note', zh: '移动便签' }),
  apply: (before, { note, at }) => change(before, note, (each) => ({ ...each, at: wholePoint(at) })),
});

/** The place too, as a note may be drawn larger to the left or upwards. */
export const resizeNote = defineEdit({
  args: z.object({ note: z.string(), size: pointSchema, at: pointSchema.optional() }),
  words: () => ({ en: 'Resize a note', zh: '调整便签大小' }),
  apply: (before, { note, size, at }) =>
    change(before, note, (each) => ({ ...each, at: wholePoint(at ?? each.at), size: wholePoint(size) })),
});

export const removeNote = defineEdit({
  args: z.object({ note: z.string() }),
  words: () => ({ en: 'Remove a note', zh: '删除便签' }),
  apply(before, { note }) {
    if (missingId([note], before.notes) !== undefined) return unknown(parts.note, note);
    return done({ ...before, notes: before.notes.filter(({ id }) => id !== note) });
  },
});

function change(before: RuleDocument, id: string, how: (note: RuleNote) => RuleNote): Outcome {
  if (missingId([id], before.notes) !== undefined) return unknown(parts.note, id);
  return done({ ...before, notes: changeItem(before.notes, id, how) });
}
