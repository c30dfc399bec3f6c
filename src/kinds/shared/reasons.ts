import type { FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import type { Text } from '../../data/text.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { problem } from './problems.ts';
import { derivedFrom, findField, withFields } from './streams.ts';
import { templateReferences } from './templates.ts';

/** The field in which rules say why: a list of texts, to which each rule node on the way adds its own. */
export const reasonsName = 'reasons';

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
