import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, ParamsOf, Role, Route } from '../../api/route.ts';
import type { RouteName } from '../../api/routes.ts';
import { routes } from '../../api/routes.ts';
import { roles } from '../../api/route.ts';
import { idSchema } from '../../data/schema.ts';
import type { z } from '../../data/zod.ts';
import { issueWithoutValue } from '../../graph/issues.ts';
import { Refusal } from './problems.ts';

/** Serves what the table of routes says, as it says it: who may, what is taken, what is answered. */

type Routes = typeof routes;

export interface Asking<R extends Route> {
  readonly params: Readonly<Record<ParamsOf<R['path']>, string>>;
  readonly query: R['query'] extends z.ZodObject ? z.output<R['query']> : undefined;
  readonly body: R['body'] extends z.ZodType ? z.output<R['body']> : R['body'] extends 'events' ? Buffer : undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Who asks; undefined where nobody has to say. */
  readonly by: string | undefined;
  /** Whether who asks may see sensitive values. */
  readonly sees: boolean;
  /** More for the trail than who asked what. */
  readonly note: (detail: Readonly<Record<string, unknown>>) => void;
}

export type Handlers = { readonly [N in RouteName]: (asking: Asking<Routes[N]>) => Promise<AnswerOf<Routes[N]> | undefined | void> };

export interface Caller {
  readonly name: string;
  readonly role: Role;
}

/** Throws a refusal where the caller may not. */
export type Admit = (request: FastifyRequest, role: Role | undefined) => Caller | undefined;

/** Something was done that somebody may want to know of later. */
export type Done = (name: RouteName, params: Readonly<Record<string, string>>, by: string | undefined, detail: Readonly<Record<string, unknown>>) => void;

export interface Serving {
  readonly admit: Admit;
  readonly done: Done;
  /** The least role that may see sensitive values. */
  readonly sensitive: Role;
}

export function serveRoutes(server: FastifyInstance, handlers: Handlers, { admit, done, sensitive }: Serving): void {
  for (const [name, route] of Object.entries<Route>(routes)) {
    const handle = handlers[name as RouteName] as (asking: Asking<Route>) => Promise<unknown>;
    server.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      // Before the body is read: who may not send it need not.
      onRequest: async (request) => void (callers.set(request, admit(request, route.role))),
      handler: async (request, reply) => {
        checkIds(request.params as Record<string, string>);
        let detail: Readonly<Record<string, unknown>> = {};
        const asking: Asking<Route> = {
          params: request.params as Record<string, string>,
          query: (route.query === undefined ? undefined : checked(route.query, request.query, 'query')) as never,
          body: (route.body === undefined ? undefined : route.body === 'events' ? bytesOf(request.body) : checked(route.body, request.body, 'body')) as never,
          request,
          reply,
          by: callers.get(request)?.name,
          sees: roles.indexOf(callers.get(request)?.role ?? 'sender') >= roles.indexOf(sensitive),
          note: (more) => (detail = { ...detail, ...more }),
        };
        const answer = await handle(asking);
        if (route.trail === true) done(name as RouteName, asking.params, asking.by, detail);
        if (reply.sent) return reply;
        reply.code(route.status ?? 200);
        if (route.answer === 'none') return reply.send();
        if (typeof route.answer === 'string') return reply.send(answer);
        return reply.type('application/json; charset=utf-8').send(typeof answer === 'string' ? answer : JSON.stringify(answer));
      },
    });
  }
}

/** Folders are named after graphs: nothing else may stand in their place. */
function checkIds({ id, graph }: Readonly<Record<string, string>>): void {
  for (const each of [id, graph]) {
    if (each !== undefined && !idSchema.safeParse(each).success) throw new Refusal(404, 'no-such-graph', { en: 'That is no id of a graph.', zh: '这不是图的编号。' });
  }
}

const callers = new WeakMap<FastifyRequest, Caller | undefined>();

function checked(schema: z.ZodType, value: unknown, what: 'query' | 'body'): unknown {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map((issue) => ({ at: issue.path.join('.'), ...issueWithoutValue(issue, value ?? {}) }));
  throw new Refusal(400, `bad-${what}`, {
    en: `The ${what} of the request does not hold: ${said.map(({ at, en }) => `${at} ${en}`).join('; ')}`,
    zh: `请求${what === 'body' ? '内容' : '参数'}有误：${said.map(({ at, zh }) => `${at} ${zh}`).join('；')}`,
  });
}

const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
