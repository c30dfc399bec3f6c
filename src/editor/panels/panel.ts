import type { EditArgs } from '../../graph/edits/edits.ts';
import type { Kind, Ports, Stream, Surroundings } from '../../kinds/contract.ts';

/** What a panel knows of its node, and how it changes it. */
export interface PanelProps<Config> {
  readonly node: string;
  readonly config: Config;
  readonly around: Surroundings;
  readonly ports: Ports;
  /** The rows at each output port. */
  readonly outputs: Readonly<Record<string, Stream>>;
  readonly readOnly: boolean;
  /** `coalesce` is what blanks give while a person types; `follow` names what this very change renames. */
  readonly change: (next: Config, coalesce?: string, follow?: Followed) => void;
  /** Gives a field that the node makes another name, and with it all that speaks of it. */
  readonly renameField: (from: string, to: string) => void;
}

export type Followed = Pick<EditArgs<'configureNode'>, 'fields' | 'ports'>;

/** The config that a kind reads. */
export type ConfigOf<Of> = Of extends Kind<infer Config> ? Config : never;

/** The list with one of its items changed; undefined takes a setting of it away. */
export const changedAt = <Item extends object>(items: readonly Item[], index: number, change: Partial<Item>): Item[] =>
  items.map((item, at) => (at === index ? without({ ...item, ...change }) : item));

/** Without the settings that are undefined: a document has none such. */
export function without<Settings extends object>(settings: Settings): Settings {
  const known = { ...settings };
  for (const [key, value] of Object.entries(known)) if (value === undefined) Reflect.deleteProperty(known, key);
  return known;
}
