import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { RuleNode } from '../../graph/document.ts';
import { NumberBlank } from '../blanks/number-blank.tsx';
import { StringBlank } from '../blanks/string-blank.tsx';
import controls from '../looks/controls.module.css';
import { Sentence } from '../panels/parts/sentence.tsx';
import { madeUpFor } from '../simulate/live/made-up.ts';
import type { LiveFrom } from '../simulate/live/told.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import type { Word } from '../words.ts';
import { isAddress } from './address.ts';
import { hasSample } from './has-sample.ts';
import styles from './live-form.module.css';
import { useLive } from './use-live.ts';
import { useSuggestedSpeed, usualSpeed } from './use-suggested-speed.ts';

type Kind = LiveFrom['type'];

const kinds = [['sample', 'liveSample'], ['made', 'liveMade'], ['address', 'liveAddress']] as const satisfies readonly (readonly [Kind, Word])[];
export const speeds = { min: 1, max: 10_000, decimals: 0 } as const;

/** Before anything comes in: where from, and how fast. */
export function LiveForm(): ReactNode {
  const { say } = useWords();
  const { live } = useEditor();
  const before = useLive(({ from }) => from);
  const state = useLive((store) => store.state);
  const failure = useLive((store) => store.failure);
  const nodes = useDocument(({ document }) => document.nodes);
  const sources = nodes.filter(({ kind }) => kind === 'source');
  const possible: Readonly<Record<Kind, Word | undefined>> = {
    sample: sources.some(hasSample) ? undefined : 'liveNoSample',
    made: sources.length > 0 && sources.every((source) => madeUpFor(source) !== undefined) ? undefined : 'liveNoMade',
    address: undefined,
  };
  const [kind, setKind] = useState<Kind>(before?.type ?? (possible.sample === undefined ? 'sample' : 'address'));
  const suggested = useSuggestedSpeed(sources);
  const [chosen, setSpeed] = useState(before === undefined || before.type === 'address' ? undefined : before.speed);
  const speed = chosen ?? (kind === 'sample' ? suggested : usualSpeed);
  const [addresses, setAddresses] = useState<Readonly<Record<string, string>>>(before?.type === 'address' ? before.addresses : {});
  const title = useId();
  if (sources.length === 0) return <p className={styles['none']}>{say('liveNoSource')}</p>;
  const from: LiveFrom = kind === 'address' ? { type: kind, addresses } : { type: kind, speed };
  const ready = possible[kind] === undefined && (kind !== 'address' || Object.keys(addresses).length > 0);
  const starting = state === 'starting';
  return (
    <div className={styles['form']}>
      <p className={styles['teach']}>{say('liveTeach')}</p>
      <p id={title} className="unseen">{say('liveFrom')}</p>
      <RadioGroup className={styles['kinds']} value={kind} aria-labelledby={title} onValueChange={(next: unknown) => setKind(kinds.find(([each]) => each === next)?.[0] ?? kind)}>
        {kinds.map(([each, word]) => (
          <label key={each} className={styles['kind']}>
            <Radio.Root value={each} className={styles['dot']}><Radio.Indicator className={styles['chosen']} /></Radio.Root>
            {say(word)}
          </label>
        ))}
      </RadioGroup>
      <div className={styles['says']}>
        {kind === 'address' ? <Addresses sources={sources} addresses={addresses} onChange={setAddresses} /> : null}
        {kind !== 'address' && possible[kind] !== undefined ? <p className={styles['hint']}>{say(possible[kind])}</p> : null}
        {kind !== 'address' && possible[kind] === undefined ? (
          <Sentence word={kind === 'sample' ? 'liveSampleSays' : 'liveMadeSays'} blanks={{ speed: <NumberBlank label={say('liveSpeed')} value={speed} readOnly={false} {...speeds} change={setSpeed} /> }} />
        ) : null}
      </div>
      <button type="button" className={controls['primary']} aria-disabled={!ready || starting} onClick={() => (ready && !starting ? live.getState().begin(from) : undefined)}>
        <IconPlayerPlayFilled size={14} aria-hidden="true" />
        {say(starting ? 'liveStarting' : 'liveStart')}
      </button>
      <Failure text={failure} />
    </div>
  );
}

function Failure({ text }: { readonly text: { readonly en: string; readonly zh: string } | undefined }): ReactNode {
  const { lang } = useWords();
  return <p className={styles['failure']} role="alert">{text?.[lang]}</p>;
}

interface AddressesProps {
  readonly sources: readonly RuleNode[];
  readonly addresses: Readonly<Record<string, string>>;
  readonly onChange: (addresses: Readonly<Record<string, string>>) => void;
}

function Addresses({ sources, addresses, onChange }: AddressesProps): ReactNode {
  const { lang, say } = useWords();
  const put = (node: string, address: string): void => {
    const { [node]: _, ...others } = addresses;
    onChange(address === '' ? others : { ...others, [node]: address });
  };
  return (
    <>
      {sources.map(({ id, name }) => {
        const source = inLanguage(name, lang);
        return (
          <Sentence
            key={id}
            word="liveAddressSays"
            blanks={{
              source: <strong className={styles['source']}>{source}</strong>,
              address: <StringBlank label={`${say('liveAddressOf')}${lang === 'zh' ? '：' : ': '}${source}`} value={addresses[id] ?? ''} readOnly={false} code placeholder="wss://" accepts={(text) => text === '' || isAddress(text)} change={(next) => put(id, next)} />,
            }}
          />
        );
      })}
      <p className={styles['hint']}>{say('liveAddressTeach')}</p>
    </>
  );
}
