import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { printDocument } from '../graph/serialise.ts';
import { testServer } from '../server/testing.ts';
import { cardGraph } from '../server/testing-graph.ts';
import { main } from './main.ts';

const home = fileURLToPath(new URL('../..', import.meta.url));

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ruleloom-deploy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function ruleloom(cwd: string, ...args: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await main(args, { out: (text) => (out += text), err: (text) => (err += text), cwd, lang: 'en', interactive: false });
  return { code, out, err };
}

test('brings a graph live, changes it, takes it on to another server, and goes back', async () => {
  const [staging, live] = [await testServer(), await testServer()];
  const folder = await folderOf();
  await writeFile(join(folder, 'cards.rules.json'), printDocument(cardGraph()));
  expect(await ruleloom(folder, 'deploy', 'cards.rules.json', '--to', staging.address)).toEqual({ code: 0, out: 'cards: version 1 is running\n', err: '' });
  await writeFile(join(folder, 'cards.rules.json'), printDocument(cardGraph({ minutes: 20 })));
  const second = await ruleloom(folder, 'deploy', 'cards.rules.json', '--to', staging.address, '--note', 'longer');
  expect([second.code, second.out]).toEqual([0, 'cards: version 2 is running\n']);
  expect(second.err).toContain('“How often”');
  expect((await ruleloom(folder, 'deploy', '--promote', 'cards', '--from', staging.address, '--to', live.address)).out).toBe('cards: version 1 is running\n');
  expect((await live.client.ask('runGraph', { params: { id: 'cards' } })).value).toEqual((await staging.client.ask('runGraph', { params: { id: 'cards' } })).value);
  expect((await ruleloom(folder, 'deploy', '--rollback', 'cards', '--to', staging.address)).out).toBe('cards: version 3 is running\n');
  expect((await ruleloom(folder, 'deploy', '--rollback', 'cards', '--to', live.address))).toMatchObject({ code: 1, err: 'There is no version before this one.\n' });
});

test('takes the rows of reference tables along, and says what keeps a graph from running', async () => {
  const server = await testServer();
  const folder = await folderOf();
  await cp(join(home, 'rules-examples/card-fraud'), folder, { recursive: true });
  const done = await ruleloom(folder, 'deploy', 'card-fraud.rules.json', '--to', server.address, '--json');
  expect(done).toMatchObject({ code: 0, err: '' });
  const { tables } = (await server.client.ask('runGraph', { params: { id: 'card-fraud' } })).value as { tables: { data: object }[] };
  expect(tables.every(({ data }) => 'rows' in data)).toBe(true);
  const graph = JSON.parse(await readFile(join(folder, 'card-fraud.rules.json'), 'utf8')) as { nodes: { id: string; config: object }[] };
  graph.nodes = graph.nodes.map((node) => (node.id === 'testing' ? { ...node, config: { when: { logic: { '>': [{ var: 'nowhere' }, 1] } } } } : node));
  await writeFile(join(folder, 'card-fraud.rules.json'), JSON.stringify(graph));
  const refused = await ruleloom(folder, 'deploy', 'card-fraud.rules.json', '--to', server.address);
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toContain('nowhere');
  expect((await ruleloom(folder, 'deploy', 'card-fraud.rules.json', '--to', 'http://127.0.0.1:9')).err).toContain('No server answers');
  expect((await ruleloom(folder, 'deploy', 'card-fraud.rules.json')).code).toBe(2);
});

test('the recipe for build servers checks, tests, compares and deploys, and stops at the first that does not hold', async () => {
  const server = await testServer();
  const folder = await folderOf();
  await cp(join(home, 'rules-examples/card-fraud'), folder, { recursive: true });
  const recipe = () =>
    promisify(execFile)('bash', [join(home, 'docs/recipes/deploy.sh'), join(folder, 'card-fraud.rules.json'), server.address], {
      env: { ...process.env, RULELOOM: `${process.execPath} ${join(home, 'src/cli/bin.mjs')}`, REPORTS: folder },
    });
  expect((await recipe()).stdout).toContain('card-fraud: version 1 is running');
  const text = await readFile(join(folder, 'card-fraud.rules.json'), 'utf8');
  await writeFile(join(folder, 'card-fraud.rules.json'), text.replace('"name": "Card fraud"', '"name": "Card fraud, again"').replace('"en": "Card fraud"', '"en": "Card fraud, again"'));
  expect((await recipe()).stdout).toContain('card-fraud: version 2 is running');
  expect(await readFile(join(folder, 'card-fraud.html'), 'utf8')).toContain('<html');
  await writeFile(join(folder, 'card-fraud.rules.json'), text.replace(/"once": "[^"]*"/, '"once": "never"'));
  await expect(recipe()).rejects.toThrow(/Command failed/);
  expect((await server.client.ask('run', { params: { id: 'card-fraud' } })).value.deployment.number).toBe(2);
}, 120_000);
