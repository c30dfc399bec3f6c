import type { RuleDocument } from '../../graph/document.ts';
import { hasServer } from '../remote/base.ts';
import { server } from '../remote/this-server.ts';
import { listsNamedIn, managedFile } from './named-files.ts';

/** Where all that ever was in the lists of the server is to be had; another address once one has changed. */
export async function listFiles(document: RuleDocument): Promise<readonly (readonly [string, string])[]> {
  const names = listsNamedIn(document);
  if (names.length === 0 || !hasServer) return [];
  const known = await server.ask('lists').catch(() => undefined);
  return (known?.value.lists ?? []).flatMap(({ name, changed }) => (names.includes(name) ? [[managedFile(name), `/api/lists/${encodeURIComponent(name)}/versions.csv?changed=${changed}`] as const] : []));
}
