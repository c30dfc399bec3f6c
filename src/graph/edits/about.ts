import { textSchema } from '../../data/schema.ts';
import { languages } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import { defineEdit, done, quote } from './edit.ts';

/** What a document says of itself. */

export const setName = defineEdit({
  args: z.object({ name: textSchema }),
  words: ({ name }) => quote('Rename the graph to', '将规则图重命名为', { name }),
  apply: (before, { name }) => done({ ...before, name }),
});

/** Left out, there is no description any more. */
export const setDescription = defineEdit({
  args: z.object({ description: textSchema.optional() }),
  words: () => ({ en: 'Change the description', zh: '修改说明' }),
  apply(before, { description }) {
    const { description: _, ...rest } = before;
    return done(description === undefined ? rest : { ...before, description });
  },
});

export const setLang = defineEdit({
  args: z.object({ lang: z.enum(languages) }),
  words: ({ lang }) =>
    lang === 'zh' ? { en: 'Write alerts in Chinese', zh: '预警改用中文' } : { en: 'Write alerts in English', zh: '预警改用英文' },
  apply: (before, { lang }) => done({ ...before, lang }),
});
