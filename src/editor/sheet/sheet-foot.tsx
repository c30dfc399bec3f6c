import type { ReactNode } from 'react';
import { keyCaps } from '../commands/keys.ts';
import { onMac } from '../commands/use-command.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { sheetPhrases } from '../words.ts';
import type { Word } from '../words.ts';
import { useSheet, useSheetView } from './sheet-context.tsx';
import styles from './sheet.module.css';

const shown: readonly (readonly [keys: readonly string[], word: Word])[] = [
  [['Enter'], 'keyEdit'],
  [['Tab'], 'keyNext'],
  [['Mod+V'], 'keyPaste'],
  [['Alt', '↑', '↓'], 'keyMove'],
];

/** How large the table is, and the keys worth knowing. */
export function SheetFoot(): ReactNode {
  const { lang, say } = useWords();
  const { config } = useSheet();
  const said = useSheetView((view) => view.said);
  return (
    <footer className={styles['foot']}>
      <p>{sheetPhrases.sheetSize(config.rows.length, config.inputs.length, config.outputs.length, lang)}</p>
      <ul>
        {shown.map(([keys, word]) => (
          <li key={word}>
            <span className={controls['cap']}>{keys.flatMap((key) => keyCaps(key, onMac)).join(' ')}</span>
            {say(word)}
          </li>
        ))}
      </ul>
      <p className="unseen" role="status">{said}</p>
    </footer>
  );
}
