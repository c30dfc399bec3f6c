import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, programAt } from './installing.mjs';
import { freePort, serverOf } from './serving.mjs';

const [user, password] = ['ruleloom', 'for tests alone'];

export async function mosquitto(folder) {
  const program = installed('Mosquitto', ['mosquitto'], () => programAt('mosquitto'));
  const home = join(folder, 'mosquitto');
  mkdirSync(home);
  const passwords = join(home, 'passwords');
  execFileSync(programAt('mosquitto_passwd') ?? 'mosquitto_passwd', ['-b', '-c', passwords, user, password], { stdio: 'ignore' });
  const port = await freePort();
  const config = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous false',
    `password_file ${passwords}`,
    // Sessions and what waits in them outlive the broker.
    'persistence true',
    `persistence_location ${home}/`,
    'max_queued_messages 0',
    // It would let go of its rights, and then not read what is ours.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
  ];
  writeFileSync(join(home, 'mosquitto.conf'), `${config.join('\n')}\n`);
  const server = serverOf({ name: 'mosquitto', command: [program, '-c', join(home, 'mosquitto.conf')], log: join(folder, 'mosquitto.log'), port });
  return { server, address: { url: `mqtt://127.0.0.1:${port}`, user, password } };
}
