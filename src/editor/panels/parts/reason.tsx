import type { ReactNode } from 'react';
import type { Text } from '../../../data/text.ts';
import type { Stream } from '../../../kinds/contract.ts';
import { useWords } from '../../state/context.tsx';
import { Line } from './line.tsx';
import { TemplateBlank } from './template-blank.tsx';

interface Props {
  readonly value: Text | undefined;
  /** What it says where nothing is written. */
  readonly usual: string;
  readonly stream: Stream;
  readonly readOnly: boolean;
  readonly change: (next: Text | undefined, coalesce?: string) => void;
}

/** Why a rule matched, in the words of the author. */
export function Reason({ value, usual, stream, readOnly, change }: Props): ReactNode {
  const { say } = useWords();
  return (
    <Line name={say('reason')}>
      <TemplateBlank
        label={say('reason')}
        value={value ?? ''}
        placeholder={usual}
        stream={stream}
        readOnly={readOnly}
        change={(next, coalesce) => change(next === '' ? undefined : next, coalesce)}
      />
    </Line>
  );
}
