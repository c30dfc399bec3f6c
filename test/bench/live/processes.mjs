import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bin } from './events.mjs';

/** A contender as a process of its own, which says at the start where it is to be reached. */
export async function started(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = () => void child.kill('SIGKILL');
  process.on('exit', gone);
  child.once('exit', (code) => {
    process.off('exit', gone);
    if (!ending) process.stderr.write(`${args.join(' ')} ended with ${code}\n`);
  });
  let ending = false;
  let out = '';
  const waiting = new Set();
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
    for (const each of waiting) each();
  });
  /** What it says, once it has said that. */
  const says = (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(out);
        if (found === null) return;
        waiting.delete(look);
        resolve(found[0]);
      };
      waiting.add(look);
      child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
      look();
    });
  return {
    says,
    /** What is said of this each time. */
    each: (pattern, take) => void child.stdout.on('data', (text) => [...text.matchAll(pattern)].forEach(([, told]) => take(told))),
    cpu: () => cpuOf(child.pid),
    memory: () => memoryOf(child.pid),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      ending = true;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

export const bare = (name, args) => started([fileURLToPath(new URL(name, import.meta.url)), ...args]);

/** `ruleloom serve` on a folder, and its API. */
export async function ruleloom(folder) {
  const args = [...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []), bin, 'serve', folder, '--port', '0', '--log', 'warn'];
  const child = await started(args);
  const base = await child.says(/http:\/\/[^\s/]+/);
  const ask = async (path, body) => {
    const answer = await fetch(`${base}${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  return { ...child, base, ask, deploy: (document) => ask(`/api/runs/${document.id}/deployments`, { document, note: '' }) };
}

/** Milliseconds that processors have worked for it, all threads; undefined where the system does not say. */
function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

/** Bytes of it that are in memory. */
function memoryOf(pid) {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
