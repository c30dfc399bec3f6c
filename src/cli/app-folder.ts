import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { homeFolder } from './home.ts';

/** The folder of the built app, built where its sources have changed; in a process of its own, whose memory goes with it. */
export function builtApp(): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(homeFolder(), 'src/cli/build-app.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let folder = '';
    let words = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (folder += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(folder) : reject(new Error(words.trim()))));
  });
}
