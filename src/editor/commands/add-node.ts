import type { Compilation } from '../../compile/compile.ts';
import { inLanguage, languages } from '../../data/text.ts';
import type { Text, Words } from '../../data/text.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import type { Port, Stream, Surroundings } from '../../kinds/contract.ts';
import type { KindName } from '../../kinds/registry.ts';
import { kindNamed, kinds } from '../../kinds/registry.ts';
import type { Editor } from '../state/contract.ts';
import type { Applied } from '../state/contract/document.ts';
import type { PortRef } from '../state/contract/rows.ts';
import { onlyNode } from '../state/session-store.ts';
import { freePlace, room } from './find-room.ts';
import type { Point } from './find-room.ts';

const besideBy = 264;

/** Adds a node next to the selected one, led to from its first output where that can be, or else in the middle of what is seen. */
export function addBesideSelection(editor: Editor, kind: KindName, config?: NewNode['config']): Applied {
  const { document } = editor.document.getState();
  const selected = document.nodes.find(({ id }) => id === onlyNode(editor.session.getState().selection));
  const { compilation } = editor.document.getState();
  const after = selected === undefined || !takesRows(kind) ? undefined : firstOutput(compilation, selected.id);
  const wanted: Point = selected === undefined ? centred(editor.view.current?.centre()) : [selected.at[0] + besideBy, selected.at[1]];
  return addAt(editor, kind, freePlace(document, wanted), after, config);
}

/** Adds a node at a place, after a port where one is given, and selects it. What is refused is told. */
export function addAt(editor: Editor, kind: KindName, at: Point, after?: PortRef, config?: NewNode['config']): Applied {
  const { document, compilation, apply } = editor.document.getState();
  const blank = newNode(document, compilation, kind, at, after);
  const node = { ...blank, config: { ...blank.config, ...config } };
  const applied = apply({ edit: 'addNode', args: { node, ...(after === undefined ? {} : { after: `${after.node}.${after.port}` }) } });
  const { select, tell } = editor.session.getState();
  if (applied.problem === undefined) select({ nodes: new Set(applied.made) });
  else tell(applied.problem.message);
  return applied;
}

export interface NewNode {
  readonly kind: KindName;
  readonly version: number;
  readonly name: Text;
  readonly at: [number, number];
  readonly config: Record<string, unknown>;
}

/** A node of a kind, its config as complete as can be guessed from the rows that will come to it. */
export function newNode(document: RuleDocument, compilation: Compilation, kind: KindName, [x, y]: Point, after?: PortRef): NewNode {
  const known = kindNamed(kind);
  const name = freeName(document.nodes, kinds[kind].title);
  const alone: Surroundings = { node: '', name, inputs: {}, from: {}, sets: document.sets, tables: document.tables, lang: document.lang ?? 'en' };
  const stream = after === undefined ? undefined : compilation.fields.get(after.node)?.[after.port];
  const port = stream === undefined ? undefined : known?.ports(known.blank(alone)).inputs[0]?.id;
  const before = document.nodes.find(({ id }) => id === after?.node);
  const around =
    stream === undefined || port === undefined || before === undefined || after === undefined
      ? alone
      : { ...alone, inputs: { [port]: stream }, from: { [port]: [{ node: before.id, name: before.name, port: after.port, stream }] } };
  const config = known?.blank(around);
  return { kind, version: kinds[kind].version, name, at: [x, y], config: { ...(config as Record<string, unknown>) } };
}

/** A name that no node has yet: Filter, then Filter 2. */
export function freeName(nodes: readonly RuleNode[], title: Words): Text {
  const taken = new Set(nodes.flatMap(({ name }) => languages.map((lang) => inLanguage(name, lang))));
  if (!taken.has(title.en) && !taken.has(title.zh)) return { ...title };
  for (let number = 2; ; number += 1) {
    const [en, zh] = [`${title.en} ${number}`, `${title.zh} ${number}`];
    if (!taken.has(en) && !taken.has(zh)) return { en, zh };
  }
}

function takesRows(kind: KindName): boolean {
  const known = kindNamed(kind);
  return known !== undefined && known.family !== 'source';
}

/** The rows that a node added beside the selection would be given. */
export function rowsBesideSelection(editor: Editor): Stream | undefined {
  const { compilation } = editor.document.getState();
  const selected = onlyNode(editor.session.getState().selection);
  const port = selected === undefined ? undefined : firstOutput(compilation, selected);
  return port === undefined ? undefined : compilation.fields.get(port.node)?.[port.port];
}

function firstOutput(compilation: Compilation, node: string): PortRef | undefined {
  const leads = ({ role }: Port): boolean => role !== 'side' && role !== 'outcome';
  const port = compilation.analysis.nodes.get(node)?.ports.outputs.find(leads);
  return port === undefined ? undefined : { node, port: port.id };
}

const centred = ([x, y]: Point = [room.width / 2, room.height / 2]): Point => [x - room.width / 2, y - room.height / 2];
