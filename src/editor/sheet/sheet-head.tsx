import { Menu } from '@base-ui/react/menu';
import { IconColumnInsertRight, IconRowInsertBottom, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { capitalised, fieldLabel } from '../../data/words.ts';
import { freeName } from '../../kinds/shared/fields.ts';
import { inputOf } from '../../kinds/shared/streams.ts';
import { hitPolicies } from '../../kinds/table/config.ts';
import { rowName } from '../../kinds/table/fields.ts';
import { table } from '../../kinds/table/kind.ts';
import { reasonsName } from '../../plan/plan.ts';
import controls from '../looks/controls.module.css';
import { KindTile } from '../looks/kind-icon.tsx';
import { TypeMark } from '../rows/type-mark.tsx';
import { useWords } from '../state/context.tsx';
import { useEditor, useDocument } from '../state/editor-context.tsx';
import { glossary } from '../words.ts';
import { addRows } from './actions.ts';
import { CsvMenu } from './csv-menu.tsx';
import { typeWords } from './model/columns.ts';
import { withCondition, withResult } from './model/changes.ts';
import { useSheet } from './sheet-context.tsx';
import styles from './sheet.module.css';

/** What the table is called and does, and what can be done with it as a whole. */
export function SheetHead(): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const { session } = useEditor();
  const name = useDocument(({ document }) => document.nodes.find(({ id }) => id === sheet.node)?.name ?? '');
  return (
    <header className={styles['head']} data-stop="">
      <KindTile kind="table" />
      <div className={styles['title']}>
        <h2 id="sheet-name">{inLanguage(name, lang)}</h2>
        <p>{capitalised(table.describe(sheet.config, sheet.around, lang))}</p>
      </div>
      <Policy />
      <span className={styles['line']} aria-hidden="true" />
      <button type="button" className={controls['button']} aria-disabled={!sheet.editable} onClick={() => (sheet.editable ? addRows(sheet, 'below') : undefined)}>
        <IconRowInsertBottom size={16} stroke={1.75} aria-hidden="true" />
        {say('sheetRow')}
      </button>
      <ColumnMenu />
      <CsvMenu />
      <button type="button" className={`${controls['icon'] ?? ''} ${styles['close'] ?? ''}`} aria-label={say('closeSheet')} title={`${say('closeSheet')} (Esc)`} onClick={() => session.getState().showSheet(undefined)}>
        <IconX size={18} stroke={1.75} aria-hidden="true" />
      </button>
    </header>
  );
}

const policyWords = { first: 'policyFirst', all: 'policyAll', sum: 'policySum' } as const;

function Policy(): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  return (
    <fieldset className={styles['policy']} disabled={!sheet.editable}>
      <legend>{say('policy')}</legend>
      <div>
        {hitPolicies.map((hit) => (
          <label key={hit}>
            <input type="radio" name="policy" value={hit} checked={sheet.config.hit === hit} onChange={() => sheet.change({ ...sheet.now(), hit })} />
            <span>{glossary[policyWords[hit]][lang]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const most = 300;

/** Another condition on a field that has none yet, or another result. */
function ColumnMenu(): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const [open, setOpen] = useState(false);
  const { config, around } = sheet;
  const fields = inputOf(around).fields.filter(({ name, type, tainted }) => type !== 'list' && !tainted && name !== reasonsName && !config.inputs.some(({ field }) => field === name));
  const addResult = (type: 'text' | 'number' | 'boolean'): void => {
    const now = sheet.now();
    const taken = new Set([...inputOf(around).fields.map(({ name }) => name), ...now.outputs.map(({ name }) => name), rowName(now), reasonsName]);
    sheet.change(withResult(now, { name: freeName('result', taken), type, label: lang === 'zh' ? { zh: '结果' } : { en: 'result' } }));
    const column = now.inputs.length + now.outputs.length;
    sheet.view.setState(({ at }) => ({ at: { row: at.row, column }, anchor: { row: at.row, column }, column }));
  };
  const addCondition = (field: string): void => {
    const now = sheet.now();
    sheet.change(withCondition(now, field));
    sheet.view.setState({ at: { row: 0, column: now.inputs.length }, anchor: { row: 0, column: now.inputs.length } });
  };
  return (
    <Menu.Root open={open} onOpenChange={setOpen} disabled={!sheet.editable}>
      <Menu.Trigger className={controls['button']}>
        <IconColumnInsertRight size={16} stroke={1.75} aria-hidden="true" />
        {say('sheetColumn')}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} sideOffset={4} align="end">
          <Menu.Popup className={`${controls['popup'] ?? ''} ${styles['menu'] ?? ''}`}>
            <Menu.Group>
              <Menu.GroupLabel className={styles['group']}>{say('thenSet')}</Menu.GroupLabel>
              {(['text', 'number', 'boolean'] as const).map((type) => (
                <Menu.Item key={type} className={controls['item']} onClick={() => addResult(type)}>
                  <TypeMark type={type} />
                  {typeWords[type][lang]}
                </Menu.Item>
              ))}
              {sheet.columns.some(({ part }) => part === 'note') ? null : (
                <Menu.Item className={controls['item']} onClick={sheet.showNotes}>
                  <TypeMark type="text" />
                  {say('noteColumn')}
                </Menu.Item>
              )}
            </Menu.Group>
            <Menu.Group>
              <Menu.GroupLabel className={styles['group']}>{say('ifAll')}</Menu.GroupLabel>
              {fields.slice(0, most).map((field) => (
                <Menu.Item key={field.name} className={controls['item']} label={fieldLabel(field, lang)} title={field.name} onClick={() => addCondition(field.name)}>
                  <TypeMark type={field.type} />
                  {fieldLabel(field, lang)}
                </Menu.Item>
              ))}
            </Menu.Group>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
