import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Json } from '../../../data/json.ts';
import { CheckBlank } from '../../blanks/check-blank.tsx';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { ValuesBlank } from '../../blanks/values-blank.tsx';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { connectionPhrases } from '../../words.ts';
import type { FormSetting } from './form-settings.ts';

interface Props {
  readonly setting: FormSetting;
  readonly value: Json | undefined;
  readonly readOnly: boolean;
  readonly change: (next: Json | undefined, coalesce?: string) => void;
}

/** The box for one setting. What it is where it is left out shows there too, and is not written down. */
export function SettingBlank({ setting, value, readOnly, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const { usual } = setting;
  const label = setting.label[lang];
  const put = (next: Json, coalesce?: string): void => change(next === usual ? undefined : next, coalesce);
  switch (setting.type) {
    case 'choice': {
      const known = setting.choices.map((each) => ({ value: String(each.value), label: each.label[lang] }));
      const none = setting.optional && usual === undefined ? [{ value: '', label: say('asItComes') }] : [];
      return (
        <ChoiceBlank
          label={label}
          value={plainText(value ?? usual)}
          readOnly={readOnly}
          choices={[...none, ...known]}
          change={(next) => (next === '' ? change(undefined) : put(setting.choices.find((each) => String(each.value) === next)?.value ?? next))}
        />
      );
    }
    case 'duration':
      if (setting.optional && usual === undefined) {
        if (value === undefined) return readOnly ? say('none') : <button type="button" className={controls['quiet']} aria-label={`${label}: ${say('setLength')}`} onClick={() => change('24h')}>{say('setLength')}</button>;
        return (
          <>
            <DurationBlank label={label} value={plainText(value)} readOnly={readOnly} change={put} />
            {readOnly ? null : <button type="button" className={controls['icon']} aria-label={connectionPhrases.remove(label, lang)} title={connectionPhrases.remove(label, lang)} onClick={() => change(undefined)}><IconX size={16} stroke={1.75} aria-hidden="true" /></button>}
          </>
        );
      }
      return <DurationBlank label={label} value={plainText(value ?? usual)} readOnly={readOnly} least={usual === '0s' ? 0 : 1} change={put} />;
    case 'number':
      return (
        <NumberBlank
          label={label}
          value={typeof value === 'number' ? value : undefined}
          placeholder={usual === undefined ? undefined : String(usual)}
          readOnly={readOnly}
          min={setting.min}
          max={setting.max}
          decimals={setting.whole ? 0 : undefined}
          change={change}
          clear={setting.optional ? (coalesce) => change(undefined, coalesce) : undefined}
        />
      );
    case 'boolean':
      return <CheckBlank label={label} value={value === true} readOnly={readOnly} change={(next) => change(next || !setting.optional ? next : undefined)} />;
    case 'texts':
      return <ValuesBlank label={label} value={Array.isArray(value) ? value.map(plainText) : []} readOnly={readOnly} change={(next) => change(next.length === 0 ? undefined : [...next])} />;
    case 'json':
      return (
        <StringBlank
          label={label}
          value={value === undefined ? '' : JSON.stringify(value, null, 2)}
          placeholder="{ }"
          readOnly={readOnly}
          wide
          lines
          code
          whole
          accepts={(text) => text.trim() === '' || jsonIn(text) !== undefined}
          change={(text) => change(jsonIn(text))}
        />
      );
    case 'text':
      return (
        <StringBlank
          label={label}
          value={plainText(value)}
          placeholder={usual === undefined ? undefined : String(usual)}
          readOnly={readOnly}
          wide
          lines={setting.lines}
          code={setting.code}
          change={(next, coalesce) => change(next === '' ? undefined : next, coalesce)}
        />
      );
  }
}

const plainText = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '');

function jsonIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
