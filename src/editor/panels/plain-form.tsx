import type { ReactNode } from 'react';
import { nameInWords } from '../../data/words.ts';
import type { z } from '../../data/zod.ts';
import { CheckBlank } from '../blanks/check-blank.tsx';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { NumberBlank } from '../blanks/number-blank.tsx';
import { StringBlank } from '../blanks/string-blank.tsx';
import { ValuesBlank } from '../blanks/values-blank.tsx';
import { useWords } from '../state/context.tsx';
import { Line } from './parts/line.tsx';
import { Section } from './parts/section.tsx';
import { settingsOf } from './plain-settings.ts';
import type { Setting } from './plain-settings.ts';
import { without } from './panel.ts';
import styles from './panels.module.css';

interface Props {
  readonly schema: z.ZodType;
  readonly config: Readonly<Record<string, unknown>>;
  readonly readOnly: boolean;
  readonly change: (next: Record<string, unknown>, coalesce?: string) => void;
}

/** The settings of a kind that has no panel of its own, each by its name. */
export function PlainForm({ schema, config, readOnly, change }: Props): ReactNode {
  return (
    <Section>
      {settingsOf(schema).map((setting) => (
        <div key={setting.name}>
          <Line name={nameInWords(setting.name)}>
            <Blank
              setting={setting}
              value={config[setting.name]}
              readOnly={readOnly}
              change={(value, coalesce) => change(without({ ...config, [setting.name]: value }), coalesce)}
            />
          </Line>
          {setting.about === undefined ? null : <p className={styles['hint']}>{setting.about}</p>}
        </div>
      ))}
    </Section>
  );
}

interface BlankProps {
  readonly setting: Setting;
  readonly value: unknown;
  readonly readOnly: boolean;
  readonly change: (next: unknown, coalesce?: string) => void;
}

function Blank({ setting, value, readOnly, change }: BlankProps): ReactNode {
  const { say } = useWords();
  const label = nameInWords(setting.name);
  switch (setting.type) {
    case 'choice':
      return (
        <ChoiceBlank
          label={label}
          value={typeof value === 'string' ? value : ''}
          readOnly={readOnly}
          choices={[
            ...(setting.optional ? [{ value: '', label: say('none') }] : []),
            ...setting.values.map((each) => ({ value: each, label: nameInWords(each) })),
          ]}
          change={(next) => change(next === '' ? undefined : next)}
        />
      );
    case 'number':
      return (
        <NumberBlank
          label={label}
          value={typeof value === 'number' ? value : undefined}
          readOnly={readOnly}
          min={setting.min}
          max={setting.max}
          decimals={setting.whole ? 0 : undefined}
          change={change}
          clear={setting.optional ? (coalesce) => change(undefined, coalesce) : undefined}
        />
      );
    case 'boolean':
      return (
        <CheckBlank
          label={say('yes')}
          value={value === true}
          readOnly={readOnly}
          change={(next) => change(next || !setting.optional ? next : undefined)}
        />
      );
    case 'texts':
      return (
        <ValuesBlank
          label={label}
          value={Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []}
          readOnly={readOnly}
          change={(next) => change([...next])}
        />
      );
    case 'text':
      return (
        <StringBlank
          label={label}
          value={typeof value === 'string' ? value : ''}
          readOnly={readOnly}
          wide
          change={(next, coalesce) => change(next === '' && setting.optional ? undefined : next, coalesce)}
        />
      );
  }
}
