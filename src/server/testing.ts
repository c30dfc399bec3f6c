import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createClient } from '../api/client.ts';
import type { Client } from '../api/client.ts';
import { configName } from './config.ts';
import { openHost } from './runs/host.ts';
import { serve } from './serve.ts';
import type { Serving } from './serve.ts';

export interface TestServer extends Serving {
  readonly folder: string;
  readonly base: string;
  readonly client: Client;
  /** Stops it as it is meant to be stopped, and starts it on the same folder. */
  readonly again: () => Promise<TestServer>;
}

export interface TestServerOptions {
  readonly config?: object | undefined;
  readonly folder?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** A server on a free port and a folder of its own, gone when the test is over. */
export async function testServer({ config = {}, folder: given, headers, environment = {} }: TestServerOptions = {}): Promise<TestServer> {
  const folder = given ?? (await temporaryFolder());
  await writeFile(join(folder, configName), JSON.stringify({ port: 0, ...config }));
  const serving = await serve({ folder, version: '0.0.0', environment: { SECRET: 'a-secret-of-this-machine', ...environment }, open: openHost, level: 'silent' });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await serving.close();
    open = false;
  };
  onTestFinished(close);
  const base = serving.address.replace(/\/$/, '');
  return {
    ...serving,
    close,
    folder,
    base,
    client: createClient({ base, headers }),
    again: async () => {
      await close();
      return testServer({ config, folder, headers, environment });
    },
  };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ruleloom-server-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether something comes true, looked at until it does. */
export async function eventually<T>(look: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
