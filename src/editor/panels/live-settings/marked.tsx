import { Fragment } from 'react';
import type { ReactNode } from 'react';

/** Words in which what stands between backticks is code. */
export const Marked = ({ text }: { readonly text: string }): ReactNode =>
  text.split('`').map((part, at) => (at % 2 === 0 ? <Fragment key={at}>{part}</Fragment> : <code key={at}>{part}</code>));
