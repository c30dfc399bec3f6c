import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { capitalised } from '../../data/words.ts';
import type { Both } from '../../lab/compare/model.ts';
import { count, difference, terms } from '../../lab/report/words.ts';
import type { ComparisonTold } from '../simulate/studies/compare.ts';
import { comparePhrases, glossary } from '../words.ts';

/** By node, what became of its hits or its alerts: `Hits 46 → 32 (−14)`. Of outputs that are the same nothing is said. */
export function effectsOf({ rules, raisedBy }: Pick<ComparisonTold, 'rules' | 'raisedBy'>, lang: Lang): ReadonlyMap<string, readonly string[]> {
  const effects = new Map<string, readonly string[]>();
  const add = ({ before, after }: Both<string | undefined>, line: string): void => {
    const node = after ?? before ?? '';
    effects.set(node, [...(effects.get(node) ?? []), line]);
  };
  const said = (what: string, before: number, after: number): string => comparePhrases.effect(what, count(before, lang), count(after, lang), difference(before, after, lang), lang);
  for (const { nodes, output, hits } of rules) {
    const [before, after] = [hits.before ?? 0, hits.after ?? 0];
    const port = output === undefined ? '' : inLanguage(output, lang);
    if (before !== after) add(nodes, said(port === '' ? glossary.ruleHits[lang] : capitalised(port), before, after));
  }
  for (const { nodes, alerts } of raisedBy) if (alerts.before !== alerts.after) add(nodes, said(terms.alerts[lang], alerts.before, alerts.after));
  return effects;
}
