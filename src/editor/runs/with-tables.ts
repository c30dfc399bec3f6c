import { readTable } from '../../data/read/table-file.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { withTablesInline } from '../../lab/inline-tables.ts';
import type { SampleFiles } from '../simulate/protocol.ts';
import { NoReply } from '../simulate/worker-link.ts';

/** The graph as it is deployed: with the rows of its table files in it, which the server has not. */
export const withTables = (document: RuleDocument, files: SampleFiles): Promise<RuleDocument> =>
  withTablesInline(document, async (path, columns) => {
    const file = files[path];
    if (file === undefined) throw new NoReply({ en: `The table file “${path}” is not here: give it to the graph first.`, zh: `缺少表文件“${path}”：请先把它提供给规则图。` });
    return readTable(typeof file === 'string' ? await (await fetch(file)).blob() : file, columns);
  });
