import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built app. Its page is told that there is a server behind it: static files have none. */
export async function serveApp(server: FastifyInstance, folder: string): Promise<void> {
  const page = (await readFile(join(folder, 'index.html'), 'utf8')).replace('<head>', '<head>\n    <meta name="ruleloom-server" content="/api">');
  server.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page));
  await server.register(files, {
    root: folder,
    index: false,
    dotfiles: 'deny',
    cacheControl: false,
    // Built files carry a hash of their content in their name.
    setHeaders: (reply, path) => void reply.setHeader('cache-control', path.includes('/assets/') || path.includes('\\assets\\') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
}
