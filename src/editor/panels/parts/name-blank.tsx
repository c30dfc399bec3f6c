import type { ReactNode } from 'react';
import { badFieldName } from '../../../data/schema.ts';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { useWords } from '../../state/context.tsx';

interface Props {
  readonly name: string;
  readonly readOnly: boolean;
  readonly rename: (from: string, to: string) => void;
}

/** The name of a field that the node makes, as formulas write it: what speaks of it follows. */
export function NameBlank({ name, readOnly, rename }: Props): ReactNode {
  const { say } = useWords();
  return (
    <StringBlank
      label={say('nameInFormulas')}
      value={name}
      readOnly={readOnly}
      change={(next) => rename(name, next.trim())}
      accepts={(text) => badFieldName(text.trim()) === undefined}
      whole
      code
      wide
    />
  );
}
