import type { JsonPath } from '../data/json.ts';
import type { FieldOrigin } from '../data/field.ts';
import type { RuleDocument, RuleNode } from './document.ts';

/**
 * What edits must know about configs, though the graph cannot read them. The node kinds give the answers; whoever
 * applies an edit hands them in.
 */
export interface Meaning {
  /** The ids of a node's ports, in order. A bare end of an edge means the first. */
  ports(node: RuleNode): PortIds;
  /** All that the node's config refers to by name. */
  references(node: RuleNode): readonly Reference[];
  /** The config with other names. All renames count at once, so that two names can change places. */
  rewrite(node: RuleNode, renames: Renames): RuleNode['config'];
  /** Starts an analysis of which fields flow where. */
  walk(document: RuleDocument): FieldWalk;
  /** The node with a config of its kind's present version. */
  lift?(node: RuleNode): RuleNode;
}

export interface PortIds {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The inputs that take one edge only. */
  readonly single?: readonly string[] | undefined;
}

export type Reference =
  | { readonly to: 'field'; readonly name: string; readonly input: string; readonly at: JsonPath }
  | { readonly to: 'set' | 'table' | 'node'; readonly id: string; readonly at: JsonPath };

export interface Renames {
  /** Old to new name of fields, by the input port they arrive at. */
  readonly fields?: Readonly<Record<string, ReadonlyMap<string, string>>> | undefined;
  /** Old to new name of fields that this node itself gives their name. */
  readonly own?: ReadonlyMap<string, string> | undefined;
  readonly sets?: ReadonlyMap<string, string> | undefined;
  readonly tables?: ReadonlyMap<string, string> | undefined;
  /** Old to new name of columns, by the id of their table. */
  readonly columns?: Readonly<Record<string, ReadonlyMap<string, string>>> | undefined;
  readonly nodes?: ReadonlyMap<string, string> | undefined;
}

/**
 * Field analysis one node at a time, in topological order, so that a rename can change a config just before the
 * fields that it lets through are worked out. Nodes on a cycle are never asked about.
 */
export interface FieldWalk {
  /** The fields that arrive at a node, by input port, given the nodes passed so far. */
  into(node: string): PortFields;
  /** Goes through a node as it now is; answers the fields that leave it, by output port. */
  pass(node: RuleNode): PortFields;
}

export type PortFields = Readonly<Record<string, readonly NamedField[]>>;

export interface NamedField {
  readonly name: string;
  readonly origins: readonly FieldOrigin[];
}
