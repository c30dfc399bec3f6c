import { lazy, Suspense } from 'react';
import type { ComponentProps, ReactNode } from 'react';

// The formula editor is heavy and comes on first use.
const ExpressionEditor = lazy(async () => ({
  default: (await import('../../expressions/expression-editor.tsx')).ExpressionEditor,
}));

/** An expression as conditions to fill in, as a formula, or as JsonLogic. */
export const ExpressionBox = (props: ComponentProps<typeof ExpressionEditor>): ReactNode => (
  <Suspense fallback={null}>
    <ExpressionEditor {...props} />
  </Suspense>
);
