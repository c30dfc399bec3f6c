import type { Words } from '../../data/text.ts';
import type { Editor } from '../state/contract.ts';
import type { PreferenceStore } from '../state/preferences.ts';

/** An action as data: the command palette, the menus, the buttons and the shortcut sheet derive from it. */
export interface Command {
  readonly id: string;
  readonly section: Section;
  /** What it does, in terms of what is there where that helps: undo says what it undoes. */
  readonly label: Words | ((scope: Scope) => Words);
  /** The first one is shown. */
  readonly keys: readonly string[];
  /** `text`: its keys work while a person types as well. `canvas`: they work only while the canvas has the focus, or nothing. `elsewhere`: what has the focus hears them, or the browser, which tells by an event. */
  readonly keysIn?: 'text' | 'canvas' | 'elsewhere' | undefined;
  /** Commands in a row that have the same are one line of the shortcut sheet, under this name. */
  readonly together?: Words | undefined;
  readonly enabled: (scope: Scope) => boolean;
  readonly run: (scope: Scope) => void;
}

export const sections = {
  run: { en: 'Run', zh: '运行' },
  graph: { en: 'Graph', zh: '规则图' },
  edit: { en: 'Edit', zh: '编辑' },
  select: { en: 'Select', zh: '选择' },
  arrange: { en: 'Arrange', zh: '排列' },
  view: { en: 'View', zh: '视图' },
  add: { en: 'Add', zh: '添加' },
  help: { en: 'Help', zh: '帮助' },
} as const satisfies Record<string, Words>;

export type Section = keyof typeof sections;

/** What a command acts on. */
export interface Scope {
  readonly editor: Editor;
  readonly preferences: PreferenceStore;
}

export const labelOf = (command: Command, scope: Scope): Words =>
  typeof command.label === 'function' ? command.label(scope) : command.label;

/** What it does whatever the state, for the shortcut sheet. */
export const always = (): boolean => true;
