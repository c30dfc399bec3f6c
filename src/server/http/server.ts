import fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { AggregatorRegistry } from 'prom-client';
import { contentPolicy } from './content-policy.ts';
import { handlersFor } from './handlers.ts';
import type { Parts } from './handlers.ts';
import { sendRefusal } from './problems.ts';
import { refusalOf } from './refusals.ts';
import type { Admit, Done } from './serving.ts';
import { serveRoutes } from './serving.ts';
import { serveApp } from './serve-app.ts';

export interface ServerOptions extends Parts {
  readonly log: FastifyBaseLogger;
  /** The built app; without it only the API is served. */
  readonly app: string | undefined;
  readonly admit: Admit;
  /** Whether all that it needs is there. */
  readonly ready: () => boolean;
}

/** The server as people and programs meet it. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { log, app, admit, ready, config, runs } = options;
  const server = fastify({ loggerInstance: log, bodyLimit: config.body, logController: new LogController({ disableRequestLogging: true }), routerOptions: { maxParamLength: 512 }, forceCloseConnections: true, requestTimeout: 60_000 });

  server.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'content-security-policy': contentPolicy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' });
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  server.addHook('onResponse', async (request, reply) => {
    const took = Math.round(reply.elapsedTime);
    if (reply.statusCode >= 500) request.log.error({ method: request.method, path: request.url, status: reply.statusCode, took }, 'failed');
    else request.log.debug({ method: request.method, path: request.url, status: reply.statusCode, took }, 'answered');
  });
  server.setErrorHandler(async (error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal === undefined) request.log.error({ err: error }, 'a fault of ours');
    return sendRefusal(request, reply, refusal ?? { status: 500, code: 'fault', words: { en: 'Something went wrong in the server; its log says what.', zh: '服务器内部出错，详情见日志。' }, problems: undefined, headers: {} });
  });
  server.setNotFoundHandler(async (request, reply) => sendRefusal(request, reply, { status: 404, code: 'no-such-address', words: { en: 'There is nothing at this address.', zh: '此地址没有内容。' }, problems: undefined, headers: {} }));

  // Events come as they are, in whichever form; all else is JSON, which no form of another site can send.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(/^application\/([\w.-]+\+)?(json|x-ndjson|ndjson|jsonl|x-jsonlines|json-lines)\b/, { parseAs: 'buffer' }, (request, body, done) => {
    if (request.url.startsWith('/api/ingest/') || request.url.startsWith('/api/decide/')) return done(null, body);
    try {
      done(null, body.length === 0 ? undefined : JSON.parse(body.toString()));
    } catch (error) {
      done(Object.assign(error instanceof Error ? error : new Error('not JSON'), { statusCode: 400 }));
    }
  });

  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => reply.code(ready() ? 200 : 503).send({ status: ready() ? 'ready' : 'not ready' }));
  server.get('/metrics', { onRequest: async (request) => void admit(request, 'viewer') }, async (_request, reply) => {
    const all = await runs.metrics();
    const registry = AggregatorRegistry.aggregate(all.map((each) => [...each]));
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  const done: Done = (name, { id, ...params }, by, detail) => {
    // Who logs in is known afterwards only.
    const who = by ?? (typeof detail['name'] === 'string' ? detail['name'] : 'local');
    options.trail.write({ at: Date.now(), by: who, what: name, graph: id, detail: { ...params, ...detail } });
  };
  serveRoutes(server, handlersFor(options), { admit, done, sensitive: config.sensitive });
  if (app !== undefined) await serveApp(server, app);
  return server;
}
