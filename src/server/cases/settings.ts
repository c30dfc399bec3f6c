import type { Disposition } from '../../api/cases.ts';
import { caseSeverities } from '../../api/cases.ts';
import { parseDuration } from '../../data/duration.ts';
import type { Text } from '../../data/text.ts';
import { textSchema } from '../../data/schema.ts';
import type { Words } from '../../data/text.ts';
import { inLanguage } from '../../data/text.ts';
import { z } from '../../data/zod.ts';

/** How cases are handled on a server, where a rule does not say otherwise. */

const duration = z.string().transform((text, context) => {
  const read = parseDuration(text);
  if (read === undefined) context.addIssue({ code: 'custom', message: 'a duration such as 30s, 10m, 24h or 7d' });
  return read ?? 0;
});

const disposition = z.strictObject({
  id: z.string().min(1).max(60),
  name: textSchema,
  hint: textSchema.optional(),
  label: z.boolean().optional().describe('true: the alert was right; false: a false alarm; left out: it says nothing.'),
  closes: z.boolean().default(true).describe('Otherwise the case stays open and waits.'),
});

const about = {
  name: z.string().min(1).max(100).describe('What the trail says has done it.'),
  graph: z.string().optional(),
  rule: z.string().optional().describe('The id of the alert node.'),
  severity: z.array(z.enum(caseSeverities)).optional(),
};

const automaticRule = z.discriminatedUnion('when', [
  z.strictObject({ ...about, when: z.literal('opened').describe('A case begins.'), assign: z.string() }),
  z.strictObject({ ...about, when: z.literal('untaken').describe('Nobody took it in time.'), after: duration, raise: z.enum(caseSeverities).optional(), assign: z.string().optional() }),
  z.strictObject({ ...about, when: z.literal('cleared').describe('A later event raises an alert of the same key at this node.'), by: z.string().describe('The id of the alert node that clears it.'), close: z.string().describe('The disposition.') }),
  z.strictObject({ ...about, when: z.literal('quiet').describe('No further alert came for so long, and nobody took it.'), after: duration, close: z.string().describe('The disposition.') }),
]);
export type AutomaticRule = z.output<typeof automaticRule>;

const usual = [
  { id: 'confirmed', name: { en: 'Confirmed', zh: '确认属实' }, hint: { en: 'The alert was right', zh: '预警正确' }, label: true },
  { id: 'false-alarm', name: { en: 'False alarm', zh: '误报' }, hint: { en: 'Nothing was wrong', zh: '并无异常' }, label: false },
  { id: 'not-sure', name: { en: 'Not sure yet', zh: '尚不确定' }, hint: { en: 'Keep it open and wait', zh: '保持打开，继续观察' }, closes: false },
];

export const casesConfigSchema = z.strictObject({
  due: z
    .strictObject({ critical: duration.prefault('1h'), high: duration.prefault('4h'), medium: duration.prefault('1d'), low: duration.prefault('3d') })
    .prefault({})
    .describe('How soon a case is to be dealt with, by severity.'),
  dispositions: z.array(disposition).min(1).prefault(usual).describe('What a case can turn out to be, where its rule has no words of its own.'),
  automatic: z.array(automaticRule).default([]).describe('Rules on cases. What they do stands in the trail under their name.'),
});
export type CasesConfig = z.output<typeof casesConfigSchema>;

export const bothLanguages = (text: Text): Words => ({ en: inLanguage(text, 'en'), zh: inLanguage(text, 'zh') });

export const dispositionsOf = (given: readonly z.output<typeof disposition>[]): readonly Disposition[] =>
  given.map(({ id, name, hint, label, closes }) => ({ id, name: bothLanguages(name), closes, ...(hint === undefined ? {} : { hint: bothLanguages(hint) }), ...(label === undefined ? {} : { label }) }));
