import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Builds what runs from what is written, once per state of the sources. Each build has a folder named after the
 * sources it was made from, so that processes that start at the same time can neither see half a build nor
 * take one from each other.
 */

export const home = fileURLToPath(new URL('../..', import.meta.url));

const targets = {
  cli: { from: ['src', 'package.json', 'package-lock.json'], except: /(^src\/editor\/)|\.test\.tsx?$/, entry: 'main.js', settings: cliSettings },
  app: { from: ['src', 'public', 'rules-examples', 'index.html', 'vite.config.ts', 'package-lock.json'], except: /(^src\/(cli|server)\/)|\.test\.tsx?$/, entry: 'index.html', settings: appSettings },
};

/** The folder that holds the up-to-date build of `cli` or `app`. Builds it where there is none yet. */
export async function built(name, onBuild = () => {}) {
  const { from, except, entry, settings } = targets[name];
  const all = join(home, 'dist', name);
  const folder = join(all, stampOf(from, except));
  if (existsSync(join(folder, entry))) return folder;
  onBuild();
  const draft = join(all, `draft-${process.pid}-${Date.now()}`);
  try {
    await mkdir(draft, { recursive: true });
    const { build } = await viteOrWords();
    await build(settings(draft));
    await rename(draft, folder).catch((error) => {
      // Another process was faster: its build is of the same sources.
      if (!existsSync(join(folder, entry))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await forgetOld(all, folder);
  return folder;
}

async function viteOrWords() {
  try {
    return await import('vite');
  } catch {
    throw new Error('Some packages are missing. Run `npm ci` in the folder of Ruleloom first.');
  }
}

function cliSettings(outDir) {
  return {
    configFile: false,
    root: home,
    logLevel: 'silent',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { input: { main: join(home, 'src/cli/main.ts'), 'run-thread': join(home, 'src/server/runs/thread-entry.ts') } },
    },
    // What the server stands on stays as it was installed: some of it is not made to be bundled, and one is not JavaScript.
    ssr: { noExternal: true, external: ['@fastify/static', 'fastify', 'kafkajs', 'libsql', 'mqtt', 'pg', 'pino', 'prom-client', 'ws'], target: 'node' },
  };
}

function appSettings(outDir) {
  return { configFile: join(home, 'vite.config.ts'), root: home, logLevel: 'silent', build: { outDir, emptyOutDir: false } };
}

/** Changes with the name, size or time of any file it is made from. */
function stampOf(from, except) {
  const hash = createHash('sha256').update(process.version);
  const visit = (path) => {
    const info = statSync(path, { throwIfNoEntry: false });
    if (info === undefined) return;
    if (info.isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
      return;
    }
    const name = relative(home, path).replaceAll('\\', '/');
    if (!except.test(name)) hash.update(`${name}\n${info.size}\n${info.mtimeMs}\n`);
  };
  for (const name of from) visit(join(home, name));
  return hash.digest('hex').slice(0, 16);
}

/** Builds of older sources go after an hour, when no process that started with one still loads parts of it. */
async function forgetOld(all, current) {
  const hour = 3_600_000;
  for (const name of readdirSync(all)) {
    const path = join(all, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (path !== current && age > hour) await rm(path, { recursive: true, force: true });
  }
}
