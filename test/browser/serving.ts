import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server of one's own, on a folder that is empty but for its configuration. */
export interface Serving {
  /** Without a slash at its end. */
  readonly address: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

const command = fileURLToPath(new URL('../../src/cli/bin.mjs', import.meta.url));

export async function serveFolder(config: object = {}): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'ruleloom-serving-'));
  writeFileSync(join(folder, 'ruleloom.config.json'), JSON.stringify(config));
  const server = spawn(process.execPath, [command, 'serve', folder, '--port', '0', '--lang', 'en', '--log', 'error'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const address = /http:\/\/\S+?(?=\/?(\s|$))/.exec(line)?.[0];
  if (address === undefined) throw new Error(`The server did not say where it is, but: ${line}`);
  return {
    address,
    folder,
    async stop() {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
