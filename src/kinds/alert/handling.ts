import { jsonSchema, textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import { targetTypes } from '../output/kind.ts';
import { durationSchema } from '../shared/schema.ts';

/** How cases of an alert’s rule are dealt with, where that differs from what is usual on the server. */

const id = z.string().min(1).max(60);

export const handlingSchema = z.looseObject({
  due: durationSchema.optional().describe('How soon a case of this rule is to be dealt with, whatever its severity.'),
  dispositions: z
    .array(
      z.looseObject({
        id,
        name: textSchema,
        hint: textSchema.optional(),
        label: z.boolean().optional().describe('true: the alert was right; false: a false alarm; left out: it says nothing.'),
        closes: z.boolean().optional().describe('false: the case stays open and waits.'),
      }),
    )
    .optional()
    .describe('What a case can turn out to be.'),
  steps: z
    .array(
      z.looseObject({
        id,
        name: textSchema,
        hint: textSchema.optional(),
        action: z
          .looseObject({ type: z.enum(targetTypes), settings: z.record(z.string(), jsonSchema) })
          .optional()
          .describe('Sends the latest alert of the case there, as an output node would, once somebody has confirmed it.'),
      }),
    )
    .optional()
    .describe('What to do next, in this order.'),
});
export type Handling = z.infer<typeof handlingSchema>;
