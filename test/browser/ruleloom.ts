import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the command line says of the examples: the page must say the same. */

const home = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(home, 'rules-examples');

export const exampleIds: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const fileOf = (id: string): string => join(folder, id, `${id}.rules.json`);

export function exampleFile(id: string): unknown {
  return JSON.parse(readFileSync(fileOf(id), 'utf8'));
}

export const ruleloom = (command: string, id: string, ...options: readonly string[]): unknown => ruleloomOn(fileOf(id), command, ...options);

export function ruleloomOn(file: string, command: string, ...options: readonly string[]): unknown {
  const text = execFileSync(process.execPath, [join(home, 'src/cli/bin.mjs'), command, file, ...options], { encoding: 'utf8' });
  return JSON.parse(text);
}
