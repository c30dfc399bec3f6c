import { IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { eventWords, fieldLabel, listInWords } from '../../../data/words.ts';
import { labelOf } from '../../../kinds/shared/fields.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import type { table } from '../../../kinds/table/kind.ts';
import { hitPolicies } from '../../../kinds/table/config.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { useEditor } from '../../state/editor-context.tsx';
import { panelPhrases } from '../../words.ts';
import type { Word } from '../../words.ts';
import { Line } from '../parts/line.tsx';
import { More } from '../parts/more.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import type { ConfigOf, PanelProps } from '../panel.ts';
import styles from '../panels.module.css';

const policies: Readonly<Record<(typeof hitPolicies)[number], readonly [name: Word, about: Word]>> = {
  first: ['hitFirst', 'hitFirstAbout'],
  all: ['hitAll', 'hitAllAbout'],
  sum: ['hitSum', 'hitSumAbout'],
};

/** What the table decides, and by what. Its rows are a sheet of their own. */
export function TablePanel({
  node,
  config,
  around,
  outputs,
  readOnly,
  change,
  renameField,
}: PanelProps<ConfigOf<typeof table>>): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const stream = inputOf(around);
  const { one, measure } = eventWords(stream.event, lang);
  const { inputs, outputs: results, rows, hit, row } = config;
  const made = outputs['rows'] ?? stream;
  return (
    <Section>
      <Sentence
        word={inputs.length === 0 ? 'tableSaysNothing' : 'tableSays'}
        blanks={{
          event: `${measure}${one}`,
          results:
            listInWords(
              results.map((each) => fieldLabel(each, lang)),
              'and',
              lang,
            ) || say('nothingYet'),
          inputs: listInWords(
            inputs.map(({ field }) => labelOf(field, stream, lang)),
            'and',
            lang,
          ),
          rows: panelPhrases.ofRows(rows.length, lang),
          hit: (
            <ChoiceBlank
              label={say('whichRowDecides')}
              value={hit}
              readOnly={readOnly}
              choices={hitPolicies.map((value) => ({
                value,
                label: say(policies[value][0]),
                about: say(policies[value][1]),
              }))}
              change={(next) => change({ ...config, hit: next })}
            />
          ),
        }}
      />
      <button
        type="button"
        className={`${controls['button'] ?? ''} ${styles['open'] ?? ''}`}
        onClick={() => session.getState().showSheet(node)}
      >
        <IconTable size={16} stroke={1.75} aria-hidden="true" />
        {say('openSheet')}
      </button>
      {row === undefined && results.length === 0 ? null : (
        <More label={say('namesOfFields')}>
          {[...results.map(({ name }) => name), ...(row === undefined ? [] : [row])].map((name, index) => (
            <Line key={index} name={labelOf(name, made, lang)}>
              <NameBlank name={name} readOnly={readOnly} rename={renameField} />
            </Line>
          ))}
        </More>
      )}
    </Section>
  );
}
