import { documentJsonSchema } from '../graph/json-schema.ts';
import { kinds } from '../kinds/registry.ts';
import { exit } from './io.ts';
import type { Io } from './io.ts';
import { WrongUse } from './io.ts';
import { readOptions } from './options.ts';

const options = { lang: { type: 'string' }, json: { type: 'boolean' } } as const;

/** Prints the JSON Schema of documents, made from the schemas that read them. */
export function schema(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = readOptions(args, options, io.lang);
  if (positionals.length > 0) throw new WrongUse(`It takes no file; “${positionals[0]}” is one too many.`);
  const configs = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, kind.config]));
  io.out(`${JSON.stringify(documentJsonSchema(configs), undefined, 2)}\n`);
  return Promise.resolve(exit.clean);
}
