import type { FastifyRequest } from 'fastify';
import { runActions } from '../../api/runs.ts';
import type { RunAction, RunView } from '../../api/runs.ts';
import { openApi } from '../../api/openapi.ts';
import { meaning } from '../../compile/meaning.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';
import type { Channels } from '../channels/channels.ts';
import { ingestBody } from '../connectors/ingest-body.ts';
import { graphFile, graphFiles } from '../folder/graph-files.ts';
import type { GraphFolder, Written } from '../folder/graphs.ts';
import type { Versions } from '../folder/versions.ts';
import type { Explanations } from '../runs/explaining.ts';
import type { Accepted } from '../runs/host.ts';
import { onGenerator } from '../runs/on-generator.ts';
import type { Runs } from '../runs/runs.ts';
import { listHandlers } from '../lists/list-handlers.ts';
import type { StoredLists } from '../lists/stored-lists.ts';
import type { Stored } from '../store/stored.ts';
import { caseHandlersFor } from './case-handlers.ts';
import type { CaseParts } from './case-handlers.ts';
import { Refusal } from './problems.ts';
import type { Caller, Handlers } from './serving.ts';
import type { Login } from '../safety/login.ts';
import { masking } from './masking.ts';
import { watching } from './stream.ts';

export interface Parts extends CaseParts {
  readonly version: string;
  /** Where the graphs lie, with their data beside them. */
  readonly folder: string;
  readonly graphs: GraphFolder;
  readonly versions: Versions;
  readonly runs: Runs;
  readonly stored: Stored;
  readonly channels: Channels;
  readonly lists: StoredLists;
  readonly connectors: readonly string[];
  readonly outputs: readonly string[];
  /** Who is asking, where anybody is known. */
  readonly login: Login;
  readonly whoAsks: (request: FastifyRequest) => Caller | undefined;
}

const minute = 60_000;

