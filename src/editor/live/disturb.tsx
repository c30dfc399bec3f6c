import { useState } from 'react';
import type { ReactNode } from 'react';
import { parseDuration } from '../../data/duration.ts';
import { inLanguage } from '../../data/text.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { DurationBlank } from '../blanks/duration-blank.tsx';
import { NumberBlank } from '../blanks/number-blank.tsx';
import controls from '../looks/controls.module.css';
import { Sentence } from '../panels/parts/sentence.tsx';
import type { Disturbance } from '../simulate/live/told.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import type { Word } from '../words.ts';
import styles from './live-view.module.css';
import { worthSeeing } from './standing-lines.ts';
import { useLive } from './use-live.ts';

const parts = { min: 1, max: 100, decimals: 0 } as const;

/** What may go wrong with events on their way, done on purpose: to see what the rules make of it. */
export function Disturb(): ReactNode {
  const { lang, say } = useWords();
  const { live } = useEditor();
  const from = useLive((store) => store.from);
  const ended = useLive(({ state }) => state === 'ended');
  const late = useLive(({ tick }) => tick?.disturbed.late !== undefined);
  const broken = useLive(({ tick }) => tick?.disturbed.broken !== undefined);
  const taking = useLive(({ tick }) => tick?.sources.filter(({ link }) => from?.type !== 'address' || link !== undefined).map(({ node }) => node).join(' ') ?? '');
  const nodes = useDocument(({ document }) => document.nodes);
  const sources = taking.split(' ').map((node) => ({ value: node, label: inLanguage(nodes.find(({ id }) => id === node)?.name ?? node, lang) }));
  const [lateness, setLateness] = useState({ share: 10, by: '2m' });
  const [brokenShare, setBrokenShare] = useState(10);
  const [burst, setBurst] = useState({ events: 1000, source: sources[0]?.value ?? '' });
  const [silence, setSilence] = useState({ lasts: worthSeeing(from), source: sources[0]?.value ?? '' });
  const disturb = (disturbance: Disturbance): void => {
    if (!ended) live.getState().disturb(disturbance);
  };
  const share = (of: number): number => of / 100;
  const sendLate = (on: boolean, { share: of, by } = lateness): void => disturb({ type: 'late', share: on ? share(of) : 0, by: parseDuration(by) ?? 0 });
  const several = sources.length > 1;
  const source = (value: string, change: (next: string) => void): ReactNode => <ChoiceBlank label={say('liveSource')} value={value} readOnly={ended} choices={sources} change={change} />;
  return (
    <section aria-label={say('liveDisturb')}>
      <h3 className={styles['title']}>{say('liveDisturb')}</h3>
      <div className={styles['ways']}>
        <Way
          word="liveLate"
          pressed={late}
          onPress={() => sendLate(!late)}
          blanks={{
            share: <NumberBlank label={say('liveShare')} unit="%" value={lateness.share} readOnly={ended} {...parts} change={(next) => { setLateness({ ...lateness, share: next }); if (late) sendLate(true, { ...lateness, share: next }); }} />,
            by: <DurationBlank label={say('liveBy')} value={lateness.by} readOnly={ended} change={(by) => { setLateness({ ...lateness, by }); if (late) sendLate(true, { ...lateness, by }); }} />,
          }}
        />
        <Way
          word="liveBroken"
          pressed={broken}
          onPress={() => disturb({ type: 'broken', share: broken ? 0 : share(brokenShare) })}
          blanks={{ share: <NumberBlank label={say('liveShare')} unit="%" value={brokenShare} readOnly={ended} {...parts} change={(next) => { setBrokenShare(next); if (broken) disturb({ type: 'broken', share: share(next) }); }} /> }}
        />
        <Way
          word={several ? 'liveBurst' : 'liveBurstHere'}
          onPress={() => disturb({ type: 'burst', ...burst })}
          blanks={{
            events: <NumberBlank label={say('liveHowMany')} value={burst.events} readOnly={ended} min={1} max={100_000} decimals={0} change={(events) => setBurst({ ...burst, events })} />,
            source: source(burst.source, (next) => setBurst({ ...burst, source: next })),
          }}
        />
        <Way
          word={several ? 'liveSilence' : 'liveSilenceHere'}
          onPress={() => disturb({ type: 'silence', source: silence.source, lasts: parseDuration(silence.lasts) ?? 0 })}
          blanks={{
            source: source(silence.source, (next) => setSilence({ ...silence, source: next })),
            lasts: <DurationBlank label={say('liveHowLong')} value={silence.lasts} readOnly={ended} change={(lasts) => setSilence({ ...silence, lasts })} />,
          }}
        />
      </div>
    </section>
  );
}

interface WayProps {
  readonly word: Word;
  readonly blanks: Readonly<Record<string, ReactNode>>;
  /** Left out for what is done once. */
  readonly pressed?: boolean | undefined;
  readonly onPress: () => void;
}

function Way({ word, blanks, pressed, onPress }: WayProps): ReactNode {
  const { say } = useWords();
  const plain = say(word).replaceAll(/\{\w+\}/g, '…');
  return (
    <div className={styles['way']} role="group" aria-label={plain}>
      <Sentence inline word={word} blanks={blanks} />
      <button type="button" className={controls['button']} aria-pressed={pressed} aria-label={`${say(pressed === undefined ? 'liveSend' : 'liveOn')}: ${plain}`} onClick={onPress}>
        {say(pressed === undefined ? 'liveSend' : 'liveOn')}
      </button>
    </div>
  );
}
