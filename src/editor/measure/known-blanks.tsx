import { useState } from 'react';
import type { ReactNode } from 'react';
import { printDuration } from '../../data/duration.ts';
import type { FlowField } from '../../data/field.ts';
import { capitalised, eventWords, fieldLabel, listInWords } from '../../data/words.ts';
import type { Basis } from '../../lab/measure/model.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { DurationBlank } from '../blanks/duration-blank.tsx';
import type { JoinedLabels } from '../simulate/studies/label-file.ts';
import { useWords } from '../state/context.tsx';
import { measurePhrases } from '../words.ts';
import { outcomesOf } from './cell-words.ts';
import { LabelDialog } from './label-dialog.tsx';
import type { ChangeSettings, MeasureSettings } from './settings.ts';

interface Props {
  readonly basis: Basis;
  /** The field that labels come from, where they do. */
  readonly label: FlowField | undefined;
  readonly settings: MeasureSettings;
  readonly change: ChangeSettings;
  readonly labels: JoinedLabels | undefined;
  readonly onLabels: (labels: JoinedLabels | undefined) => void;
}

interface KnownBlanks {
  readonly blanks: Readonly<Record<'labels' | 'many' | 'Many' | 'maturity' | 'warmUp' | 'catching', ReactNode>>;
  /** Where a second file is being chosen. */
  readonly dialog: ReactNode;
}

/** What counts as known, and what as caught: blanks of any sentence that says so. */
export function useKnownBlanks(props: Props): KnownBlanks {
  const { lang, say } = useWords();
  const { basis, settings, change, onLabels } = props;
  const [asks, setAsks] = useState(false);
  const { many } = eventWords(basis.event, lang);
  return {
    blanks: {
      labels: <LabelsBlank {...props} onAsk={() => setAsks(true)} />,
      many,
      Many: capitalised(many),
      maturity: <DurationBlank label={say('maturity')} value={settings.maturity} least={0} units={['h', 'd']} readOnly={false} change={(maturity) => change({ maturity })} />,
      warmUp: <WarmUpBlank {...props} />,
      catching: <CatchingBlank {...props} />,
    },
    dialog: asks ? <LabelDialog onLabels={onLabels} onClose={() => setAsks(false)} /> : null,
  };
}

const [inData, ofFile, another] = ['data', 'file', 'another'];

function LabelsBlank({ basis, label, labels, onLabels, onAsk }: Props & { readonly onAsk: () => void }): ReactNode {
  const { lang, say } = useWords();
  const own = label === undefined ? say('labelsInData') : measurePhrases.inData(outcomesOf({ label }, lang)[0], lang);
  return (
    <ChoiceBlank<string>
      label={say('labels')}
      value={labels === undefined ? inData : ofFile}
      readOnly={false}
      choices={[
        { value: inData, label: labels === undefined && !basis.labelled ? say('noLabels') : own },
        ...(labels === undefined ? [] : [{ value: ofFile, label: labels.file.name }]),
        { value: another, label: say('labelsFromFile'), about: say('labelsFromFileAbout') },
      ]}
      change={(next) => (next === another ? onAsk() : next === inData ? onLabels(undefined) : undefined)}
    />
  );
}

type WarmUp = 'longest' | 'none' | 'own';

function WarmUpBlank({ basis, settings, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const chosen: WarmUp = settings.warmUp === 'longest' ? 'longest' : settings.warmUp === '0d' ? 'none' : 'own';
  const values: Readonly<Record<WarmUp, string>> = { longest: 'longest', none: '0d', own: basis.warmUp > 0 ? printDuration(basis.warmUp) : '7d' };
  return (
    <>
      <ChoiceBlank<WarmUp>
        label={say('warmUp')}
        value={chosen}
        readOnly={false}
        choices={[
          { value: 'longest', label: say('warmUpLongest'), about: say('warmUpLongestAbout') },
          { value: 'own', label: say('warmUpOwn') },
          { value: 'none', label: say('warmUpNone') },
        ]}
        change={(next) => change({ warmUp: values[next] })}
      />
      {chosen === 'own' ? <> <DurationBlank label={measurePhrases.lengthOf(say('warmUp'), lang)} value={settings.warmUp} units={['h', 'd']} readOnly={false} change={(warmUp) => change({ warmUp })} /></> : null}
    </>
  );
}

function CatchingBlank({ basis, settings, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const words = eventWords(basis.event, lang);
  const key = listInWords((basis.key ?? []).map((field) => fieldLabel(field, lang)), 'and', lang) || say('keyWord');
  return (
    <ChoiceBlank
      label={say('catching')}
      value={settings.catching}
      readOnly={false}
      choices={[
        { value: 'lineage', label: measurePhrases.byLineage(words.one, lang), about: say('byLineageAbout') },
        ...(basis.key === undefined && settings.catching !== 'key' ? [] : [{ value: 'key' as const, label: measurePhrases.byKey(words.one, key, lang), about: say('byKeyAbout') }]),
      ]}
      change={(catching) => change({ catching })}
    />
  );
}
