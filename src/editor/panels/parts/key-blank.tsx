import type { ReactNode } from 'react';
import type { Stream } from '../../../kinds/contract.ts';
import { keyTypes } from '../../../kinds/shared/keys.ts';
import { FieldsBlank } from '../../blanks/fields-blank.tsx';
import { useWords } from '../../state/context.tsx';

interface Props {
  readonly value: readonly string[];
  readonly stream: Stream;
  readonly readOnly: boolean;
  readonly change: (next: string[]) => void;
  /** Where given, rows need not be told apart; said in place of the key. */
  readonly none?: string | undefined;
}

/** The fields that say whose row it is. */
export function KeyBlank({ value, stream, readOnly, change, none }: Props): ReactNode {
  const { say } = useWords();
  return (
    <FieldsBlank
      label={say('whose')}
      value={value}
      readOnly={readOnly}
      fields={stream.fields}
      types={keyTypes}
      forRule
      none={none}
      change={(next) => change([...next])}
    />
  );
}
