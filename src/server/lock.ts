import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { Trouble } from './connections/trouble.ts';
import { isBusy } from './runs/patience.ts';

/** Two servers on one folder would both write its journals. The system itself lets go of this when a process ends, however. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new Database(join(folder, 'lock'));
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new Trouble({ en: `Another server has ${folder} open already. Stop it, or name another folder.`, zh: `另一个服务器正在使用 ${folder}。请先停止它，或指定其他文件夹。` });
  }
  return () => {
    // Closing alone lets go of it only once its memory is collected.
    lock.exec('rollback');
    lock.close();
  };
}
