import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FieldType } from '../../data/field.ts';
import type { StoredExpression } from '../../data/schema.ts';
import type { Stream, Surroundings } from '../../kinds/contract.ts';
import { scopeOf } from '../../kinds/shared/expressions.ts';
import type { StreamPort } from '../state/contract.ts';
import { Builder } from './builder/builder.tsx';
import { FormulaLine } from './formula-line.tsx';

export interface ExpressionEditorProps {
  /** Where its rows are: for suggestions, distributions and counts. */
  readonly at: StreamPort;
  readonly stream: Stream;
  readonly around: Surroundings;
  readonly value: StoredExpression | undefined;
  /** What it must give; any type, where left open. */
  readonly expected: FieldType | undefined;
  /** True in rules and in features of them, which may not use a label. */
  readonly forRule?: boolean | undefined;
  readonly label: string;
  readonly readOnly: boolean;
  readonly change: (next: StoredExpression, coalesce?: string) => void;
}

/** An expression in the face that suits it; each face turns into the others without loss. */
export function ExpressionEditor({ at, stream, around, value, expected, forRule = false, label, readOnly, change }: ExpressionEditorProps): ReactNode {
  const scope = useMemo(() => scopeOf(stream, around), [stream, around]);
  const isCondition = expected === 'boolean' && (value === undefined || !('raw' in value));
  if (!isCondition) return <FormulaLine at={at} scope={scope} value={value} expected={expected} forRule={forRule} label={label} readOnly={readOnly} change={change} />;
  return <Builder at={at} scope={scope} value={value} expected={expected} forRule={forRule} label={label} readOnly={readOnly} change={change} end={null} />;
}
