import type { ReactNode } from 'react';
export function LabelDialog(_: unknown): ReactNode { return null; }
