import { expressionSchema, textSchema } from '../../data/schema.ts';
import { pick } from '../../data/text.ts';
import { capitalised, eventWords, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import { checkExpression, compileExpression, expressionReferences, renameExpression } from '../shared/expressions.ts';
import { problem } from '../shared/problems.ts';
import { checkReasons, foreignReferences, reasonOf, renameReason, withReasons } from '../shared/reasons.ts';
import { expressionInWords } from '../shared/sentences.ts';
import { inputOf, isConnected } from '../shared/streams.ts';
import { checkTemplate, planTemplate } from '../shared/templates.ts';
import { matchOut, restOut, rowsIn, said } from '../shared/words.ts';

/** A named rule: the rows for which a condition holds leave with the reason why. */

const config = z.looseObject({
  when: expressionSchema.optional().describe('Rows for which it holds leave by `match`, with the reason; all others by `rest`.'),
  reason: textSchema.optional().describe('Words for why, with {field} placeholders; the name of the node where left out.'),
});
type Config = z.infer<typeof config>;

const nothingOwn: ReadonlySet<string> = new Set();

export const condition = defineKind<Config>({
  version: 1,
  family: 'rule',
  title: said('Condition', '条件'),
  summary: said('One named rule, yes or no', '一条有名字的规则，是或否'),
  config,
  blank: () => ({}),
  ports: () => ({ inputs: [rowsIn], outputs: [matchOut, restOut] }),

  flow({ reason }, around) {
    const rows = withReasons(inputOf(around), around, [reasonOf(reason, around)]);
    return { match: rows, rest: rows };
  },

  check({ when, reason }, around) {
    if (when === undefined) return [problem(around, { code: 'no-condition', en: 'Say when the rule matches', zh: '请说明规则何时命中', at: ['when'] })];
    if (!isConnected(around)) return [];
    const stream = inputOf(around);
    return [
      ...checkExpression(when, stream, around, 'boolean', ['when'], { forRule: true }),
      ...(reason === undefined ? [] : checkTemplate(reason, stream, around, ['reason'])),
      ...checkReasons(stream, around),
    ];
  },

  steps({ when, reason }, around, wiring) {
    const { node, lang } = around;
    const why = planTemplate(reasonOf(reason, around), lang);
    const branches = when === undefined ? [] : [{ port: 'match', when: compileExpression(when, inputOf(around), around), ...(why.length === 0 ? {} : { reason: why }) }];
    return {
      steps: [{ op: 'select', id: node, node, input: wiring.input('in'), branches }],
      outputs: { match: `${node}.match`, rest: `${node}.rest` },
    };
  },

  describe({ when }, around, lang) {
    const stream = inputOf(around);
    const { one, many } = eventWords(stream.event, lang);
    if (when === undefined) return pick(lang, `A rule for ${many}`, zh`针对${one}的一条规则`);
    return capitalised(expressionInWords(when, stream, around, lang));
  },

  references: ({ when, reason }) => [...expressionReferences(when, 'in', ['when']), ...foreignReferences(reason, nothingOwn, ['reason'])],
  rewrite: (settings, renames) => ({
    ...settings,
    ...(settings.when === undefined ? {} : { when: renameExpression(settings.when, renames) }),
    ...(settings.reason === undefined ? {} : { reason: renameReason(settings.reason, renames) }),
  }),
});
