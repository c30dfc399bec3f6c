import type { FieldType } from '../../data/field.ts';
import type { StoredExpression } from '../../data/schema.ts';
import type { Scope } from '../../logic/scope.ts';
import type { StreamPort } from '../state/contract/sample.ts';

/** What each face of an expression is given. */
export interface FaceProps {
  readonly at: StreamPort;
  readonly scope: Scope;
  readonly value: StoredExpression | undefined;
  readonly expected: FieldType | undefined;
  readonly forRule: boolean;
  readonly label: string;
  readonly readOnly: boolean;
  readonly change: (next: StoredExpression, coalesce?: string) => void;
}
