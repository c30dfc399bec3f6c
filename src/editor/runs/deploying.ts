import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { ChangeLine } from '../../graph/diff-words.ts';
import { sourceConfig } from '../own-data/replacement.ts';
import { changesBetween } from '../versions/changes.ts';

/** What deploying a graph would change, and on which events it can run. */

const sources = ({ nodes }: RuleDocument): RuleDocument['nodes'] => nodes.filter(({ kind }) => kind === 'source');

/** Whether each source says where its live events come from. */
export const saysWhere = (document: RuleDocument): boolean => sources(document).every(({ id }) => sourceConfig(document, id)?.live !== undefined);

/** Whether all that runs is made up. */
export const isMadeUp = (document: RuleDocument): boolean => sources(document).every(({ id }) => sourceConfig(document, id)?.live?.connector === 'generator');

/** What the rules would do otherwise. Where made-up events run, the graph itself says something else of its sources. */
export function deployChanges(running: RuleDocument, drawn: RuleDocument, lang: Lang): readonly ChangeLine[] {
  const known = withFilesOf(drawn, running);
  const [before, after] = isMadeUp(running) ? [withoutLive(known), withoutLive(drawn)] : [known, drawn];
  return changesBetween(before, after, lang).lines.filter(({ layout }) => !layout);
}

/** Where a table names a file its rows went along; whether they are other rows by now is not looked at. */
function withFilesOf({ tables: named }: RuleDocument, running: RuleDocument): RuleDocument {
  const tables = running.tables.map((table) => {
    const data = named.find(({ id }) => id === table.id)?.data;
    return data !== undefined && 'file' in data && 'rows' in table.data ? { ...table, data } : table;
  });
  return { ...running, tables };
}

function withoutLive(document: RuleDocument): RuleDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      if (node.kind !== 'source') return node;
      const { live: _, ...config } = node.config;
      return { ...node, config };
    }),
  };
}
