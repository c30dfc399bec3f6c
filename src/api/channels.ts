import { languages } from '../data/text.ts';
import { jsonSchema } from '../data/schema.ts';
import { z } from '../data/zod.ts';
import { wordsSchema } from './problem.ts';

export const channelStates = ['current', 'sending', 'full', 'waiting', 'stopped'] as const;
export const messageStates = ['waiting', 'sending', 'sent', 'dead'] as const;

export const channelViewSchema = z
  .object({
    name: z.string(),
    type: z.string(),
    title: wordsSchema,
    lang: z.enum(languages),
    sensitive: z.boolean().describe('Whether sensitive values stand in what it sends.'),
    limits: z.array(z.object({ messages: z.int(), per: z.number().describe('Milliseconds.') })),
    quiet: z.object({ from: z.string(), to: z.string(), zone: z.string(), days: z.array(z.string()).optional(), through: z.array(z.string()) }).optional(),
    state: z.enum(channelStates).describe('`full`: it has sent as much as it may for now.'),
    problem: wordsSchema.optional(),
    retryAt: z.number().optional(),
    sent: z.number().describe('Alerts, not messages.'),
    unsent: z.number(),
    dead: z.number(),
  })
  .meta({ id: 'Channel' });
export type ChannelView = z.infer<typeof channelViewSchema>;

export const messageViewSchema = z
  .object({
    seq: z.int(),
    form: z.enum(['alert', 'digest', 'test']),
    state: z.enum(messageStates).describe('`dead`: given up, and can be sent again.'),
    made: z.number().describe('Milliseconds.'),
    attempts: z.int(),
    alerts: z.int().describe('How many it tells of.'),
    alert: z.object({ graph: z.string(), id: z.string() }).optional(),
    due: z.number().optional(),
    at: z.number().optional().describe('When it was tried last.'),
    why: wordsSchema.optional().describe('What the other side said.'),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof messageViewSchema>;

export const previewSchema = z
  .object({
    channel: z.string(),
    type: z.string(),
    lang: z.enum(languages),
    format: z.enum(['markdown', 'text', 'html']),
    text: z.string().describe('As people read it, in the markup of the channel.'),
    body: jsonSchema.describe('The whole of what is sent, but for signatures.'),
  })
  .meta({ id: 'Preview' });
export type PreviewView = z.infer<typeof previewSchema>;
