import { words } from '../../data/text.ts';
import { kindNames, kinds } from '../../kinds/registry.ts';
import { addBesideSelection } from './add-node.ts';
import type { Command, Scope } from './command.ts';
import { editable } from './scope.ts';

/** A node of each kind. */
export const addCommands = kindNames.map((kind) => ({
  id: `add-${kind}` as const,
  section: 'add' as const,
  label: words((lang) => (lang === 'zh' ? `添加${kinds[kind].title.zh}` : `Add: ${kinds[kind].title.en}`)),
  keys: [],
  enabled: editable,
  run: ({ editor }: Scope) => void addBesideSelection(editor, kind),
})) satisfies readonly Command[];
