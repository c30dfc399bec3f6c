import { addressOf } from '../../api/client.ts';
import { routes } from '../../api/routes.ts';
import { server } from '../remote/this-server.ts';

/** By path, where the files are that lie beside a graph on its server. One that was changed there has another address. */
export async function serverFiles(graph: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  const { value } = await server.ask('graphFiles', { params: { id: graph }, query: { paths: JSON.stringify(paths) } });
  const address = (path: string, changed: number): string => `${addressOf(routes.graphFile.path, { id: graph }, { path })}&changed=${changed}`;
  return new Map(value.files.map(({ path, changed }) => [path, new URL(address(path, changed), document.baseURI).href]));
}
