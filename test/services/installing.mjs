import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What is missing on this machine is installed where that can be done, and told in words where it can't. */

export class Missing extends Error {}

const isRoot = process.getuid?.() === 0;
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Where a program is, daemons included, which are on no user's path. */
export function programAt(name) {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** What `find` finds, if need be after the package was installed. */
export function installed(what, packages, find) {
  const before = find();
  if (before !== undefined) return before;
  if (programAt('apt-get') === undefined) throw new Missing(`${what} is not installed, and this system has no apt-get. Install it, and run this again.`);
  if (!isRoot) throw new Missing(`${what} is not installed. Install it, and run this again:\n    sudo apt-get install ${packages.join(' ')}`);
  process.stdout.write(`Installing ${packages.join(', ')}\n`);
  // What the lists say may have been overtaken: then they are fetched anew.
  if (!aptGet('install', ...packages) && !(aptGet('update') && aptGet('install', ...packages))) throw new Missing(`apt-get could not install ${packages.join(' ')}`);
  const after = find();
  if (after === undefined) throw new Missing(`${what} is not where it should be after apt-get install ${packages.join(' ')}`);
  return after;
}

function aptGet(...args) {
  const { status } = spawnSync('apt-get', ['-qq', '-y', '--no-install-recommends', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}
