import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Text } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { starterNodes } from '../../lab/starter/graph.ts';
import { useWords } from '../state/context.tsx';
import type { DataAsk } from '../state/contract/session.ts';
import { useEditor } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import styles from './dialogs.module.css';
import type { DraftStore } from './draft-store.ts';
import { configOf } from './draft.ts';
import { FileDrop } from './file-drop.tsx';
import { afterRun, placeInGraph } from './keep-file.ts';
import type { Placed } from './keep-file.ts';
import { nameOfFile } from './file-names.ts';
import { Strip } from './strip.tsx';
import { useDraft } from './use-draft.ts';

type Ask = Extract<DataAsk, { readonly type: 'add' }>;

/** A file that was dropped on the canvas: seen, mended, and added as a source with the rules that were chosen. */
export function AddData({ ask, close }: { readonly ask: Ask; readonly close: () => void }): ReactNode {
  const { say } = useWords();
  const [files, setFiles] = useState(ask.files);
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) close(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['wide']} aria-label={say('addData')}>
          {files.length === 0 ? <FileDrop take={setFiles} /> : <Adding key={files[0]?.name} files={files} at={ask.at} again={() => setFiles([])} close={close} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface AddingProps {
  readonly files: readonly File[];
  readonly at: Ask['at'];
  readonly again: () => void;
  readonly close: () => void;
}

function Adding({ files, ...rest }: AddingProps): ReactNode {
  const store = useDraft(files);
  return store === undefined ? null : <AddingStrip store={store} {...rest} />;
}

function AddingStrip({ store, at, again, close }: Omit<AddingProps, 'files'> & { readonly store: StoreApi<DraftStore> }): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const [fault, setFault] = useState<string>();
  const add = async (): Promise<void> => {
    const { draft, joined, starters = [] } = store.getState();
    if (draft === undefined || joined === undefined) return;
    const { document, apply } = editor.document.getState();
    let placed: Placed;
    try {
      placed = await placeInGraph(editor, joined.file);
      editor.absent.getState().look();
    } catch {
      setFault(say('notKept'));
      return;
    }
    const rules = starters.filter(({ added }) => added).map(({ rule }) => rule);
    const sourceName: Text = nameOfFile(joined.file.name);
    const { nodes, edges } = starterNodes({ sourceName, config: configOf(draft, placed.path), rules });
    const by = placeFor(document, nodes, at);
    const part = { format: 'ruleloom/clipboard', version: 1, nodes: nodes.map((node) => ({ ...node, at: [node.at[0] + by[0], node.at[1] + by[1]] as [number, number] })), edges, groups: [], notes: [], sets: [], tables: [] } as const;
    const applied = apply({ edit: 'addPart', args: { part: { ...part, groups: [], notes: [], sets: [], tables: [] } } });
    if (applied.problem !== undefined) {
      setFault(applied.problem.message[lang]);
      return;
    }
    close();
    editor.session.getState().select({ nodes: new Set(applied.made.slice(0, 1)) });
    // The inspector makes its room and the new cards are measured first.
    setTimeout(() => editor.view.current?.fit(applied.made), settled);
    if (rules.length > 0) editor.run.getState().run();
    void afterRun(editor).then(placed.keep);
  };
  return <Strip store={store} again={again} fault={fault} goOn={{ says: (rules) => phrases.addWithRules(rules, lang), run: () => void add() }} />;
}

const settled = 200;
const card = { width: 250, height: 180 } as const;

/** How far the part has to move so that its source stands where it was dropped, or below all there is where it would cover something. */
export function placeFor({ nodes: there, notes }: Pick<RuleDocument, 'nodes' | 'notes'>, nodes: readonly { readonly at: readonly [number, number] }[], [x, y]: readonly [number, number]): readonly [number, number] {
  const [first] = nodes;
  if (first === undefined) return [0, 0];
  const by = [Math.round(x - first.at[0]), Math.round(y - first.at[1])] as const;
  const taken = [
    ...there.map(({ at: [left, top] }) => ({ left, top, right: left + card.width, bottom: top + card.height })),
    ...notes.map(({ at: [left, top], size: [width, height] }) => ({ left, top, right: left + width, bottom: top + height })),
  ];
  const covers = nodes.some(({ at: [left, top] }) => taken.some((box) => left + by[0] < box.right && left + by[0] + card.width > box.left && top + by[1] < box.bottom && top + by[1] + card.height > box.top));
  if (!covers) return by;
  const top = Math.min(...nodes.map(({ at }) => at[1]));
  return [by[0], Math.round(Math.max(...taken.map(({ bottom }) => bottom)) + 40 - top)];
}
