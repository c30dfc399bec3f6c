import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Json } from '../../../data/json.ts';
import { settingFaults } from '../../../kinds/shared/setting-faults.ts';
import type { SettingFault } from '../../../kinds/shared/setting-faults.ts';
import type { Described } from '../../../kinds/shared/settings.ts';
import { useWords } from '../../state/context.tsx';
import { connectionPhrases } from '../../words.ts';
import { without } from '../panel.ts';
import styles from '../panels.module.css';
import { Line } from '../parts/line.tsx';
import { More } from '../parts/more.tsx';
import { ConnectionExample } from './connection-example.tsx';
import { ConnectionSetting } from './connection-setting.tsx';
import { formSettings } from './form-settings.ts';
import type { FormSetting } from './form-settings.ts';
import { Marked } from './marked.tsx';
import { SettingBlank } from './setting-blank.tsx';

export type Settings = Readonly<Record<string, Json>>;

interface Props {
  readonly about: Described;
  readonly settings: Settings;
  /** Settings that are asked for elsewhere. */
  readonly elsewhere?: readonly string[] | undefined;
  readonly readOnly: boolean;
  readonly change: (next: Settings, coalesce?: string) => void;
}

/** What a graph says of a connector or a target, as its schema asks for it; what few need is one click further. */
export function SettingsForm({ about, settings, elsewhere = [], readOnly, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const all = useMemo(() => formSettings(about.settings), [about]);
  const asked = all.filter(({ name }) => name !== 'connection');
  const faults = settingFaults(about, settings).filter(({ name }) => !elsewhere.includes(name) || (settings[name] ?? '') !== '');
  const shown = asked.filter(({ name }) => !elsewhere.includes(name));
  const needed = shown.filter(({ optional }) => !optional);
  const rest = shown.filter(({ optional }) => optional);
  const put = (name: string, value: Json | undefined, coalesce?: string): void => change(without({ ...settings, [name]: value }) as Settings, coalesce);
  const line = (setting: FormSetting): ReactNode => (
    <Setting
      key={setting.name}
      setting={setting}
      value={settings[setting.name]}
      fault={faults.find(({ name }) => name === setting.name)}
      readOnly={readOnly}
      change={(value, coalesce) => put(setting.name, value, coalesce)}
    />
  );
  const others = faults.filter(({ name }) => !shown.some((setting) => setting.name === name));
  return (
    <>
      {about.connection === undefined ? null : asked.length === all.length ? (
        // It is found by the address that is called.
        <More label={say('connectionExample')}><ConnectionExample about={about} name={undefined} /></More>
      ) : (
        <ConnectionSetting about={about} type={about.connection} value={typeof settings['connection'] === 'string' ? settings['connection'] : undefined} readOnly={readOnly} change={(name, coalesce) => put('connection', name, coalesce)} />
      )}
      {needed.map(line)}
      {rest.length === 0 ? null : needed.length === 0 ? (
        rest.map(line)
      ) : (
        <More key={about.type} label={say('moreSettings')} open={rest.some(({ name }) => settings[name] !== undefined)}>{rest.map(line)}</More>
      )}
      {others.map(({ name, words, unknown }) => (
        <div key={name} className={styles['actions']}>
          <span className={styles['trouble']}>{words[lang]}</span>
          {readOnly || unknown === undefined ? null : <button type="button" className={styles['opener']} onClick={() => put(name, undefined)}>{connectionPhrases.remove(name, lang)}</button>}
        </div>
      ))}
    </>
  );
}

interface SettingProps {
  readonly setting: FormSetting;
  readonly value: Json | undefined;
  readonly fault: SettingFault | undefined;
  readonly readOnly: boolean;
  readonly change: (next: Json | undefined, coalesce?: string) => void;
}

function Setting({ setting, fault, ...blank }: SettingProps): ReactNode {
  const { lang } = useWords();
  return (
    <div>
      <Line name={setting.label[lang]}>
        <SettingBlank setting={setting} {...blank} />
        {fault === undefined ? null : <p className={styles['trouble']}>{fault.words[lang]}</p>}
        <p className={styles['hint']}><Marked text={setting.help[lang]} /></p>
      </Line>
    </div>
  );
}
