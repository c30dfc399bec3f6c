import { z } from '../data/zod.ts';
import { problemSchema } from './problem.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

/** The description of the API for programs, as of OpenAPI 3.1. */
export function openApi(version: string): Readonly<Record<string, unknown>> {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, each] of Object.entries<Route>(routes)) {
    (paths[each.path] ??= {})[each.method.toLowerCase()] = operation(name, each, schemas);
  }
  jsonSchemaOf(problemSchema, 'output', schemas);
  return {
    openapi: '3.1.0',
    info: { title: 'Ruleloom', version, description: 'Live runs of rule graphs. What goes wrong is told as problem details (RFC 9457).' },
    paths,
    components: {
      schemas,
      securitySchemes: { token: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'ruleloom_session' } },
    },
  };
}

function operation(name: string, { path, summary, role, query, body, headers, status = 200, answer, problems }: Route, schemas: Record<string, unknown>): object {
  const said = [...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => ({ name: param, in: 'path', required: true, schema: { type: 'string' } }));
  const asked = query === undefined ? [] : parametersOf(query);
  const sent = Object.entries(headers ?? {}).map(([header, description]) => ({ name: header, in: 'header', description, schema: { type: 'string' } }));
  return {
    operationId: name,
    summary,
    ...(role === undefined ? {} : { 'x-role': role, security: [{ token: [] }, { session: [] }] }),
    parameters: [...said, ...asked, ...sent],
    ...(body === undefined ? {} : { requestBody: { required: true, content: bodyOf(body, schemas) } }),
    responses: {
      [status]: { description: 'Done', ...contentOf(answer, schemas) },
      ...Object.fromEntries(Object.entries(problems ?? {}).map(([code, description]) => [code, problemAnswer(description)])),
      default: problemAnswer('What went wrong'),
    },
  };
}

const problemAnswer = (description: string): object => ({ description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } });

function bodyOf(body: NonNullable<Route['body']>, schemas: Record<string, unknown>): object {
  if (body !== 'events') return { 'application/json': { schema: jsonSchemaOf(body, 'input', schemas) } };
  return { 'application/json': { schema: {} }, 'application/x-ndjson': { schema: { type: 'string' } } };
}

function contentOf(answer: Route['answer'], schemas: Record<string, unknown>): object {
  if (answer === 'none') return {};
  if (answer === 'stream') return { content: { 'text/event-stream': { schema: { type: 'string' } } } };
  if (answer === 'lines') return { content: { 'application/x-ndjson': { schema: { type: 'string' } } } };
  if (answer === 'bytes') return { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  if (answer === 'text') return { content: { 'text/plain': { schema: { type: 'string' } } } };
  return { content: { 'application/json': { schema: jsonSchemaOf(answer, 'output', schemas) } } };
}

function parametersOf(query: z.ZodObject): readonly object[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'output', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

/** A schema with a name stands among the components, and is named here. */
function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): object {
  const { $schema: _, $defs: defs = {}, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  for (const [id, def] of Object.entries(defs)) schemas[id] ??= relinked(def);
  const { id } = schema.meta() ?? {};
  if (id === undefined) return relinked(made) as object;
  schemas[id] ??= relinked(made);
  return { $ref: `#/components/schemas/${id}` };
}

function relinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relinked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (key === 'id' && typeof each === 'string' ? [] : [[key, key === '$ref' && typeof each === 'string' ? each.replace('#/$defs/', '#/components/schemas/') : relinked(each)]])));
}
