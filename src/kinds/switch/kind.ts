import { expressionSchema, idSchema, textSchema } from '../../data/schema.ts';
import type { Problem } from '../../data/problem.ts';
import { inLanguage, pick } from '../../data/text.ts';
import type { Text } from '../../data/text.ts';
import { eventWords, listInWords, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { defineKind } from '../contract.ts';
import type { Port, Surroundings } from '../contract.ts';
import { checkExpression, compileExpression, expressionReferences, renameExpression } from '../shared/expressions.ts';
import { checkPorts, portIn } from '../shared/ports.ts';
import { problem } from '../shared/problems.ts';
import { asTemplate, checkReasons, foreignReferences, renameReason, withReasons } from '../shared/reasons.ts';
import { inputOf, isConnected } from '../shared/streams.ts';
import { checkTemplate, planTemplate } from '../shared/templates.ts';
import { restOut, rowsIn, said } from '../shared/words.ts';

/** Ordered branches, each its own output: a row leaves by the first whose condition holds. */

const branchSchema = z.looseObject({
  id: idSchema.describe('The output port.'),
  name: textSchema,
  when: expressionSchema.optional(),
  reason: textSchema.optional().describe('Words for why, with {field} placeholders; node and branch where left out.'),
});
type Branch = z.infer<typeof branchSchema>;

const config = z.looseObject({ branches: z.array(branchSchema).describe('In order: a row leaves by the first whose condition holds, or by `rest`.') });
type Config = z.infer<typeof config>;

const nothingOwn: ReadonlySet<string> = new Set();

const reasonFor = ({ reason, name }: Branch, around: Surroundings): Text =>
  reason ?? asTemplate((lang) => pick(lang, `${inLanguage(around.name, lang)}: ${inLanguage(name, lang)}`, `${inLanguage(around.name, lang)}：${inLanguage(name, lang)}`));

/** Outputs once each, whatever the config says. */
function outputsOf({ branches }: Config): readonly Port[] {
  const ports = new Map<string, Port>();
  for (const { id, name } of branches) if (id !== restOut.id) ports.set(id, { id, label: portIn(name, id), role: 'main' });
  return [...ports.values(), restOut];
}

function checkBranch(branch: Branch, index: number, around: Surroundings): readonly Problem[] {
  const at = ['branches', index];
  const missing = branch.when === undefined ? [problem(around, { code: 'no-condition', en: `Say which rows take the branch “${inLanguage(branch.name, 'en')}”`, zh: `请说明哪些行走分支“${inLanguage(branch.name, 'zh')}”`, at: [...at, 'when'] })] : [];
  if (!isConnected(around)) return missing;
  const stream = inputOf(around);
  return [
    ...missing,
    ...(branch.when === undefined ? [] : checkExpression(branch.when, stream, around, 'boolean', [...at, 'when'], { forRule: true })),
    ...(branch.reason === undefined ? [] : checkTemplate(branch.reason, stream, around, [...at, 'reason'])),
  ];
}

export const switchKind = defineKind<Config>({
  version: 1,
  family: 'rule',
  title: said('Switch', '分流'),
  summary: said('A branch for each case', '每种情况走一条分支'),
  config,
  blank: (around) => ({ branches: [{ id: 'first', name: pick(around.lang, 'first case', '第一种情况') }] }),
  ports: (settings) => ({ inputs: [rowsIn], outputs: outputsOf(settings) }),

  flow(settings, around) {
    const rows = withReasons(inputOf(around), around, settings.branches.map((branch) => reasonFor(branch, around)));
    return Object.fromEntries(outputsOf(settings).map((port) => [port.id, rows]));
  },

  check({ branches }, around) {
    const none = branches.length === 0 ? [problem(around, { code: 'no-branches', severity: 'warning', en: 'There are no branches yet, so everything goes to the rest: add one', zh: '还没有分支，所有行都走“其余”：请添加一条', at: ['branches'] })] : [];
    return [
      ...none,
      ...checkPorts(branches, around, 'branches'),
      ...branches.flatMap((branch, index) => checkBranch(branch, index, around)),
      ...(isConnected(around) ? checkReasons(inputOf(around), around) : []),
    ];
  },

  steps({ branches }, around, wiring) {
    const { node, lang } = around;
    const taken = branches.flatMap((branch) => {
      if (branch.when === undefined) return [];
      const reason = planTemplate(reasonFor(branch, around), lang);
      return [{ port: branch.id, when: compileExpression(branch.when, inputOf(around), around), ...(reason.length === 0 ? {} : { reason }) }];
    });
    return {
      steps: [{ op: 'select', id: node, node, input: wiring.input('in'), branches: taken }],
      outputs: Object.fromEntries([...taken.map(({ port }) => port), 'rest'].map((port) => [port, `${node}.${port}`])),
    };
  },

  describe({ branches }, around, lang) {
    const { many } = eventWords(inputOf(around).event, lang);
    const names = branches.map(({ name, id }) => inLanguage(name, lang) || id);
    const shown = names.length > 5 ? [...names.slice(0, 4), pick(lang, `${names.length - 4} more`, zh`另外 ${names.length - 4} 种`)] : names;
    const rest = pick(lang, 'the rest', '其余');
    if (names.length === 0) return pick(lang, `Lets all ${many} through to the rest`, zh`所有${many}都归入其余`);
    return lang === 'zh' ? zh`把${many}分为${listInWords([...shown, rest], 'and', lang)}` : `Splits ${many} into ${listInWords([...shown, rest], 'and', lang)}`;
  },

  references: ({ branches }) =>
    branches.flatMap(({ when, reason }, index) => [
      ...expressionReferences(when, 'in', ['branches', index, 'when']),
      ...foreignReferences(reason, nothingOwn, ['branches', index, 'reason']),
    ]),
  rewrite: (settings, renames) => ({
    ...settings,
    branches: settings.branches.map((branch) => ({
      ...branch,
      ...(branch.when === undefined ? {} : { when: renameExpression(branch.when, renames) }),
      ...(branch.reason === undefined ? {} : { reason: renameReason(branch.reason, renames) }),
    })),
  }),
});
