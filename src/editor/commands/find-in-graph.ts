import type { Compilation } from '../../compile/compile.ts';
import type { FlowField } from '../../data/field.ts';
import { inLanguage, languages } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { kindNamed } from '../../kinds/registry.ts';

/** Where something is in a graph: a node itself, or a field that the node makes or uses. */
export interface Found {
  readonly key: string;
  readonly node: string;
  readonly kind: string;
  readonly name: string;
  readonly field: { readonly label: string; readonly does: 'makes' | 'uses' } | undefined;
}

type Graph = Pick<RuleDocument, 'nodes'>;

/** Nodes by their names, those that begin with what was typed first; then where fields are made, and where they are used. */
export function findInGraph({ nodes }: Graph, compilation: Compilation, typed: string, lang: Lang): readonly Found[] {
  const wanted = typed.trim().toLowerCase();
  const about = nodes.map((node) => {
    const title = kindNamed(node.kind)?.title;
    const name = inLanguage(node.name, lang) || (title?.[lang] ?? node.kind);
    const names = [node.id, name, ...languages.flatMap((each) => [inLanguage(node.name, each), title?.[each] ?? ''])];
    const found: Found = { key: node.id, node: node.id, kind: node.kind, name, field: undefined };
    return { found, names: names.map((each) => each.toLowerCase()) };
  });
  if (wanted === '') return about.map(({ found }) => found);
  const [begins, holds, makes, uses]: [Found[], Found[], Found[], Found[]] = [[], [], [], []];
  for (const { names, found } of about) {
    if (names.some((name) => name.startsWith(wanted))) begins.push(found);
    else if (names.some((name) => name.includes(wanted))) holds.push(found);
    for (const does of ['makes', 'uses'] as const) {
      for (const field of does === 'makes' ? made(found.node, compilation) : used(found.node, compilation)) {
        if (!answers(field, wanted)) continue;
        const entry = { ...found, key: `${found.node} ${does} ${field.name}`, field: { label: fieldLabel(field, lang), does } };
        (does === 'makes' ? makes : uses).push(entry);
      }
    }
  }
  return [...begins, ...holds, ...makes, ...uses];
}

type Named = Pick<FlowField, 'name' | 'label'>;

const answers = (field: Named, wanted: string): boolean =>
  [field.name, ...languages.map((lang) => fieldLabel(field, lang))].some((name) => name.toLowerCase().includes(wanted));

/** The fields that got their names at a node. */
function made(node: string, compilation: Compilation): readonly Named[] {
  const streams = Object.values(compilation.analysis.nodes.get(node)?.outputs ?? {});
  return once(streams.flatMap(({ fields }) => fields.filter(({ origins }) => origins.some((origin) => origin.node === node))));
}

/** The fields that a node's config speaks of, those included that do not come to it. */
function used(node: string, compilation: Compilation): readonly Named[] {
  const analysed = compilation.analysis.nodes.get(node);
  if (analysed?.read === undefined) return [];
  const { kind, config } = analysed.read;
  const names = kind.references(config).flatMap((reference) => {
    if (reference.to !== 'field') return [];
    return [analysed.around.inputs[reference.input]?.fields.find(({ name }) => name === reference.name) ?? { name: reference.name }];
  });
  return once(names);
}

const once = (fields: readonly Named[]): readonly Named[] => [...new Map(fields.map((field) => [field.name, field])).values()];
