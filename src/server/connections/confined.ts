import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { FilesConnection } from './connection.ts';
import { codeOf, Trouble } from './trouble.ts';

/** Where a file that is there really lies: below the folder of the connection, whatever links lead to it. */
export async function fileBelow({ folder }: FilesConnection, path: string): Promise<string> {
  const [root, file] = [await realFolder(folder), await realpath(join(folder, plain(path)))];
  if (!file.startsWith(withEnd(root))) throw outside(path);
  return file;
}

/** The same of one that is to be written, and may not be there yet. The folders that lead to it are made. */
export async function newFileBelow({ folder }: FilesConnection, path: string): Promise<string> {
  const wanted = join(folder, plain(path));
  const root = await realFolder(folder);
  // Of folders that are not there none can lead elsewhere; those that are there are looked at before anything is made.
  if (!`${await realAncestor(dirname(wanted))}${sep}`.startsWith(withEnd(root))) throw outside(path);
  await mkdir(dirname(wanted), { recursive: true });
  const file = await realpath(wanted).catch(async (error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    return join(await realpath(dirname(wanted)), basename(wanted));
  });
  if (!file.startsWith(withEnd(root))) throw outside(path);
  return file;
}

function plain(path: string): string {
  const bad = path.trim() === '' || /^[/~]|^[a-z]:|\\|\0/i.test(path) || path.split('/').includes('..');
  if (bad) throw outside(path);
  return path;
}

const outside = (path: string): Trouble => new Trouble({ en: `“${path}” does not lie in the folder of its connection`, zh: `“${path}”不在所属连接的文件夹里` });

const withEnd = (folder: string): string => (folder.endsWith(sep) ? folder : `${folder}${sep}`);

function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch((error: unknown) => {
    throw codeOf(error) === 'ENOENT' ? new Trouble({ en: `There is no folder ${folder}`, zh: `没有文件夹 ${folder}` }, { cause: error }) : error;
  });
}

async function realAncestor(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return realAncestor(dirname(path));
  }
}
