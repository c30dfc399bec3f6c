import type { Problem } from '../../data/problem.ts';
import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';

/** A graph that comes with the product. */
export interface Example {
  /** The name of its folder, and of its address in the page. */
  readonly id: string;
  readonly document: RuleDocument | undefined;
  /** What is wrong with the file itself. */
  readonly problems: readonly Problem[];
}

const files = import.meta.glob<string>('../../../rules-examples/*/*.rules.json', { query: '?raw', import: 'default', eager: true });

/** From the simplest to the richest. A folder not named here comes after them, by name. */
const readingOrder = [
  'consumer-group', 'risk-warning', 'card-fraud', 'account-takeover', 'abandoned-cart', 'credit-decision', 'device-monitor', 'price-sensitive',
];

export const examples: readonly Example[] = readExamples(files);

export function readExamples(texts: Readonly<Record<string, string>>): readonly Example[] {
  const place = (id: string): number => (readingOrder.includes(id) ? readingOrder.indexOf(id) : readingOrder.length);
  return Object.entries(texts)
    .map(([path, text]) => {
      const { document, problems } = parseDocument(text);
      return { id: idOf(path), document, problems };
    })
    .sort((one, other) => place(one.id) - place(other.id) || (one.id < other.id ? -1 : 1));
}

/** An example to go on with: what its alerts say is in the reader's language. */
export const asTemplate = (document: RuleDocument, lang: Lang): RuleDocument => ({ ...document, lang });

/** `rules-examples/card-fraud/card-fraud.rules.json` is `card-fraud`. */
function idOf(path: string): string {
  return path.split('/').at(-1)?.replace(/\.rules\.json$/, '') ?? path;
}
