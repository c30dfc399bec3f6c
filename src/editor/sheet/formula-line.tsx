import { IconMathFunction } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { capitalised, unbroken } from '../../data/words.ts';
import { rowToExpr } from '../../kinds/table/cell-logic.ts';
import { parseCell } from '../../kinds/table/cell-parse.ts';
import { isAny } from '../../kinds/table/cell.ts';
import { clauseInWords } from '../../kinds/table/cell-words.ts';
import { print } from '../../logic/formula/print.ts';
import { useWords } from '../state/context.tsx';
import { sheetPhrases } from '../words.ts';
import { textAt } from './model/entry.ts';
import { resultInWords } from './model/shown.ts';
import type { Sheet } from './sheet-context.tsx';
import { useSheet, useSheetView } from './sheet-context.tsx';
import styles from './sheet.module.css';

/** The cell one is in, as words and as a formula. */
export function FormulaLine(): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const at = useSheetView((view) => view.at);
  const typed = useSheetView(({ editing }) => (editing?.how === 'text' ? editing.text : undefined));
  const column = sheet.columns[at.column];
  if (column === undefined) return <div className={styles['formula']} />;
  const said = saidOf(sheet, at.row, at.column, typed, lang);
  return (
    <div className={styles['formula']} role="status" aria-label={say('cellInWords')}>
      <span className={styles['place']}>{at.row === sheet.config.rows.length ? `${column.label}, ${say('otherwise')}` : sheetPhrases.cellAt(column.label, at.row + 1, lang)}</span>
      <IconMathFunction size={16} stroke={1.75} aria-hidden="true" />
      {said.wrong === undefined ? null : <span className={styles['wrong']}>{said.wrong}</span>}
      <span className={styles['inWords']}>{said.words}</span>
      {said.formula === undefined ? null : <code>{said.formula}</code>}
    </div>
  );
}

interface Said {
  readonly words: string;
  readonly formula?: string | undefined;
  readonly wrong?: string | undefined;
}

function saidOf({ config, columns, around }: Sheet, row: number, at: number, typed: string | undefined, lang: Lang): Said {
  const column = columns[at];
  if (column === undefined || (column.part === 'when' && row === config.rows.length)) return { words: pick(lang, 'Where no row above matches', '上面没有任何一行命中时') };
  const text = typed ?? textAt(config, row, column);
  if (column.part === 'note') return { words: text };
  if (column.part === 'set') return { words: resultInWords(text, column, lang) };
  if (column.field === undefined) return { words: text };
  const { cell, problem } = parseCell(text, column.field, column.sets);
  if (cell === undefined) return { words: '', wrong: problem.message[lang] };
  if (isAny(cell)) return { words: pick(lang, `${column.label} does not matter`, `${column.label}不限`) };
  return { words: unbroken(capitalised(clauseInWords(cell, column.field, around, lang, 8))), formula: print(rowToExpr([cell], [column.field])) };
}
