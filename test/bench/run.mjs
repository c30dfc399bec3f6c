import { fork, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSections, sections } from './build.mjs';
import { inWords } from './words.mjs';

/** Measures the engine beside other ways to the same answers. `--json` prints one object, else a table. */

const here = fileURLToPath(new URL('.', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    quick: { type: 'boolean' },
    rounds: { type: 'string', default: '5' },
    scale: { type: 'string', default: '1' },
  },
});
const wanted = positionals.length === 0 ? sections : positionals;
const unknown = wanted.filter((name) => !sections.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no section ${unknown.join(', ')}; there are ${sections.join(', ')}\n`);
  process.exit(2);
}

install();
await buildSections();
const told = {};
for (const name of wanted) {
  process.stderr.write(`${name} …\n`);
  told[name] = await measure(name);
}
const machine = { cpu: cpus()[0]?.model.trim(), cores: cpus().length, memory: totalmem(), platform: platform(), arch: arch(), node: process.version };
const report = { machine, rounds: Number(values.rounds), scale: Number(values.scale), sections: told };
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : inWords(report));

function install() {
  const lock = readFileSync(`${here}package-lock.json`, 'utf8');
  const installed = `${here}node_modules/.installed-lock.json`;
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(installed, lock);
}

/** A process of its own for each section, so that none finds what another has left in memory. */
function measure(name) {
  return new Promise((done, fail) => {
    const child = fork(`${here}dist/${name}.js`, [], {
      execArgv: ['--expose-gc', '--no-flush-bytecode', '--max-old-space-size=8192'],
      env: {
        ...process.env,
        BENCH_HOME: fileURLToPath(new URL('../..', import.meta.url)),
        BENCH_ROUNDS: values.rounds,
        BENCH_SCALE: values.scale,
        BENCH_QUICK: values.quick ? '1' : '',
      },
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    let answer;
    child.on('message', (message) => {
      answer = message;
    });
    child.on('exit', (code) => (code === 0 && answer !== undefined ? done(answer) : fail(new Error(`${name} ended with ${code}`))));
  });
}
