import { ContextMenu } from '@base-ui/react/context-menu';
import type { ReactNode } from 'react';
import { keyCaps } from '../commands/keys.ts';
import { onMac } from '../commands/use-command.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import type { Word } from '../words.ts';
import { addRows, chosenRows, duplicateRows, moveColumn, moveRows, removeColumn, removeRows } from './actions.ts';
import { cleared, filledDown, filledRight } from './model/changes.ts';
import { rangeIn } from './model/view-store.ts';
import type { Sheet } from './sheet-context.tsx';
import { useSheet } from './sheet-context.tsx';
import styles from './sheet.module.css';

interface Item {
  readonly word: Word;
  readonly keys?: string | undefined;
  readonly run: (sheet: Sheet) => void;
}

const groups: readonly (readonly Item[])[] = [
  [
    { word: 'rowAbove', run: (sheet) => addRows(sheet, 'above') },
    { word: 'rowBelow', keys: 'Mod++', run: (sheet) => addRows(sheet, 'below') },
    { word: 'copyRow', run: duplicateRows },
    { word: 'rowUp', keys: 'Alt+↑', run: (sheet) => moveRows(sheet, -1) },
    { word: 'rowDown', keys: 'Alt+↓', run: (sheet) => moveRows(sheet, 1) },
    { word: 'removeRow', keys: 'Mod+-', run: removeRows },
  ],
  [
    { word: 'fillDown', keys: 'Mod+D', run: (sheet) => sheet.change(filledDown(sheet.now(), sheet.columns, rangeIn(sheet.view.getState()))) },
    { word: 'fillRight', keys: 'Mod+R', run: (sheet) => sheet.change(filledRight(sheet.now(), sheet.columns, rangeIn(sheet.view.getState()))) },
    { word: 'clearCells', keys: 'Delete', run: (sheet) => sheet.change(cleared(sheet.now(), sheet.columns, rangeIn(sheet.view.getState()))) },
  ],
  [
    { word: 'columnSettings', run: (sheet) => sheet.view.setState(({ at }) => ({ column: at.column })) },
    { word: 'moveLeft', keys: 'Alt+←', run: (sheet) => moveColumn(sheet, sheet.view.getState().at.column, -1) },
    { word: 'moveRight', keys: 'Alt+→', run: (sheet) => moveColumn(sheet, sheet.view.getState().at.column, 1) },
    { word: 'removeColumn', run: (sheet) => removeColumn(sheet, sheet.view.getState().at.column) },
  ],
];

const ofRows = new Set<Word>(['copyRow', 'rowUp', 'rowDown', 'removeRow']);

/** What can be done with the cells, the rows and the column that are selected. */
export function GridMenu({ children }: { readonly children: ReactNode }): ReactNode {
  const { say } = useWords();
  const sheet = useSheet();
  return (
    <ContextMenu.Root disabled={!sheet.editable}>
      <ContextMenu.Trigger className={styles['middle']}>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner className={styles['float']}>
          <ContextMenu.Popup className={`${controls['popup'] ?? ''} ${styles['menu'] ?? ''}`}>
            {groups.map((items, at) => (
              <ContextMenu.Group key={items[0]?.word ?? at} className={styles['section']}>
                {items.map(({ word, keys, run }) => (
                  <ContextMenu.Item key={word} className={controls['item']} disabled={ofRows.has(word) && chosenRows(sheet) === undefined} onClick={() => run(sheet)}>
                    <span className={styles['grow']}>{say(word)}</span>
                    {keys === undefined ? null : <span className={styles['keys']}>{keyCaps(keys, onMac).join(onMac ? '' : '+')}</span>}
                  </ContextMenu.Item>
                ))}
              </ContextMenu.Group>
            ))}
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
