import type { FlowField } from '../../../data/field.ts';
import type { StreamPort } from '../../state/contract.ts';
import type { Suggestion } from './text-value.tsx';

/** The values that a field's contract allows. */
export function useSuggestions(_at: StreamPort, field: FlowField | undefined, wanted: boolean): readonly Suggestion[] {
  return wanted ? (field?.values ?? []).map((value) => ({ value })) : [];
}
