import { Menu } from '@base-ui/react/menu';
import { IconDownload } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ChangeEvent, ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { csvToTable, tableToCsv } from '../../kinds/table/csv.ts';
import controls from '../looks/controls.module.css';
import { download } from '../rows/rows-out.ts';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { phrases, sheetPhrases } from '../words.ts';
import { printTsv } from './model/tsv.ts';
import { wholeSheet } from './model/whole-sheet.ts';
import { useSheet } from './sheet-context.tsx';
import styles from './sheet.module.css';

/** The table as a file of a spreadsheet, and back. */
export function CsvMenu(): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const { session } = useEditor();
  const file = useRef<HTMLInputElement>(null);
  const read = async ({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = currentTarget.files ?? [];
    if (chosen === undefined) return;
    const text = await chosen.text();
    currentTarget.value = '';
    const { config, problems } = csvToTable(text);
    const [problem] = problems;
    if (problem !== undefined) session.getState().tell(sheetPhrases.csvProblem(problem.line, problem.message));
    else if (config !== undefined) sheet.change(config);
  };
  const copy = (): void => {
    void navigator.clipboard.writeText(printTsv(wholeSheet(sheet.config, sheet.columns, say('otherwise')))).then(
      () => sheet.view.setState({ said: phrases.copiedCells((sheet.config.rows.length + 1) * sheet.columns.length, lang) }),
      () => session.getState().tell({ en: 'Not copied: the browser does not let this page use the clipboard', zh: '未能复制：浏览器不允许此页面使用剪贴板' }),
    );
  };
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className={`${controls['icon'] ?? ''} ${styles['wide'] ?? ''}`}>
          <IconDownload size={16} stroke={1.75} aria-hidden="true" />
          {say('spreadsheet')}
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={styles['float']} sideOffset={4} align="end">
            <Menu.Popup className={controls['popup']}>
              <Menu.Item className={controls['item']} onClick={() => download(new Blob(['\ufeff', tableToCsv(sheet.config)], { type: 'text/csv' }), `${inLanguage(sheet.around.name, lang)}.csv`)}>
                {say('downloadCsv')}
              </Menu.Item>
              <Menu.Item className={controls['item']} disabled={!sheet.editable} onClick={() => file.current?.click()}>{say('openCsv')}</Menu.Item>
              <Menu.Item className={controls['item']} onClick={copy}>{say('copyWhole')}</Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <input ref={file} type="file" accept=".csv,.tsv,.txt,text/csv" hidden aria-label={say('openCsv')} onChange={(event) => void read(event)} />
    </>
  );
}
