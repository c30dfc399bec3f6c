import { z } from '../data/zod.ts';

/** Words of the product, in every language it speaks. */
export const wordsSchema = z.strictObject({ en: z.string(), zh: z.string() });

/** Why a request was not done: problem details as of RFC 9457. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe('`urn:ruleloom:` and the code.'),
    title: z.string(),
    status: z.int(),
    /** What is wrong and what to do about it, in the language the caller asked for. */
    detail: z.string().optional(),
    code: z.string().describe('Stable, in kebab case.'),
    /** The same in each language. */
    words: wordsSchema.optional(),
    problems: z
      .array(z.looseObject({ code: z.string(), severity: z.enum(['error', 'warning', 'hint']), message: wordsSchema, node: z.string().optional(), field: z.string().optional() }))
      .optional()
      .describe('What is wrong with a graph, one by one.'),
  })
  .meta({ id: 'Problem' });
export type ApiProblem = z.infer<typeof problemSchema>;
