import { Menu } from '@base-ui/react/menu';
import { IconArrowBackUp, IconArrowForwardUp, IconArrowsDiff, IconChartDots, IconCheck, IconChevronDown, IconChevronLeft, IconDownload, IconList, IconMoon, IconSun } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { inLanguage, languages } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { CommandButton } from '../commands/command-button.tsx';
import { useCommand } from '../commands/use-command.ts';
import { renamed } from '../documents/renamed.ts';
import controls from '../looks/controls.module.css';
import { Mark } from '../looks/icon.tsx';
import { hasServer } from '../remote/base.ts';
import { usePreferences, useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { VersionButton } from '../versions/version-button.tsx';
import { languageNames, languageTags } from '../words.ts';
import styles from './editor-bar.module.css';
import { RunButton } from './run-button.tsx';
import { TextInPlace } from './text-in-place.tsx';

const DeployButton = lazy(() => import('../runs/deploy-button.tsx'));

/** The bar above a graph. `saved` says whether what was drawn is kept. */
export function EditorBar({ saved }: { readonly saved: ReactNode }): ReactNode {
  const { theme } = usePreferences();
  const { say } = useWords();
  return (
    <header className={styles['bar']} data-part="bar">
      <a className={styles['home']} href="#" aria-label="Ruleloom">
        <Mark />
      </a>
      <a className={styles['back']} href="#">
        <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
        {say('graphs')}
      </a>
      <span className={styles['slash']} aria-hidden="true">/</span>
      <GraphName />
      <div className={styles['saved']}>{saved}</div>
      <CommandButton command="undo">
        <IconArrowBackUp size={18} stroke={1.75} aria-hidden="true" />
      </CommandButton>
      <CommandButton command="redo">
        <IconArrowForwardUp size={18} stroke={1.75} aria-hidden="true" />
      </CommandButton>
      <span className={styles['line']} aria-hidden="true" />
      <RunButton />
      <span className={styles['line']} aria-hidden="true" />
      <CommandButton command="lists">
        <IconList size={18} stroke={1.75} aria-hidden="true" />
      </CommandButton>
      <CommandButton command="measure">
        <IconChartDots size={18} stroke={1.75} aria-hidden="true" />
      </CommandButton>
      <CompareButton />
      <ExportButton />
      <VersionButton />
      {hasServer ? <Suspense><DeployButton /></Suspense> : null}
      <span className={styles['line']} aria-hidden="true" />
      <LanguageMenu />
      <CommandButton command="theme">
        {theme === 'light' ? <IconMoon size={18} stroke={1.75} aria-hidden="true" /> : <IconSun size={18} stroke={1.75} aria-hidden="true" />}
      </CommandButton>
    </header>
  );
}

function CompareButton(): ReactNode {
  const { say } = useWords();
  const { hint, keys, enabled, run } = useCommand('compare-results');
  return (
    <button type="button" className={`${controls['quiet'] ?? ''} ${styles['export'] ?? ''} ${styles['compare'] ?? ''}`} aria-label={say('compare')} title={hint} aria-keyshortcuts={keys} aria-disabled={!enabled} onClick={run}>
      <IconArrowsDiff size={17} stroke={1.75} aria-hidden="true" />
      <span>{say('compare')}</span>
    </button>
  );
}

function ExportButton(): ReactNode {
  const { say } = useWords();
  const { hint, keys, enabled, run } = useCommand('export');
  return (
    <button type="button" className={`${controls['quiet'] ?? ''} ${styles['export'] ?? ''}`} aria-label={say('export')} title={hint} aria-keyshortcuts={keys} aria-disabled={!enabled} onClick={run}>
      <IconDownload size={17} stroke={1.75} aria-hidden="true" />
      <span>{say('export')}</span>
    </button>
  );
}

function GraphName(): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const name = useDocument(({ document }) => document.name);
  const editable = useDocument((state) => state.editable);
  return (
    <h1 className={styles['name']}>
      <TextInPlace
        text={inLanguage(name, lang)}
        label={say('nameOfGraph')}
        readOnly={!editable}
        onChange={(text) => editor.document.getState().apply({ edit: 'setName', args: { name: renamed(name, text, lang) } })}
      />
    </h1>
  );
}

const short: Readonly<Record<Lang, string>> = { en: 'EN', zh: '中文' };

function LanguageMenu(): ReactNode {
  const { lang, set } = usePreferences();
  const { say } = useWords();
  return (
    <Menu.Root>
      <Menu.Trigger className={`${controls['icon'] ?? ''} ${styles['lang'] ?? ''}`} aria-label={`${say('language')}: ${languageNames[lang]}`}>
        {short[lang]}
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} sideOffset={6} align="end">
          <Menu.Popup className={controls['popup']}>
            <Menu.RadioGroup value={lang} onValueChange={(next: Lang) => set({ lang: next })}>
              {languages.map((each) => (
                <Menu.RadioItem key={each} className={controls['item']} value={each} lang={languageTags[each]} closeOnClick>
                  <span className={styles['tick']}>
                    <Menu.RadioItemIndicator>
                      <IconCheck size={15} stroke={2} aria-hidden="true" />
                    </Menu.RadioItemIndicator>
                  </span>
                  {languageNames[each]}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
