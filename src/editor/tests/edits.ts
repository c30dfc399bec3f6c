import type { Lang, Text } from '../../data/text.ts';
import type { RuleDocument, SavedTest } from '../../graph/document.ts';
import type { TestResult } from '../../lab/saved-tests.ts';
import { inLanguage, words } from '../../data/text.ts';

/** What a person does to a saved test, as the test that comes of it. */

export type Expected = SavedTest['expect'][number];

/** Something to fill in: no row yet, and so no alert. */
export function emptyTest({ nodes }: RuleDocument, name: Text): SavedTest {
  const source = nodes.find(({ kind }) => kind === 'source');
  return { name, given: source === undefined ? {} : { [source.id]: [] }, match: 'none', expect: [] };
}

export function copyOf(test: SavedTest, label: (name: string, lang: Lang) => string): SavedTest {
  return { ...test, name: words((lang) => label(inLanguage(test.name, lang), lang)) };
}

/** Expects what comes now, and nothing else. */
export function asItComes(test: SavedTest, { came }: Pick<TestResult, 'came'>): SavedTest {
  if (came.length === 0) return { ...test, match: 'none', expect: [] };
  return { ...test, match: test.match === 'subset' ? 'subset' : 'exact', expect: came.map(({ node, key }) => expecting(node, key)) };
}

export const expecting = (alert: string, key: string | null | undefined): Expected => (key === null || key === undefined || key === '' ? { alert } : { alert, key });
