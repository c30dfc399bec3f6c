import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { kafkaRace } from './kafka-race.mjs';
import { soak } from './soak.mjs';
import { webhookRace } from './webhook-race.mjs';
import { inWords } from './words.mjs';

/** Measures live runs beside bare consumers that parse, count and keep their place. `--json` prints one object, else tables. */

const sections = {
  webhook: (options) => webhookRace(options, { title: 'Webhook, 500 events a delivery', size: 500, senders: 16 }),
  single: (options) => webhookRace({ ...options, events: Math.ceil(options.events / 10) }, { title: 'Webhook, one event a delivery', size: 1, senders: 128 }),
  kafka: kafkaRace,
  soak,
};
const usual = ['webhook', 'single', 'kafka'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    rounds: { type: 'string', default: '3' },
    events: { type: 'string', default: '300000' },
    minutes: { type: 'string', default: '10' },
  },
});
const wanted = positionals.length === 0 ? usual : positionals;
const unknown = wanted.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0) {
  process.stderr.write(`no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}\n`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'ruleloom-bench-live-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const told = {};
for (const name of wanted) {
  process.stderr.write(`${name} …\n`);
  told[name] = await sections[name]({ folder: join(folder, name), events: Number(values.events), rounds: Number(values.rounds), minutes: Number(values.minutes) });
}
const machine = { cpu: cpus()[0]?.model.trim(), cores: cpus().length, memory: totalmem(), platform: platform(), arch: arch(), node: process.version };
const report = { machine, rounds: Number(values.rounds), sections: told };
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : inWords(report));
