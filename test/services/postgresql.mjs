import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from './installing.mjs';
import { freePort, serverOf } from './serving.mjs';

const versions = '/usr/lib/postgresql';

function programs() {
  const found = existsSync(versions) ? readdirSync(versions) : [];
  const folders = found.sort((a, b) => Number(b) - Number(a)).map((version) => join(versions, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** PostgreSQL does not run as root: there it runs as the user that its package makes. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export async function postgresql(folder) {
  const bin = installed('PostgreSQL', ['postgresql'], programs);
  const user = unprivileged();
  const home = join(folder, 'postgresql');
  mkdirSync(home);
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid);
  const options = { cwd: home, ...user };
  const data = join(home, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'ruleloom', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], { stdio: 'ignore', ...options });

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${home}`, 'max_connections=20'].flatMap((setting) => ['-c', setting]);
  const ready = () => {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  const server = serverOf({
    name: 'postgresql',
    command: [join(bin, 'postgres'), '-D', data, '-p', String(port), ...settings],
    log: join(folder, 'postgresql.log'),
    port,
    options,
    // Without waiting for clients to go.
    signal: 'SIGINT',
    ready,
  });
  return { server, address: { host: '127.0.0.1', port, database: 'postgres', user: 'ruleloom' } };
}
