import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Missing, installed, programAt } from './installing.mjs';
import { freePort, serverOf } from './serving.mjs';

const here = fileURLToPath(new URL('kafka', import.meta.url));
const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const clusterId = 'cnVsZWxvb20tdGVzdHMtMQ';

/** The broker's jars, as published: what is in the cache and whole stays, all else comes from Maven Central. */
function jarsIn(cache) {
  const pinned = readFileSync(join(here, 'jars.sha256'), 'utf8').trim().split('\n').map((line) => line.split(/\s+/));
  const folder = join(cache, 'kafka');
  const broken = () => pinned.filter(([sum, name]) => !existsSync(join(folder, name)) || sha256(join(folder, name)) !== sum).map(([, name]) => name);
  if (broken().length > 0) {
    const maven = installed('Maven, which fetches Apache Kafka,', ['maven'], () => programAt('mvn'));
    process.stdout.write('Fetching Apache Kafka\n');
    rmSync(folder, { recursive: true, force: true });
    const { status } = spawnSync(maven, ['-q', '-B', '-f', join(here, 'pom.xml'), copyDependencies, '-DincludeScope=runtime', `-DoutputDirectory=${folder}`], { stdio: 'inherit' });
    if (status !== 0) throw new Missing('Maven could not fetch Apache Kafka.');
    if (broken().length > 0) throw new Missing(`These are not what jars.sha256 says: ${broken().join(', ')}`);
  }
  return pinned.map(([, name]) => join(folder, name)).join(':');
}

const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

export async function kafka(folder, cache) {
  const java = installed('Java', ['default-jre-headless'], () => programAt('java'));
  const jars = jarsIn(cache);
  const home = join(folder, 'kafka');
  mkdirSync(home);
  const [port, controller] = [await freePort(), await freePort()];
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': join(home, 'data'),
    'auto.create.topics.enable': false,
    // One broker, and nobody to wait for.
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
  };
  const config = join(home, 'server.properties');
  writeFileSync(config, Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join(''));
  execFileSync(java, ['-cp', jars, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', config], { stdio: 'ignore' });
  const server = serverOf({
    name: 'kafka',
    command: [java, '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', jars, 'kafka.Kafka', config],
    log: join(folder, 'kafka.log'),
    port,
  });
  return { server, address: { brokers: [`127.0.0.1:${port}`] } };
}
