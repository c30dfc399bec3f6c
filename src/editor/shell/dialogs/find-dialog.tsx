import { Dialog } from '@base-ui/react/dialog';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { Found } from '../../commands/find-in-graph.ts';
import { findInGraph } from '../../commands/find-in-graph.ts';
import { familyOf } from '../../looks/families.ts';
import { KindIcon } from '../../looks/kind-icon.tsx';
import { useWords } from '../../state/context.tsx';
import { useEditor, useSession } from '../../state/editor-context.tsx';
import { buildingPhrases } from '../../words.ts';
import styles from './dialogs.module.css';
import { Finder } from './finder.tsx';

/** Where in the graph something is: nodes by name, fields by where they are made and used. Enter goes there. */
export function FindDialog(): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const open = useSession(({ dialog }) => dialog === 'find');
  const showDialog = useSession((session) => session.showDialog);
  const chosen = useRef<string>(undefined);
  const go = ({ node }: Found): void => {
    chosen.current = node;
    showDialog(undefined);
  };
  // Only once the dialog is gone can anything else have the focus.
  const finish = (opened: boolean): void => {
    const node = chosen.current;
    if (opened) chosen.current = undefined;
    if (opened || node === undefined) return;
    editor.session.getState().select({ nodes: new Set([node]) });
    editor.view.current?.reveal(node);
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => showDialog(next ? 'find' : undefined)} onOpenChangeComplete={finish}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['commands']} aria-label={say('findInGraph')} finalFocus={() => chosen.current === undefined}>
          <Finder<Found>
            label={say('findInGraph')}
            none={say('notInGraph')}
            find={(typed) => {
              const { document, compilation } = editor.document.getState();
              return findInGraph(document, compilation, typed, lang);
            }}
            keyOf={({ key }) => key}
            onChoose={go}
          >
            {({ kind, name, field }) => (
              <>
                <span className={styles['kind']} data-family={familyOf(kind)}>
                  <KindIcon kind={kind} />
                </span>
                <span className={styles['label']}>{name}</span>
                {field === undefined ? null : <span className={styles['about']}>{buildingPhrases.field(field.label, field.does, lang)}</span>}
              </>
            )}
          </Finder>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
