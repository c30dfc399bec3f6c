import type { ReactNode } from 'react';
import type { FieldType } from '../../../data/field.ts';
import { parseTime } from '../../../data/time.ts';
import type { CleanChange } from '../../../kinds/compute/config.ts';
import { CheckBlank } from '../../blanks/check-blank.tsx';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { Line } from '../parts/line.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { without } from '../panel.ts';

interface Props {
  readonly change: CleanChange;
  readonly type: FieldType | undefined;
  readonly field: ReactNode;
  readonly readOnly: boolean;
  readonly put: (next: CleanChange, coalesce?: string) => void;
}

/** Cleaning in the order in which it is done: spaces, letters, type, and at last what stands in for a missing value. */
export function CleanLine({ change, type, field, readOnly, put }: Props): ReactNode {
  const { say } = useWords();
  const set = (next: Partial<CleanChange>, coalesce?: string): void => put(without({ ...change, ...next }), coalesce);
  const casts = castsOf(type);
  return (
    <>
      <Sentence word="changeClean" inline blanks={{ field }} />
      {type !== 'text' ? null : (
        <>
          <CheckBlank
            label={say('trimSpaces')}
            value={change.trim === true}
            readOnly={readOnly}
            change={(trim) => set({ trim: trim ? true : undefined })}
          />
          <Line name={say('letters')}>
            <ChoiceBlank
              label={say('letters')}
              value={change.case ?? ''}
              readOnly={readOnly}
              choices={[
                { value: '', label: say('asTheyAre') },
                { value: 'lower', label: say('lowerCase') },
                { value: 'upper', label: say('upperCase') },
              ]}
              change={(letters) => set({ case: letters === '' ? undefined : letters })}
            />
          </Line>
        </>
      )}
      {casts.length === 0 ? null : (
        <Line name={say('turnInto')}>
          <ChoiceBlank
            label={say('turnInto')}
            value={change.cast ?? ''}
            readOnly={readOnly}
            choices={[
              { value: '', label: say('asTheyAre') },
              ...casts.map((cast) => ({ value: cast, label: say(cast) })),
            ]}
            change={(cast) => set({ cast: cast === '' ? undefined : cast, default: undefined })}
          />
        </Line>
      )}
      <Line name={say('whereMissing')}>
        <Default
          value={change.default}
          type={change.cast ?? type}
          readOnly={readOnly}
          change={(value, coalesce) => set({ default: value }, coalesce)}
        />
      </Line>
    </>
  );
}

/** What values of a type can be turned into. */
function castsOf(type: FieldType | undefined): readonly NonNullable<CleanChange['cast']>[] {
  if (type === 'text') return ['number'];
  return type === 'number' || type === 'boolean' || type === 'time' ? ['text'] : [];
}

interface DefaultProps {
  readonly value: CleanChange['default'];
  readonly type: FieldType | undefined;
  readonly readOnly: boolean;
  readonly change: (next: CleanChange['default'], coalesce?: string) => void;
}

function Default({ value, type, readOnly, change }: DefaultProps): ReactNode {
  const { say } = useWords();
  const label = say('whereMissing');
  if (type === 'number') {
    return (
      <NumberBlank
        label={label}
        value={typeof value === 'number' ? value : undefined}
        placeholder={say('leaveMissing')}
        readOnly={readOnly}
        change={change}
        clear={(coalesce) => change(undefined, coalesce)}
      />
    );
  }
  if (type === 'boolean') {
    return (
      <ChoiceBlank
        label={label}
        value={value === undefined ? '' : value === true ? 'yes' : 'no'}
        readOnly={readOnly}
        choices={[
          { value: '', label: say('leaveMissing') },
          { value: 'yes', label: say('yes') },
          { value: 'no', label: say('no') },
        ]}
        change={(next) => change(next === '' ? undefined : next === 'yes')}
      />
    );
  }
  return (
    <StringBlank
      label={label}
      value={typeof value === 'string' ? value : ''}
      placeholder={say('leaveMissing')}
      readOnly={readOnly}
      accepts={(text) => type !== 'time' || text === '' || parseTime(text) !== undefined}
      change={(text, coalesce) => change(text === '' ? undefined : text, coalesce)}
    />
  );
}
