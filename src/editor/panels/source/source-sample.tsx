import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { presetNamed, presets } from '../../../data/generate/presets.ts';
import { numberInWords } from '../../../data/words.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import controls from '../../looks/controls.module.css';
import { GiveData } from '../../own-data/give-data.tsx';
import { MissingHere } from '../../own-data/missing-files.tsx';
import { useSampleTrouble } from '../../sample/use-sample.ts';
import { useWords } from '../../state/context.tsx';
import { useEditor } from '../../state/editor-context.tsx';
import { panelPhrases } from '../../words.ts';
import { More } from '../parts/more.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { without } from '../panel.ts';
import type { PanelProps } from '../panel.ts';
import styles from '../panels.module.css';
import { ReadingOptions } from './reading-options.tsx';
import { RowsSheet } from './rows-sheet.tsx';
import { madeUp } from './made-up.ts';

type Sample = NonNullable<SourceConfig['sample']>;

/** Where the rows come from that rules are tried on. */
export function SourceSample({ config, readOnly, change }: PanelProps<SourceConfig>): ReactNode {
  const { say } = useWords();
  const trouble = useSampleTrouble();
  const { lang } = useWords();
  const { sample } = config;
  const put = (next: Sample, coalesce?: string): void => change({ ...config, sample: next }, coalesce);
  const isAbsent = useStore(useEditor().absent, ({ paths }) => sample?.type === 'file' && paths.has(sample.path));
  const isEmpty = sample === undefined || (sample.type === 'rows' && sample.rows.length === 0);
  return (
    <Section title={say('sampleRows')}>
      {isEmpty ? <p className={styles['teach']}>{say('noSampleYet')}</p> : null}
      {sample?.type === 'rows' && !isEmpty ? <p>{panelPhrases.inlineRows(sample.rows.length, lang)}</p> : null}
      {sample?.type === 'rows' && config.fields.length > 0 ? (
        <>
          <RowsSheet
            fields={config.fields}
            rows={sample.rows}
            readOnly={readOnly}
            change={(rows) => put({ ...sample, rows })}
          />
          {readOnly ? null : <p className={styles['hint']}>{say('rowsHint')}</p>}
        </>
      ) : null}
      {sample?.type === 'file' ? (
        <>
          <Sentence
            word="sampleFile"
            blanks={{
              path: (
                <StringBlank
                  label={say('nameOfFile')}
                  value={sample.path}
                  readOnly={readOnly}
                  code
                  whole
                  change={(path) => put({ ...sample, path })}
                />
              ),
            }}
          />
          <MissingHere path={sample.path} />
          {readOnly ? null : <GiveData />}
          <More label={say('howItIsRead')}>
            <ReadingOptions sample={sample} fields={config.fields} readOnly={readOnly} change={put} />
          </More>
        </>
      ) : null}
      {sample?.type === 'generator' ? (
        <MadeUp sample={sample} config={config} readOnly={readOnly} change={change} />
      ) : null}
      {trouble === undefined || isAbsent ? null : (
        <p className={styles['trouble']} role="status">
          {trouble[lang]}
        </p>
      )}
      {!isEmpty || readOnly ? null : (
        <div className={styles['actions']}>
          <GiveData />
          <button
            type="button"
            className={controls['button']}
            onClick={() => change(madeUp(config, presets[0]?.id ?? '', undefined))}
          >
            {say('makeSample')}
          </button>
        </div>
      )}
    </Section>
  );
}

interface MadeUpProps {
  readonly sample: Extract<Sample, { type: 'generator' }>;
  readonly config: SourceConfig;
  readonly readOnly: boolean;
  readonly change: PanelProps<SourceConfig>['change'];
}

function MadeUp({ sample, config, readOnly, change }: MadeUpProps): ReactNode {
  const { lang, say } = useWords();
  const preset = presetNamed(sample.preset);
  const streams = preset?.streams ?? [];
  return (
    <>
      <Sentence
        word={streams.length > 1 ? 'sampleMadeUpStream' : 'sampleMadeUp'}
        blanks={{
          events: (
            <NumberBlank
              label={say('howManyEvents')}
              value={sample.events}
              readOnly={readOnly}
              min={1}
              max={100_000_000}
              decimals={0}
              change={(events, coalesce) => change({ ...config, sample: { ...sample, events } }, coalesce)}
            />
          ),
          preset: (
            <ChoiceBlank
              label={say('whichWorld')}
              value={sample.preset}
              readOnly={readOnly}
              choices={presets.map(({ id, title, summary }) => ({
                value: id,
                label: title[lang],
                about: summary[lang],
              }))}
              change={(next) => change(madeUp(config, next, undefined))}
            />
          ),
          stream: (
            <ChoiceBlank
              label={say('whichStream')}
              value={sample.stream ?? ''}
              readOnly={readOnly}
              choices={streams.map(({ id, title }) => ({ value: id, label: title[lang] }))}
              change={(next) => change(madeUp(config, sample.preset, next))}
            />
          ),
        }}
      />
      <div className={styles['actions']}>
        <span className={styles['hint']}>{panelPhrases.seed(numberInWords(sample.seed, undefined, lang), lang)}</span>
        {readOnly ? null : (
          <button
            type="button"
            className={controls['button']}
            onClick={() => change(without({ ...config, sample: { ...sample, seed: sample.seed + 1 } }))}
          >
            {say('makeOther')}
          </button>
        )}
      </div>
    </>
  );
}
