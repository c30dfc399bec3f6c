import type { Field, Role } from '../../data/field.ts';
import { hasRole, nameInData } from '../../data/field.ts';
import { inLanguage } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import { meaning } from '../../compile/meaning.ts';
import type { EditArgs } from '../../graph/edits/edits.ts';
import { edit } from '../../graph/edits/edits.ts';
import { kinds } from '../../kinds/registry.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { anyEvent } from '../../kinds/shared/streams.ts';
import type { Draft } from './draft.ts';
import { configOf } from './draft.ts';
import type { Mapping } from './mapping.ts';

/** A person's own file in place of the data of a source. Pure. */

/** The settings of a source; undefined where they can't be read. */
export function sourceConfig(document: RuleDocument, node: string): SourceConfig | undefined {
  const found = document.nodes.find(({ id, kind }) => id === node && kind === 'source');
  const parsed = found === undefined ? undefined : kinds.source.config.safeParse(found.config);
  return parsed?.success === true ? parsed.data : undefined;
}

/** What a graph says a field is to it, beside what the file's own column shows. */
const lasting: readonly Role[] = ['key', 'amount', 'sensitive'];

/** The one edit that it takes: the config as it will be, and which columns stand for which fields of old. */
export function replacementOf(node: string, before: SourceConfig, draft: Draft, path: string, mapping: Mapping): EditArgs<'replaceSourceData'> {
  const after = configOf(draft, path);
  const old = new Map(before.fields.map((field) => [field.name, field]));
  const stands = new Map(Object.entries(mapping).map(([field, column]) => [column, field]));
  const fields = after.fields.map((field) => asMeant(field, old.get(stands.get(nameInData(field)) ?? '')));
  const names = new Map(after.fields.map((field) => [nameInData(field), field.name]));
  const renames = Object.entries(mapping).flatMap(([field, column]) => {
    const name = names.get(column);
    return name === undefined || !old.has(field) ? [] : [[field, name] as const];
  });
  const { time: _time, id: _id, ...rest } = before;
  const { time, id } = after;
  const event = inLanguage(after.event.one, 'en') === inLanguage(anyEvent.one, 'en') ? before.event : after.event;
  return {
    node,
    config: { ...rest, event, fields, ...(time === undefined ? {} : { time }), ...(id === undefined ? {} : { id }), sample: after.sample },
    fields: Object.fromEntries(renames),
  };
}

function asMeant(field: SourceConfig['fields'][number], was: Field | undefined): SourceConfig['fields'][number] {
  if (was === undefined || was.type !== field.type || hasRole(field, 'label')) return field;
  const roles = lasting.filter((role) => hasRole(was, role) && !hasRole(field, role) && !(role === 'amount' && field.type !== 'number'));
  const { measure } = was;
  return { ...field, ...(roles.length === 0 ? {} : { roles: [...(field.roles ?? []), ...roles] }), ...(measure === undefined ? {} : { measure }) };
}

/** The names of the nodes that could not run any more. */
export function brokenBy(compilation: Compilation, args: EditArgs<'replaceSourceData'>, lang: 'en' | 'zh'): readonly string[] {
  const edited = edit(compilation.analysis.document, 'replaceSourceData', args, meaning);
  if (edited.problem !== undefined) return [];
  const broken = ({ problems }: Compilation): ReadonlySet<string | undefined> => new Set(problems.filter(({ severity }) => severity === 'error').map(({ node }) => node));
  const [before, after] = [broken(compilation), broken(compile(edited.document, compilation, { hurried: true }))];
  return edited.document.nodes.filter(({ id }) => after.has(id) && !before.has(id)).map(({ name }) => inLanguage(name, lang));
}
