import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { meaning } from '../../src/compile/meaning.ts';
import type { RuleDocument } from '../../src/graph/document.ts';
import { parseDocument } from '../../src/graph/serialise.ts';

export interface Example {
  readonly id: string;
  readonly folder: string;
  readonly text: string;
  readonly document: RuleDocument;
}

const folder = fileURLToPath(new URL('../../rules-examples', import.meta.url));

/** Every example of the project, read as the product reads it. */
export const examples: readonly Example[] = (existsSync(folder) ? readdirSync(folder) : []).sort().flatMap((id) => {
  const path = join(folder, id, `${id}.rules.json`);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const { document, problems } = parseDocument(text, meaning);
  if (document === undefined) throw new Error(`${id}: ${problems.map((problem) => problem.message.en).join('; ')}`);
  return [{ id, folder: join(folder, id), text, document }];
});
