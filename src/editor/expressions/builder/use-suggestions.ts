import { useMemo } from 'react';
import type { FlowField } from '../../../data/field.ts';
import { numberInWords } from '../../../data/words.ts';
import { useDistribution } from '../../sample/use-sample.ts';
import type { StreamPort } from '../../state/contract/sample.ts';
import { useWords } from '../../state/context.tsx';
import type { Suggestion } from './text-value.tsx';

/** The sample's most frequent values, and those that the contract allows; none of what does not concern texts. */
export function useSuggestions(at: StreamPort, field: FlowField | undefined, wanted: boolean): readonly Suggestion[] {
  const { lang } = useWords();
  const known = useDistribution(wanted && field !== undefined ? at : undefined, field?.name);
  const distribution = known?.answer;
  return useMemo(() => {
    if (!wanted) return [];
    const top = distribution !== undefined && 'top' in distribution ? distribution.top : [];
    const seen = new Set(top.map(({ value }) => value));
    const allowed = (field?.values ?? []).filter((value) => !seen.has(value));
    return [...top.map(({ value, rows }) => ({ value, count: numberInWords(rows, undefined, lang) })), ...allowed.map((value) => ({ value }))];
  }, [wanted, distribution, field, lang]);
}
