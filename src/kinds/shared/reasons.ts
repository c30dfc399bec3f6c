import type { FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { Reference, Renames, Stream, Surroundings } from '../contract.ts';
import { problem } from './problems.ts';
import type { Path } from './problems.ts';
import { derivedFrom, findField, withFields } from './streams.ts';
import { printTemplate, renameTemplate, templateReferences } from './templates.ts';

/** The rows with this rule's words added. What the words tell of a sensitive field is sensitive too. */
export function withReasons(stream: Stream, around: Surroundings, templates: readonly Text[]): Stream {
  const before = findField(stream, reasonsName);
  const told = templates.flatMap((text) => templateReferences(text, 'in', [])).flatMap((reference) =>
    reference.to === 'field' ? (findField(stream, reference.name) ?? []) : [],
  );
  const field: FlowField = {
    name: reasonsName,
    type: 'list',
    label: { en: 'reasons', zh: '原因' },
    ...derivedFrom([...told, ...(before === undefined ? [] : [before])]),
    origins: [...(before?.origins ?? []), { node: around.node, field: reasonsName }],
    optional: false,
  };
  return withFields(stream, [field]);
}

/** A field of the data that is called what rules call theirs. */
export function checkReasons(stream: Stream, around: Surroundings): readonly Problem[] {
  const taken = findField(stream, reasonsName);
  if (taken === undefined || (taken.type === 'list' && !taken.origins.some(({ node }) => stream.bases.includes(node)))) return [];
  return [
    problem(around, {
      code: 'name-taken',
      en: 'Rules write why they matched into a field “reasons”, but the data has a field of that name: rename it before this node',
      zh: '规则会把命中原因写入字段“reasons”，但数据里已有同名字段：请在此节点之前给它改名',
      field: reasonsName,
    }),
  ];
}

/** Words that are meant as they stand, as a template. */
export const asTemplate = (say: (lang: Lang) => string): Text => words((lang) => printTemplate([say(lang)]));

/** The words for why: the author's, or else the name of the node. Empty words are none. */
export const reasonOf = (reason: Text | undefined, around: Pick<Surroundings, 'name'>): Text =>
  reason ?? asTemplate((lang) => inLanguage(around.name, lang));

/** Templates that see the fields of their node too: what such a field is called is for the node to say. */
export const foreignReferences = (text: Text | undefined, own: ReadonlySet<string>, at: Path): readonly Reference[] =>
  text === undefined ? [] : templateReferences(text, 'in', at).filter((each) => each.to === 'field' && !own.has(each.name));

export function renameReason<T extends Text>(text: T, renames: Renames, own: ReadonlySet<string> = new Set()): T {
  const arriving = [...(renames.fields?.['in'] ?? [])].filter(([name]) => !own.has(name));
  const made = [...(renames.own ?? [])].filter(([name]) => own.has(name));
  return renameTemplate(text, { fields: { in: new Map([...arriving, ...made]) } });
}
