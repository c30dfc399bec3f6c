import type { ReactNode } from 'react';
import { eventWords, measureOf } from '../../../data/words.ts';
import { findField, inputOf } from '../../../kinds/shared/streams.ts';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import type { PanelProps } from '../panel.ts';
import { KeyBlank } from './key-blank.tsx';

type Asked<Config> = Pick<PanelProps<Config>, 'config' | 'around' | 'readOnly' | 'change'>;

/** What sentences say of whose rows count together: the key, and in what Chinese counts such things. */
export function useKey<Config extends { readonly key: readonly string[] }>(
  { config, around, readOnly, change }: Asked<Config>,
  needed: 'needed' | 'may be none' = 'may be none',
): { readonly key: ReactNode; readonly measure: string } {
  const { lang } = useWords();
  const stream = inputOf(around);
  const { key } = config;
  return {
    measure: measureOf(findField(stream, key[0] ?? '')),
    key: (
      <KeyBlank
        value={key}
        stream={stream}
        readOnly={readOnly}
        none={needed === 'needed' ? undefined : panelPhrases.allOf(eventWords(stream.event, lang).many, lang)}
        change={(next) => change({ ...config, key: next })}
      />
    ),
  };
}
