import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Servers as children of this process: they are stopped with it, and tests can have them stopped, killed and started. */

const patience = 60_000;

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * One server. `command` is a program and its arguments; `ready` resolves to whether it answers; `signal` asks it to end.
 */
export function serverOf({ name, command, log, port, options = {}, signal = 'SIGTERM', ready = () => answers(port) }) {
  let child;
  const ended = () => child === undefined || child.exitCode !== null || child.signalCode !== null;

  const end = async (how) => {
    if (ended()) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(how);
    await gone;
  };

  return {
    name,
    start: async () => {
      if (!ended()) return;
      const out = openSync(log, 'a');
      const [program, ...args] = command;
      child = spawn(program, args, { stdio: ['ignore', out, out], ...options });
      const failed = new Promise((_, reject) => child.once('error', reject));
      const until = Date.now() + patience;
      while (!(await Promise.race([ready(), failed]))) {
        if (ended()) throw new Error(`${name} ended at its start; see ${log}`);
        if (Date.now() > until) throw new Error(`${name} did not answer for ${patience / 1000} s; see ${log}`);
        await sleep(50);
      }
    },
    stop: () => end(signal),
    kill: () => end('SIGKILL'),
    /** At the exit of this process, when nothing can be waited for. */
    abandon: () => void (ended() || child.kill('SIGKILL')),
  };
}

export function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
