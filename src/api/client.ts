import type { ApiProblem } from './problem.ts';
import { problemSchema } from './problem.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from './route.ts';
import type { RouteName } from './routes.ts';
import { routes } from './routes.ts';

type Routes = typeof routes;

export interface Asked<R extends Route> {
  readonly params?: Readonly<Record<ParamsOf<R['path']>, string>> | undefined;
  readonly query?: QueryOf<R> | undefined;
  readonly body?: BodyOf<R> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer<R extends Route> {
  readonly status: number;
  readonly etag: string | undefined;
  readonly value: AnswerOf<R>;
}

export interface Client {
  readonly ask: <N extends RouteName>(name: N, asked?: Asked<Routes[N]>) => Promise<Answer<Routes[N]>>;
}

/** The server said why it would not, or something that is no answer came. */
export class RefusedByServer extends Error {
  readonly status: number;
  readonly problem: ApiProblem | undefined;
  constructor(status: number, problem: ApiProblem | undefined) {
    super(problem?.detail ?? problem?.title ?? `The server answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Without a slash at its end. */
  readonly base: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** Asks a server, by the same table that it serves by. What comes back is checked. */
export function createClient({ base, headers: always = {}, fetch: call = fetch }: ClientOptions): Client {
  return {
    ask: async (name, asked = {}) => {
      const given: Route = routes[name];
      const { params, query, body, headers, signal }: Asked<Route> = asked;
      const json = body !== undefined && given.body !== 'events';
      const response = await call(`${base}${addressOf(given.path, params ?? {}, query)}`, {
        method: given.method,
        headers: { accept: 'application/json', ...(json ? { 'content-type': 'application/json' } : {}), ...always, ...headers },
        ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : body }),
        ...(signal === undefined ? {} : { signal }),
      });
      const text = await response.text();
      if (!response.ok) throw new RefusedByServer(response.status, problemIn(text));
      return { status: response.status, etag: response.headers.get('etag') ?? undefined, value: valueOf(given, text) as never };
    },
  };
}

export function addressOf(path: string, params: Readonly<Record<string, string>>, query: Readonly<Record<string, unknown>> | undefined = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (isPlain(value) ? [[name, String(value)]] : []))).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

function valueOf({ answer }: Route, text: string): unknown {
  return typeof answer === 'string' ? text : answer.parse(JSON.parse(text));
}

function problemIn(text: string): ApiProblem | undefined {
  try {
    return problemSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
