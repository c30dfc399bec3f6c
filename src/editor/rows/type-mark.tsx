import { IconBrackets, IconClock, IconHash, IconLetterCase, IconToggleLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FieldType } from '../../data/field.ts';
import { useWords } from '../state/context.tsx';

const icons = { number: IconHash, text: IconLetterCase, boolean: IconToggleLeft, time: IconClock, list: IconBrackets } as const;

/** The sign alone, where its word stands beside it. */
export function TypeIcon({ type }: { readonly type: FieldType }): ReactNode {
  const Drawing = icons[type];
  return <Drawing size={13} stroke={1.75} aria-hidden="true" />;
}

/** A small sign for the type of a field, with its word for those who can't see it. */
export function TypeMark({ type }: { readonly type: FieldType }): ReactNode {
  const { say } = useWords();
  return (
    <>
      <TypeIcon type={type} />
      <span className="unseen">{`${say(type)}: `}</span>
    </>
  );
}
