import { z } from '../data/zod.ts';
import { channelViewSchema, messageStates, messageViewSchema, previewSchema } from './channels.ts';
import { caseRoutes } from './case-routes.ts';
import { documentSchema, graphEntrySchema, graphFileSchema, newVersionSchema, versionEntrySchema } from './graphs.ts';
import { importedSchema, listChangeSchema, listEntrySchema, listImportSchema, listViewSchema, newEntrySchema, newListSchema, takenAwaySchema } from './lists.ts';
import { roles, route } from './route.ts';
import { alertEntrySchema, decisionSchema, deploymentSchema, mendedRowSchema, newDeploymentSchema, receiptSchema, rejectedRowSchema, runActions, runViewSchema } from './runs.ts';

/** Of which there are several where several rows have the id that was asked for. */
const explanationsSchema = z.object({ explanations: z.array(z.looseObject({})) });

/** Everything that can be asked of a server. */

const conflict = 'It was changed since; the answer carries the present ETag.';
const page = { before: z.coerce.number<number>().int().optional().describe('Only older ones than this `seq`.'), limit: z.coerce.number<number>().int().min(1).max(1000).default(100) };

export const routes = {
  server: route({
    method: 'GET',
    path: '/api/server',
    summary: 'What this server is, and who is asking',
    role: undefined,
    answer: z.object({
      version: z.string(),
      /** Whether somebody has to log in at all. */
      login: z.boolean(),
      user: z.object({ name: z.string(), role: z.enum(roles) }).optional(),
      connectors: z.array(z.string()),
      outputs: z.array(z.string()),
      connections: z.array(z.object({ name: z.string(), type: z.string() })).describe('By name and type; nothing that is secret.'),
    }),
  }),
  login: route({
    method: 'POST',
    trail: true,
    path: '/api/session',
    summary: 'Log in: the answer sets a cookie',
    role: undefined,
    body: z.object({ name: z.string().max(200), password: z.string().max(1000) }),
    answer: z.object({ name: z.string(), role: z.enum(roles) }),
    problems: { 401: 'No such user with this password.', 429: 'Too many failures; Retry-After says when to try again.' },
  }),
  logout: route({ method: 'DELETE', trail: true, path: '/api/session', summary: 'Log out', role: undefined, status: 204, answer: 'none' }),
  openapi: route({ method: 'GET', path: '/api/openapi.json', summary: 'This description', role: undefined, answer: z.looseObject({ openapi: z.string() }) }),

  graphs: route({ method: 'GET', path: '/api/graphs', summary: 'The graphs of the folder', role: 'viewer', answer: z.object({ graphs: z.array(graphEntrySchema) }) }),
  graph: route({ method: 'GET', path: '/api/graphs/{id}', summary: 'One graph; its ETag names this state of it', role: 'viewer', answer: documentSchema }),
  saveGraph: route({
    method: 'PUT',
    trail: true,
    path: '/api/graphs/{id}',
    summary: 'Write a graph: over the state that If-Match names, or a new one with If-None-Match: *',
    role: 'editor',
    headers: { 'If-Match': 'The ETag of the state that this one follows', 'If-None-Match': '`*`, for a graph that is not there yet' },
    body: documentSchema,
    answer: graphEntrySchema,
    problems: { 412: conflict, 428: 'Neither If-Match nor If-None-Match was sent.' },
  }),
  deleteGraph: route({
    method: 'DELETE',
    trail: true,
    path: '/api/graphs/{id}',
    summary: 'Delete the file of a graph; its run, if there is one, goes on',
    role: 'editor',
    headers: { 'If-Match': 'The ETag of the state that is deleted' },
    status: 204,
    answer: 'none',
    problems: { 412: conflict, 428: 'If-Match was not sent.' },
  }),
  versions: route({ method: 'GET', path: '/api/graphs/{id}/versions', summary: 'The versions of a graph, the latest first', role: 'viewer', answer: z.object({ versions: z.array(versionEntrySchema) }) }),
  version: route({ method: 'GET', path: '/api/graphs/{id}/versions/{number}', summary: 'A graph as it was in this version', role: 'viewer', answer: documentSchema }),
  saveVersion: route({ method: 'POST', trail: true, path: '/api/graphs/{id}/versions', summary: 'Keep a state of a graph for good', role: 'editor', body: newVersionSchema, status: 201, answer: versionEntrySchema }),

  graphFiles: route({
    method: 'GET',
    path: '/api/graphs/{id}/files',
    summary: 'Which of these files lie beside a graph, as what its sources and tables read in a simulation',
    role: 'viewer',
    query: z.object({ paths: z.string().max(100_000).describe('As the graph names them: a list of texts, as JSON.') }),
    answer: z.object({ files: z.array(graphFileSchema) }),
  }),
  graphFile: route({
    method: 'GET',
    path: '/api/graphs/{id}/file',
    summary: 'One of them, as it is. Nothing but data below the folder of the graph is given out',
    role: 'viewer',
    query: z.object({ path: z.string().max(2000) }),
    answer: 'bytes',
    problems: { 404: 'There is no such file, or it is none that a graph reads.' },
  }),

  runs: route({ method: 'GET', path: '/api/runs', summary: 'All live runs', role: 'viewer', answer: z.object({ runs: z.array(runViewSchema) }) }),
  run: route({ method: 'GET', path: '/api/runs/{id}', summary: 'One live run', role: 'viewer', answer: runViewSchema }),
  runGraph: route({ method: 'GET', path: '/api/runs/{id}/graph', summary: 'The graph as it is running', role: 'viewer', answer: documentSchema }),
  deploy: route({
    method: 'POST',
    trail: true,
    path: '/api/runs/{id}/deployments',
    summary: 'Run this version of a graph from now on: a new run, or the next version of the one there is',
    role: 'operator',
    body: newDeploymentSchema,
    status: 201,
    answer: runViewSchema,
    problems: { 409: 'The run is being deployed to already.', 422: 'The graph can’t be deployed: `problems` says why.' },
  }),
  deployments: route({ method: 'GET', path: '/api/runs/{id}/deployments', summary: 'What was deployed, the latest first', role: 'viewer', answer: z.object({ deployments: z.array(deploymentSchema) }) }),
  act: route({
    method: 'POST',
    trail: true,
    path: '/api/runs/{id}/{action}',
    summary: `Bring a run into another state: ${runActions.join(', ')}`,
    role: 'operator',
    answer: runViewSchema,
    problems: { 409: 'Not in the state that it is in.' },
  }),
  deleteRun: route({ method: 'DELETE', trail: true, path: '/api/runs/{id}', summary: 'Forget a run that was stopped, with its journal and what it raised', role: 'admin', status: 204, answer: 'none', problems: { 409: 'It has not been stopped.' } }),
  stream: route({ method: 'GET', path: '/api/stream', summary: 'Server-sent events: `run` (a run’s view, each second while it changes) and `alert` (with its seq as the id)', role: 'viewer', query: z.object({ run: z.string().optional() }), answer: 'stream' }),

  alerts: route({
    method: 'GET',
    path: '/api/runs/{id}/alerts',
    summary: 'Alerts, the latest first',
    role: 'viewer',
    query: z.object({ ...page, node: z.string().optional(), key: z.string().optional() }),
    answer: z.object({ alerts: z.array(alertEntrySchema) }),
  }),
  alert: route({ method: 'GET', path: '/api/runs/{id}/alerts/{alert}', summary: 'One alert, as `ruleloom simulate` prints it', role: 'viewer', answer: z.looseObject({ id: z.string() }) }),
  explainAlert: route({
    method: 'GET',
    path: '/api/runs/{id}/alerts/{alert}/explanation',
    summary: 'Why an alert was raised, as `ruleloom explain --json` tells it; out of the journal, so as far back as that reaches',
    role: 'viewer',
    answer: explanationsSchema,
  }),
  explainEvent: route({
    method: 'GET',
    path: '/api/runs/{id}/sources/{source}/events/{event}/explanation',
    summary: 'What became of an event, and why it raised no alert',
    role: 'viewer',
    answer: explanationsSchema,
  }),
  rejected: route({
    method: 'GET',
    path: '/api/runs/{id}/rejected',
    summary: 'Rows that broke the contract of their source, the latest first',
    role: 'viewer',
    query: z.object({ ...page, source: z.string().optional(), state: z.enum(['open', 'mended', 'dismissed']).optional() }),
    answer: z.object({ rows: z.array(rejectedRowSchema) }),
  }),
  mend: route({ method: 'POST', trail: true, path: '/api/runs/{id}/rejected/{seq}/mend', summary: 'Send a rejected row anew, mended', role: 'operator', body: mendedRowSchema, answer: receiptSchema, problems: { 409: 'It was mended or dismissed before.' } }),
  dismiss: route({ method: 'POST', trail: true, path: '/api/runs/{id}/rejected/{seq}/dismiss', summary: 'Say that a rejected row needs nothing', role: 'operator', status: 204, answer: 'none', problems: { 409: 'It was mended or dismissed before.' } }),
  recent: route({
    method: 'GET',
    path: '/api/runs/{id}/sources/{source}/events',
    summary: 'What a source has sent of late, from the journal, as lines of JSON',
    role: 'viewer',
    query: z.object({ minutes: z.coerce.number<number>().positive().default(60) }),
    answer: 'lines',
  }),

  haltOutput: route({ method: 'POST', trail: true, path: '/api/runs/{id}/outputs/{node}/{action}', summary: 'The emergency stop of an output: `halt`, and `resume`', role: 'operator', answer: runViewSchema }),

  channels: route({ method: 'GET', path: '/api/channels', summary: 'The channels that alerts go to, with how they are; nothing that is secret', role: 'viewer', answer: z.object({ channels: z.array(channelViewSchema) }) }),
  messages: route({
    method: 'GET',
    path: '/api/channels/{channel}/messages',
    summary: 'What a channel has sent, is to send and has given up, the latest first',
    role: 'viewer',
    query: z.object({ ...page, state: z.enum(messageStates).optional() }),
    answer: z.object({ messages: z.array(messageViewSchema) }),
    problems: { 404: 'There is no such channel.' },
  }),
  sendAgain: route({ method: 'POST', trail: true, path: '/api/channels/{channel}/messages/{seq}/again', summary: 'Try a dead letter anew', role: 'operator', status: 204, answer: 'none', problems: { 409: 'It is no dead letter.' } }),
  testChannel: route({ method: 'POST', trail: true, path: '/api/channels/{channel}/test', summary: 'Send a test, and tell what became of it', role: 'operator', answer: messageViewSchema }),
  preview: route({
    method: 'GET',
    path: '/api/channels/{channel}/preview',
    summary: 'Exactly what would be sent of an alert, or of one that is made up',
    role: 'operator',
    query: z.object({ graph: z.string().optional(), alert: z.string().optional() }),
    answer: previewSchema,
    problems: { 404: 'There is no such channel, or no such alert.' },
  }),
  lists: route({ method: 'GET', path: '/api/lists', summary: 'The lists that the server keeps for all graphs', role: 'viewer', answer: z.object({ lists: z.array(listViewSchema) }) }),
  list: route({ method: 'GET', path: '/api/lists/{list}', summary: 'One list: its columns, how much is in it, who asks it', role: 'viewer', answer: listViewSchema }),
  createList: route({ method: 'POST', path: '/api/lists', summary: 'Make a list', role: 'editor', body: newListSchema, status: 201, answer: listViewSchema, problems: { 409: 'There is one of this name.', 422: 'Its key or its rows do not fit its columns.' } }),
  deleteList: route({ method: 'DELETE', path: '/api/lists/{list}', summary: 'Delete a list that no run asks, with all that became of it', role: 'editor', status: 204, answer: 'none', problems: { 409: 'A run asks it.' } }),
  listEntries: route({
    method: 'GET',
    path: '/api/lists/{list}/entries',
    summary: 'What is in a list now, by key',
    role: 'viewer',
    query: z.object({ search: z.string().max(200).optional().describe('Only entries with this text somewhere.'), offset: z.coerce.number<number>().int().min(0).default(0), limit: z.coerce.number<number>().int().min(1).max(1000).default(100) }),
    answer: z.object({ total: z.int(), entries: z.array(listEntrySchema) }),
  }),
  putListEntry: route({
    method: 'POST',
    path: '/api/lists/{list}/entries',
    summary: 'Put an entry into a list, over the one of the same key. Answered once the runs that ask the list know of it',
    role: 'editor',
    body: newEntrySchema,
    answer: listEntrySchema,
    problems: { 409: 'There is another entry with this key.', 422: 'The row does not fit the columns.' },
  }),
  takeAway: route({ method: 'POST', path: '/api/lists/{list}/taken-away', summary: 'Take entries away, by their names', role: 'editor', body: takenAwaySchema, answer: z.object({ removed: z.int() }) }),
  importList: route({ method: 'POST', path: '/api/lists/{list}/import', summary: 'Put a table of text into a list, or say what that would change', role: 'editor', body: listImportSchema, answer: importedSchema }),
  listHistory: route({
    method: 'GET',
    path: '/api/lists/{list}/history',
    summary: 'What became of a list, or of one entry: who, when and why; the latest first',
    role: 'viewer',
    query: z.object({ ...page, entry: z.string().optional() }),
    answer: z.object({ changes: z.array(listChangeSchema) }),
  }),
  listVersions: route({
    method: 'GET',
    path: '/api/lists/{list}/versions.csv',
    summary: 'All that ever was in a list, as CSV, with from when and until when in two more columns, `@from` and `@until`. Before there was the list, what is in it now',
    role: 'viewer',
    answer: 'text',
  }),
  listRows: route({ method: 'GET', path: '/api/lists/{list}/rows.csv', summary: 'What is in a list now, as CSV', role: 'viewer', answer: 'text' }),

  ingest: route({
    method: 'POST',
    path: '/api/ingest/{graph}/{source}',
    summary: 'Send events: one, an array, or one on each line. Answered once they can’t be lost any more',
    role: 'sender',
    headers: { 'Idempotency-Key': 'A name for this delivery: sent again, it is answered the same and not taken twice' },
    body: 'events',
    answer: receiptSchema,
    problems: { 404: 'There is no such run, or no such source in it.', 413: 'Longer than the server takes.', 503: 'The run is not taking events now; Retry-After says when to try again.' },
  }),
  decide: route({
    method: 'POST',
    path: '/api/decide/{graph}',
    summary: 'Send one event, and be told at once what is to be said of it, over everything accepted so far. It is provisional: events that come later, of an earlier time, may still change it',
    role: 'sender',
    query: z.object({ source: z.string().optional().describe('Where the graph has several sources.') }),
    headers: { 'Idempotency-Key': 'A name for this event: sent again, it is answered the same and not taken twice' },
    body: 'events',
    answer: decisionSchema,
    problems: { 400: 'It is not one event.', 409: 'It was decided too long ago to be answered again.', 422: 'What is decided depends on what only time brings about.' },
  }),
  ...caseRoutes,
} as const;

export type RouteName = keyof typeof routes;