/** What is done when something is asked. */
export function handlersFor(parts: Parts): Handlers {
  const { version, config, folder, graphs, versions, runs, stored, channels, lists, connectors, outputs, login, whoAsks } = parts;
  const masks = masking({ runs, stored });
  const watch = watching({ runs, stored, masks });
  const explained = (found: Explanations | undefined, sees: boolean): { explanations: { [key: string]: unknown }[] } => {
    if (found === undefined) throw new Refusal(404, 'not-explained', { en: 'The journal of this run has nothing of it, or no longer.', zh: '此运行的日志中没有它，或已不再保留。' });
    return { explanations: (sees ? found : masks.explanations(found)).explanations.map((each) => ({ ...each })) };
  };
  const present = async (id: string): Promise<RunView | undefined> => (await runs.views()).find((each) => each.id === id);
  return {
    ...caseHandlersFor(parts, masks),
    server: async ({ request }) => {
      const user = whoAsks(request);
      return {
        version,
        login: config.users.length + config.tokens.length > 0,
        ...(user === undefined ? {} : { user }),
        connectors: [...connectors],
        outputs: [...outputs],
        connections: user === undefined ? [] : Object.entries(config.connections).map(([name, { type }]) => ({ name, type })),
      };
    },
    login: async ({ body, request, reply, note }) => {
      const caller = await login.login(body, request, reply);
      note({ name: caller.name });
      return caller;
    },
    logout: async ({ request, reply }) => login.logout(request, reply),
    openapi: async () => ({ ...openApi(version), openapi: '3.1.0' }),

    graphs: async () => ({ graphs: [...(await graphs.list())] }),
    graph: async ({ params: { id }, reply }) => {
      const found = await graphs.read(id);
      if (found === undefined) throw noGraph(id);
      await reply.header('etag', found.etag).type('application/json; charset=utf-8').send(found.text);
    },
    saveGraph: async ({ params: { id }, body, request, reply }) => {
      const document = documentOf(body, id);
      const [follows, fresh] = [request.headers['if-match'], request.headers['if-none-match']];
      if (follows === undefined && fresh !== '*') throw unnamedState();
      const written = settled(await graphs.write(document, follows), id);
      reply.header('etag', written.etag);
      const entry = (await graphs.list()).find((each) => each.id === id);
      if (entry === undefined) throw noGraph(id);
      return entry;
    },
    deleteGraph: async ({ params: { id }, request }) => {
      const follows = request.headers['if-match'];
      if (follows === undefined) throw unnamedState();
      settled(await graphs.remove(id, follows), id);
    },
    graphFiles: async ({ params: { id }, query: { paths } }) => {
      const found = await graphs.read(id);
      if (found === undefined) throw noGraph(id);
      const asked = z.array(z.string().max(2000)).max(1000).safeParse(jsonOrNothing(paths));
      if (!asked.success) throw new Refusal(400, 'bad-query', { en: '`paths` is a list of texts, as JSON.', zh: '`paths` 应为 JSON 文本列表。' });
      return { files: [...(await graphFiles(folder, found.file, asked.data))] };
    },
    graphFile: async ({ params: { id }, query: { path }, reply }) => {
      const found = await graphs.read(id);
      const file = found === undefined ? undefined : await graphFile(folder, found.file, path);
      if (file === undefined) throw new Refusal(404, 'no-such-file', { en: `There is no data “${path}” beside the graph.`, zh: `图的旁边没有数据文件“${path}”。` });
      await reply.type('application/octet-stream').header('content-length', file.size).send(file.open());
    },
    versions: async ({ params: { id } }) => ({ versions: [...(await versions.list(id))] }),
    version: async ({ params: { id, number } }) => {
      const document = await versions.read(id, Number(number));
      if (document === undefined) throw new Refusal(404, 'no-such-version', { en: `“${id}” has no version ${number}.`, zh: `“${id}”没有版本 ${number}。` });
      return { format: 'ruleloom/graph', ...(document as Record<string, unknown>) };
    },
    saveVersion: async ({ params: { id }, body: { name, note, document }, by }) => versions.keep(id, { name, note, by, document: documentOf(document, id) }),

    runs: async () => ({ runs: [...(await runs.views())] }),
    run: async ({ params: { id } }) => runs.view(id),
    runGraph: async ({ params: { id }, reply }) => void (await reply.type('application/json; charset=utf-8').send(await runs.graph(id))),
    deploy: async ({ params: { id }, body: { document: input, note, generator }, by, note: tell }) => {
      const document = documentOf(input, id);
      const before = await present(id);
      const view = await runs.deploy(id, generator === undefined ? document : onGenerator(document, generator), { by, note });
      tell({ from: before?.deployment.number ?? null, to: view.deployment.number, ...(note === '' ? {} : { note }) });
      return view;
    },
    deployments: async ({ params: { id } }) => ({ deployments: [...runs.deployments(id)] }),
    act: async ({ params: { id, action }, by, note: tell }) => {
      if (!isAction(action)) throw new Refusal(404, 'no-such-action', { en: `A run can’t “${action}”: ${runActions.join(', ')}.`, zh: `不支持“${action}”，可用：${runActions.join('、')}。` });
      const before = await present(id);
      const view = await runs.act(id, action, { by });
      tell(action === 'rollback' ? { from: before?.deployment.number ?? null, to: view.deployment.number } : { from: before?.state ?? null, to: view.state });
      return view;
    },
    deleteRun: async ({ params: { id } }) => runs.remove(id),
    stream: async ({ query: { run }, request, reply, sees }) => {
      const last = request.headers['last-event-id'];
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      watch.tell(reply.raw, { run, sees, seen: typeof last === 'string' && /^\d+$/.test(last) ? Number(last) : undefined });
    },

    alerts: async ({ params: { id }, query, sees }) => {
      const alerts = stored.alerts(id, query);
      return { alerts: [...(sees ? alerts : await masks.alerts(alerts))] };
    },
    alert: async ({ params: { id, alert }, reply, sees }) => {
      const body = stored.alert(id, alert);
      if (body === undefined) throw new Refusal(404, 'no-such-alert', { en: `“${id}” has raised no alert “${alert}”.`, zh: `“${id}”没有预警“${alert}”。` });
      await reply.type('application/json; charset=utf-8').send(sees ? body : await masks.body(id, body));
    },
    explainAlert: async ({ params: { id, alert }, sees }) => explained(await runs.explain(id, { alert, raised: stored.raised(id, alert) }), sees),
    explainEvent: async ({ params: { id, source, event }, sees }) => explained(await runs.explain(id, { source, event }), sees),
    rejected: async ({ params: { id }, query, sees }) => {
      const rows = stored.rejected(id, query);
      return { rows: [...(sees ? rows : await masks.rejected(id, rows))] };
    },
    mend: async ({ params: { id, seq }, body: { row } }) => {
      const found = openRow(stored, id, seq);
      // The name keeps a second sending from counting twice, should it crash in between.
      const accepted = await runs.accept(id, found.source, Buffer.from(JSON.stringify(row)), `mended ${found.seq} ${JSON.stringify(row)}`);
      if (accepted.rejected === 0) stored.settleRejected(id, found.seq, 'mended');
      else stored.rejectedAgain(id, found.seq, accepted.number);
      return receiptOf(accepted);
    },
    dismiss: async ({ params: { id, seq } }) => {
      if (!stored.settleRejected(id, openRow(stored, id, seq).seq, 'dismissed')) throw settledRow();
    },
    recent: async ({ params: { id, source }, query: { minutes }, request, reply, sees }) => {
      const since = Date.now() - minutes * minute;
      let part = await runs.recent(id, source, since, undefined);
      const shown = sees ? (rows: Uint8Array): Uint8Array => rows : await masks.lines(id, source);
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      reply.raw.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
      for (;;) {
        if (!reply.raw.write(shown(part.rows))) await new Promise((resolve) => reply.raw.once('drain', resolve).once('close', resolve));
        if (part.next === undefined || request.raw.destroyed) break;
        part = await runs.recent(id, source, since, part.next);
      }
      reply.raw.end();
    },

    haltOutput: async ({ params: { id, node, action } }) => {
      if (action !== 'halt' && action !== 'resume') throw new Refusal(404, 'no-such-action', { en: `An output can’t “${action}”: halt, resume.`, zh: `不支持“${action}”，可用：halt、resume。` });
      return runs.haltOutput(id, node, action === 'halt');
    },

    channels: async () => ({ channels: [...channels.views()] }),
    messages: async ({ params: { channel }, query }) => ({ messages: [...channels.messages(channel, query)] }),
    sendAgain: async ({ params: { channel, seq } }) => {
      if (!channels.sendAgain(channel, Number(seq))) throw new Refusal(409, 'not-dead', { en: 'This message was not given up: it is sent, or will be.', zh: '此消息并未放弃：已经发送或将会发送。' });
    },
    testChannel: async ({ params: { channel } }) => channels.test(channel),
    preview: async ({ params: { channel }, query: { graph, alert } }) => {
      const asked = graph === undefined || alert === undefined ? undefined : { graph, id: alert };
      const found = await channels.preview(channel, asked);
      if (found === undefined) throw new Refusal(404, 'no-such-alert', { en: `“${graph}” has raised no alert “${alert}”.`, zh: `“${graph}”没有预警“${alert}”。` });
      return found;
    },
    ...listHandlers({ lists, askedBy: runs.asking, told: runs.catchUp }),

    ingest: async ({ params: { graph, source }, body, request }) => receiptOf(await runs.accept(graph, source, eventsIn(body, request, config.body), keyIn(request))),
    decide: async ({ params: { graph }, query: { source }, body, request }) => runs.decide(graph, source, eventsIn(body, request, config.body), keyIn(request)),
  };
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function eventsIn(body: Buffer, request: FastifyRequest, longest: number): Uint8Array {
  const given = ingestBody(body, request.headers['content-type'], { longest });
  if (given.type === 'refused') throw new Refusal(given.status, 'bad-events', given.why);
  return given.body;
}

function keyIn({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key : undefined;
}

function documentOf(input: unknown, id: string): RuleDocument {
  const { document, problems } = parseDocument(input, meaning);
  if (document === undefined) throw new Refusal(422, 'not-a-graph', { en: 'This is no graph that can be kept: mend what is listed.', zh: '这不是可保存的图，请先解决列出的问题。' }, { problems });
  if (document.id !== id) throw new Refusal(422, 'other-graph', { en: `The graph calls itself “${document.id}”, not “${id}”.`, zh: `图的编号是“${document.id}”，不是“${id}”。` });
  return document;
}

function settled(written: Written, id: string): { readonly etag: string } {
  if (written.state === 'done') return written;
  if (written.state === 'missing') throw noGraph(id);
  const words = written.etag === undefined
    ? { en: 'It is not there any more: save it as a new one.', zh: '它已不存在，请另存为新的图。' }
    : { en: 'Somebody changed it since: look at what is there now before you write over it.', zh: '它已被其他人修改，请先查看现在的内容再决定是否覆盖。' };
  throw new Refusal(412, 'changed-since', words, { headers: written.etag === undefined ? {} : { etag: written.etag } });
}

const noGraph = (id: string): Refusal => new Refusal(404, 'no-such-graph', { en: `The folder has no graph “${id}”.`, zh: `文件夹中没有图“${id}”。` });
const unnamedState = (): Refusal => new Refusal(428, 'state-not-named', { en: 'Name the state that this follows with If-Match, or send If-None-Match: * for a new graph.', zh: '请用 If-Match 指明所基于的版本；新建图请发送 If-None-Match: *。' });
const settledRow = (): Refusal => new Refusal(409, 'settled', { en: 'This row was mended or dismissed before.', zh: '此行已被修正或忽略。' });
const isAction = (name: string): name is RunAction => runActions.some((each) => each === name);

function openRow(stored: Stored, id: string, seq: string): { readonly seq: number; readonly source: string } {
  const found = stored.rejectedRow(id, Number(seq));
  if (found === undefined) throw new Refusal(404, 'no-such-row', { en: 'There is no such rejected row.', zh: '没有这条被拒绝的数据。' });
  if (found.state !== 'open') throw settledRow();
  return found;
}

const receiptOf = ({ number, accepted, rejected, rejections }: Accepted) => ({
  number,
  accepted,
  rejected,
  rejections: rejections.map(({ line, faults }) => ({ ...(line === undefined ? {} : { line }), reasons: faults.map(({ message }) => message) })),
});
