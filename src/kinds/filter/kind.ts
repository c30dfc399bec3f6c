import { expressionSchema } from '../../data/schema.ts';
import { pick } from '../../data/text.ts';
import { eventWords, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import { checkExpression, compileExpression, expressionReferences, renameExpression } from '../shared/expressions.ts';
import { problem } from '../shared/problems.ts';
import { expressionInWords } from '../shared/sentences.ts';
import { inputOf, isConnected } from '../shared/streams.ts';
import { matchOut, restOut, rowsIn, said } from '../shared/words.ts';

/** Parts the rows in two: those for which a condition holds, and the rest. */

const config = z.looseObject({
  when: expressionSchema.optional().describe('Which rows leave by `match`. A node without it has a problem.'),
});
type Config = z.infer<typeof config>;

export const filter = defineKind<Config>({
  version: 1,
  family: 'transform',
  title: said('Filter', '筛选'),
  summary: said('Keep the rows that match', '只留下符合条件的行'),
  config,
  blank: () => ({}),
  ports: () => ({ inputs: [rowsIn], outputs: [matchOut, restOut] }),
  flow: (_, around) => ({ match: inputOf(around), rest: inputOf(around) }),

  check({ when }, around) {
    if (when === undefined) return [problem(around, { code: 'no-condition', en: 'Say which rows to keep', zh: '请说明要留下哪些行', at: ['when'] })];
    return isConnected(around) ? checkExpression(when, inputOf(around), around, 'boolean', ['when'], { forRule: true }) : [];
  },

  steps({ when }, around, wiring) {
    const { node } = around;
    const branches = when === undefined ? [] : [{ port: 'match', when: compileExpression(when, inputOf(around), around) }];
    return {
      steps: [{ op: 'select', id: node, node, input: wiring.input('in'), branches }],
      outputs: { match: `${node}.match`, rest: `${node}.rest` },
    };
  },

  describe({ when }, around, lang) {
    const stream = inputOf(around);
    const { many } = eventWords(stream.event, lang);
    if (when === undefined) return pick(lang, `Keeps some of the ${many}`, zh`只留下一部分${many}`);
    const condition = expressionInWords(when, stream, around, lang);
    return pick(lang, `Only ${many} where ${condition}`, zh`只留${condition}的${many}`);
  },

  references: ({ when }) => expressionReferences(when, 'in', ['when']),
  rewrite: (settings, renames) => ({
    ...settings,
    ...(settings.when === undefined ? {} : { when: renameExpression(settings.when, renames) }),
  }),
});
