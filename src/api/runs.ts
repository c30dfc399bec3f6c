import { idSchema } from '../data/schema.ts';
import { z } from '../data/zod.ts';
import { documentSchema, jsonRow } from './graphs.ts';
import { wordsSchema } from './problem.ts';

export const runStates = ['running', 'paused', 'draining', 'stopped', 'failed'] as const;
export const connectorStates = ['starting', 'behind', 'current', 'waiting', 'ended', 'stopped'] as const;

export const deploymentSchema = z
  .object({
    number: z.int().min(1),
    /** Of the document, as hexadecimal digits of SHA-256. */
    version: z.string(),
    at: z.number(),
    by: z.string().optional(),
    note: z.string(),
    /** What the windows held was taken over, or why not. */
    notes: z.array(wordsSchema),
  })
  .meta({ id: 'Deployment' });
export type Deployment = z.infer<typeof deploymentSchema>;

export const sourceViewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    connector: z.string(),
    state: z.enum(connectorStates),
    problem: wordsSchema.optional().describe('Why it waits, or what was gone before it could be read.'),
    retryAt: z.number().optional(),
    lag: z.object({ count: z.number(), of: wordsSchema }).optional(),
    read: z.number(),
    accepted: z.number(),
    late: z.number(),
    rejected: z.number(),
    waiting: z.number().describe('Accepted, and not yet released to the rules.'),
    watermark: z.number().optional().describe('Milliseconds: it has passed this moment.'),
    idle: z.boolean(),
    heard: z.number().optional().describe('Milliseconds of the server’s clock.'),
  })
  .meta({ id: 'SourceView' });
export type SourceView = z.infer<typeof sourceViewSchema>;

export const outputViewSchema = z
  .object({
    node: z.string(),
    name: z.string(),
    type: z.string(),
    state: z.enum(['sending', 'current', 'waiting', 'halted', 'stopped']).describe('`halted`: by its emergency stop.'),
    problem: wordsSchema.optional(),
    retryAt: z.number().optional(),
    sent: z.number(),
    unsent: z.number(),
    refused: z.number(),
  })
  .meta({ id: 'OutputView' });
export type OutputView = z.infer<typeof outputViewSchema>;

export const runViewSchema = z
  .object({
    /** The id of its graph: a graph has one live run. */
    id: idSchema,
    name: z.string(),
    state: z.enum(runStates),
    problem: wordsSchema.optional().describe('Why it has failed.'),
    deployment: deploymentSchema,
    since: z.number(),
    sources: z.array(sourceViewSchema),
    outputs: z.array(outputViewSchema),
    /** By stream of the plan, as in a simulation. */
    rows: z.record(z.string(), z.number()),
    reasons: z.record(z.string(), z.array(z.number())),
    alerts: z.number(),
    /** Events of the last ten seconds, a second. */
    rate: z.number(),
    /** Milliseconds from acknowledgement to stored results, over the last minutes; nothing before the first event. */
    latency: z.object({ p50: z.number(), p95: z.number(), p99: z.number() }).optional(),
    journal: z.object({ entries: z.number(), bytes: z.number(), from: z.number().optional() }),
  })
  .meta({ id: 'Run' });
export type RunView = z.infer<typeof runViewSchema>;

export const newDeploymentSchema = z
  .object({
    document: documentSchema,
    note: z.string().max(5000).default(''),
    /** To try a graph live without any system to connect to. */
    generator: z
      .object({ rate: z.number().gt(0).max(1_000_000).optional().describe('Events a second of each source.'), speed: z.number().gt(0).max(100_000).optional().describe('So many times the rhythm of the made-up world.') })
      .optional()
      .describe('All sources get made-up events instead of those that the graph says.'),
  })
  .meta({ id: 'NewDeployment' });

export const runActions = ['start', 'pause', 'stop', 'drain', 'rollback'] as const;
export type RunAction = (typeof runActions)[number];

export const receiptSchema = z
  .object({
    /** Its place in the journal. */
    number: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    rejections: z.array(z.object({ line: z.int().optional(), reasons: z.array(wordsSchema) })).describe('The first twenty.'),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof receiptSchema>;

const plainRow = z.record(z.string(), z.unknown());

export const decisionSchema = z
  .object({
    /** Its place in the journal. */
    number: z.int(),
    outcome: z.enum(['accepted', 'late', 'rejected']),
    alerts: z.array(plainRow).describe('As `ruleloom simulate` prints them.'),
    outputs: z.array(z.looseObject({ node: z.string() })).describe('What output nodes send, with their outcomes.'),
    reasons: z.array(z.string()).describe('Which rules matched, in words.'),
    event: plainRow.describe('The event with all that nodes have added to it.'),
    rejections: z.array(wordsSchema).describe('Why it was rejected.'),
  })
  .meta({ id: 'Decision' });
export type DecisionAnswer = z.infer<typeof decisionSchema>;

export const rejectedRowSchema = z
  .object({
    seq: z.int(),
    source: z.string(),
    at: z.number().describe('Milliseconds of the server’s clock when it came.'),
    text: z.string().describe('As it came; without sensitive values for those who may not see them.'),
    reasons: z.array(wordsSchema),
    state: z.enum(['open', 'mended', 'dismissed']),
  })
  .meta({ id: 'RejectedRow' });
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

export const alertEntrySchema = z
  .object({
    seq: z.int(),
    id: z.string(),
    graph: z.string(),
    node: z.string(),
    severity: z.string(),
    time: z.number().optional(),
    key: z.string().optional(),
    raised: z.number().describe('Milliseconds of the server’s clock when it was stored.'),
    title: z.string(),
    message: z.string(),
  })
  .meta({ id: 'AlertEntry' });
export type AlertEntry = z.infer<typeof alertEntrySchema>;

export const mendedRowSchema = z.object({ row: jsonRow }).meta({ id: 'MendedRow' });
